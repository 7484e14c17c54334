"""The words that may stand around an answer and leave it the answer.

What may stand there is listed, what may not is not: "half of the answer is 4", "the answer is 4 thousand", "... says
a fool" are told apart from an answer of 4 without a list of all there is to say.  No word here denies, doubts,
bounds, rounds, changes or takes back; number words are not here, and neither are words of other languages.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What leads to an answer in its own clause: "so the final answer is", "we get", "this gives us x =".
LEADING = _words("""
    so thus hence therefore then and that that's thats which this these it it's its as because since now finally
    here here's means mean meaning implies follows consequently accordingly overall altogether together total in all
    sum we we've i i've i'm you he she they think believe can get gets got getting have has had find finds found see
    know conclude compute computed calculate calculated obtain obtained obtaining arrive arrives at determine
    determined gives give giving yields yield leaves leave leaving makes make making results result brings is are be
    was will must should would the my our your his her their a an final finally ultimate last correct right exact
    exactly precisely answer answers result solution solutions root roots values value number quantity amount
    unknown variable equation
    expression   calculation us for to when where what's what how solving simplifying evaluating
    computing calculating combining check step also with work works out come comes    simply just
    simplified simplifies simplify equal equals equal exactly indeed clearly obviously yes ok okay alright great
    sure certainly well easy easily hello hi let let's see box boxed print return output returns written writing say
    said stated formatted form format required desired wanted needed requested follows using remaining both sides side on left hand only respectively hooray voila done ready ah aha oh eureka quickly
    directly end solved satisfied by definitely certainly surely undoubtedly am there simple quick
    short direct ultimately looking looked sought you're ist lautet arithmetic taking evaluating shows show shown confirms
    outcome turns holds asked did obtains gets you'll worked straightforward applying rule rules tells from do understood voilà absolutely die das der la le el il lo het de den der richtige korrekte endgültige bonne correcte correcta
    corretta correta juste finale final unsere ti that'll it'll performing carrying out operation computation
    hasil dari jawaban hasilnya resultado da do resultat soma suma résultat somme du des ergebnis summe von vom ناتج حاصل جمع مجموع طرح ضرب قسمة الناتج نتيجة योग का
    donc alors ainsi par conséquent finalement por lo tanto entonces así luego also daher somit deshalb folglich damit quindi
    dunque allora perciò portanto então logo assim итак значит следовательно поэтому тогда таким образом więc zatem tedy alltså
    därför dus yani jadi maka vậy 因此 所以 故 那么 よって したがって 따라서 그러므로 لذلك إذن לכן άρα отже
""")

_MATH = """
    sum sums difference differences product products quotient quotients total totals addition subtraction
    multiplication division multiply multiplies multiplied multiplying divide divides divided dividing add adds
    added adding subtract subtracts subtracted subtracting plus minus times over by from into of multiplicand
    multiplier factor factors term terms digit digits column columns row rows unit units ones tens hundreds
    thousands place places carry carried carrying carries borrow borrowed borrowing borrows regroup regrouping align
    aligned long short method methods approach strategy technique way ways manual manually mental mentally standard
    algorithm property properties distributive commutative associative identity inverse reverse operation operations
    operator operators operand operands arithmetic math maths mathematics mathematical mathematically algebra
    algebraic algebraically equation equations expression expressions variable variables coefficient coefficients
    constant constants parenthesis parentheses bracket brackets inside outside order bodmas pemdas isolate isolates
    isolated isolating cancel cancels move moves moved moving transpose transposing substitute substitutes
    substituted substituting substitution plug plugs plugged plugging satisfies satisfy satisfied satisfying true
    holds hold matches match matching agrees agree confirms confirm confirmed confirming verify verifies verified
    verifying verification checks check checking checked proof proves prove shows show shown showing lets let
    simplify simplifies simplified simplifying simplification reduce reduces reduced evaluate evaluates evaluated
    evaluating evaluation perform performs performed performing compute computes computing calculate calculates calculating calculations number numbers
    integer integers whole positive natural fraction fractions numerator denominator numerators denominators decimal
    decimals common greatest lowest largest smallest multiple multiples gcd lcm remainder   divisor
    divisors dividend prime even odd equal equals equality same equivalent equivalently basic simple straightforward
    direct figure figured figures count counts counted counting up down forward start starts started starting begin
    begins beginning end ends ending reach reaches reached land lands jump jumps line group groups grouped grouping
    split splits splitting break breaks breaking broken part parts each every first second next then after before
    last finally step steps stepwise side sides left right hand both top bottom above following given gives give
    giving get gets got getting obtain obtains obtained obtaining yield yields yielding result results resulting
    leads lead leading leaves leave makes make making made take takes taking taken put puts putting bring brings
    write writes written read reads use uses used using apply applies applied applying
"""
_TALK = """
    a an the this that these those it its it's that's thats there there's here here's is are was were be been being
    am i i'm i've we we're we've you your my our me us he she they them his her their who which what whose when
    where how why and so thus hence therefore because since as for to in on at with of also too just only simply
    exactly precisely indeed clearly obviously certainly definitely sure surely yes yep yeah ok okay great good nice
    perfect correct right exact final answer answers question questions problem problems solution solutions solve
    solves solved solving value values unknown do does did done doing can could will would should must may need
    needs needed want wanted find finds finding found see sees seen look looks looking think know known tell tells
    told say says said ask asks asked explain explains explanation reason reasoning work works worked working go
    goes going come comes came have has had having help helps helped helping hope hopes let's let please thank
    thanks welcome free any bye fits goodbye further details detail detailed clear clarity way quite very really all
    anything else understand understanding learn learning practice happy glad hi hello dear always again now today
    time times together altogether overall complete completes completed completely full fully whole conclusion
    conclude concludes concluded conclusively summary summarize short brief briefly doublecheck check box boxed
    print output return returned format formatted required requested desired highlighted bold marked presented
    stated stating provide provides provided providing contain contains containing include includes including
    representing represents represent denote denotes called named namely meaning means mean mind note notice observe
    recall remember easy easily quick quickly finished ready cheers best regards day assistant user thought
    information additional clarification support assistance walk through across between course calculator hand head
    paper piece python code script action thought carefully luck homework qed ultimately i'd i'll we'll we'd you'll absolutely identify identifies identified ta da tada drumroll rule rules fact facts law laws follow follows detail
"""
# Of a talk around a solution.
_CHAT = """
    hey hiya howdy greetings folks everyone thinking thinks read reading exercise exercises task tasks puzzle puzzles quick basic
    approach approaches considering careful carefully together sense makes remembering rewrite rewriting rewritten involve involves
    involving require requires requiring figure organize organized fun excellent wonderful fantastic awesome interesting
    lovely amazing neat cool brilliant asking ask nicely worries cheers sincerely thanks folks buddy pal mate match matches matching
    straightforward elementary easily ease solves solver tackle tackling tackled process procedure job simple pleasure
    opening request prompt instruction instructions understand understood got gladly confirm confirmed consistent consistency
    valid validate validated agreed satisfied satisfactory sound proceed proceeding proceeds follow following follows logic
    logical systematic systematically detail details detailed overview recap review reviewing reviewed summary quickly
    confidence confidently certain certainty sanity reasonable plausible makes complete correctly properly accurately accurate
    successfully success beginning outline plan idea concept principle principles formula formulas definition definitions
    arithmetic numeric numerical calculator calculators program computer spreadsheet notebook workings pencil thing things
    anytime everything curious wonder wondering learner learners homework assignment
    studying study studies school class enjoy enjoyed keep going keep great job well done step-by-step
"""
_METHOD = """
able across adjust advance ahead analysis analyse analyze analyzing analysing answering answered any appreciate appropriate arrange
arranged aspect assess assist attention aware basically basics begin becomes block blocks board bring building builds calm care
case cases challenge challenging class clean close-up coach component components concentrate conceptual concludes concluding concrete
conduct conducting consists context continue continuing convenient conventional cover covers covering crystal day deal dealing deduce
define defined delighted deliver demonstrate demonstrates demonstrating derive derived derives deriving describe described describing
description develop difficult difficulty digest discuss discussing display displayed document doing draw drawing during educational
efficient efficiently effort elegant ensure ensures ensuring enter entire entirely essential essentially everybody evident examine
examining excited exciting execute executed explicit explicitly explore exploring express expressed expressing familiar fast fellow
fill fine finish finishing flow focus focused focusing foremost formal formally forward foundation framework friendly fundamental
fundamentals gather gathering gentle goal grab grasp greetings guide guides guided guidance handle handled handling happily heart
highlight highlighting hold holding ideal illustrate illustrated illustrates immediate immediately important indicated inside insight
instructive interested interpret interpreting introduce introduction intuitive isolate journey joy key kindly knowledge label labelled
language lay laying layout lecture legible lesson level light line linear list literally lot main major manage manageable manner map
master material matter meaningful mechanical mechanics mechanically mentioned methodical methodically methodology meticulous
meticulously mindful moment move name natural naturally neatly necessary normal normally notation noted numeric objective occurs
officially once online onward open operate opportunity ordinary organise outcome own paragraph parse parsing patience patient pattern
pause perfectly phrase place placing plain plainly planned pleasant pleased plenty polish practical prefer preparation prepare prepared
preparing presenting preserve primary processing produce produces producing progress progressing proper prove purpose pursue readily
recognise recognize recognizing record recorded refresh refresher regard regards regular rely remark resolve resolved resolving respect
respond returning review rigorous rigorously run running safe safely satisfied scan section seek setting settle settled setup share little
simplest simplicity skill skills slow slowly smooth smoothly solid soon sort space spell stage standard statement stay straight
streamline structure structured student style subsequent subsequently succeed suitable super supply symbol symbols system
talk teach teaching technique theory thorough thoroughly tidy tool tools topic total touch track tracking transform transparent treat
treating trivial trivially tutor tutorial underlying unfold universal unpack unpacking useful user usual usually utilize utilizing via
view viewing visible visual visualise visualize walking walkthrough warm went willing wise wonderful workflow wrap wrapped wrapping
write-up yay there's we'll we've that'll tonight morning afternoon evening hope hoping hopes clarifies clarified clears
compare compares compared comparing comparison tenth tenths hundredth hundredths thousandths quotients ie
beautiful beautifully pleasing elegantly crisp concise concisely cleanly comfortable comfortably delightful splendid super superb terrific
magnificent bravo congratulations congrats yup ready set wants want reversing walk helpful getting started starting onwards ordinary everyday
multi-step two-step one-step stepwise pen-and-paper by-hand in-depth self-contained well-defined well-known
"""
# What may stand beside an answer, before it in its sentence and behind it.
NEUTRAL = _words(f"{_MATH} {_TALK} {_CHAT} {_METHOD}") | (LEADING - {"what"})

# Further words with which a calculation is introduced.
INTRODUCING = _words("""
    follow follows followed breakdown through keep keeps keeping running along systematically carefully careful tackle process
    procedure outline sketch plan demonstration explained detail quick quickly proceed proceeding sequence sequential
    sequentially chain series list listed lines assistant response reply final model bot ai me mine working workings
    computation computations scratch transcript guide walkthrough rundown simple direct directly logic logical structured
    comes arrive arrives ends stands breaking rewrite rewriting apply
""")

# Behind a number: what it counts.
UNITS = _words("""
    apple apples orange oranges banana bananas book books pen pens pencil pencils marble marbles sticker stickers
    coin coins candy candies cookie cookies cake cakes ball balls box boxes bag bags toy toys card cards flower
    flowers tree trees car cars bus buses bird birds cat cats dog dogs fish egg eggs bottle bottles cup cups plate
    plates chair chairs table tables student students child children kid kids people person friend friends teacher
    teachers page pages room rooms item items thing things piece pieces object objects ticket tickets seat seats
    dollar dollars cent cents euro euros usd eur gbp meter meters metre metres centimeter centimeters kilometer
    kilometers mile miles feet inch inches gram grams kilogram kilograms centimetre centimetres kilometre kilometres millimeter millimeters millimetre millimetres liter liters litre litres hour hours minute
    minutes second seconds day days week weeks month months year years cm mm km kg lb lbs oz ml mph unit units
    millimeter millimeters millimetre millimetres centimetre centimetres kilometre kilometres milliliter milliliters millilitre
    millilitres milligram milligrams tonne tonnes ounce ounces pound pounds yard yards gallon gallons pint pints quart quarts
    points marks mi ft in yd hr hrs min mins sec secs kph sq cubic bolt bolts students girls boys men women
""")

# Words that deny, doubt, bound or disown what stands in the same sentence.
DOUBT = _words("""
    modulo mod rounded rounding nearest approximate estimate estimated not never wrong false incorrect unless
    either maybe perhaps instead rather untrue mistake mistaken error errors
    except excluding without than approximately approx roughly nearly almost about around cannot can't cant isn't
    isnt doesn't don't dont won't wouldn't shouldn't wasn't aren't no nor neither none nobody nothing nowhere hardly
    barely if suppose supposing assume assuming pretend hypothetically hypothetical imagine guess try trying lie
    lies fake joke bad bogus nonsense impossible undefined inaccurate doubtful doubt half twice double triple
    opposite negative minus least most above below exceeds exceed greater less fewer smaller larger bigger base
    hexadecimal binary octal percentage percent dozens squared square cube root nicht falsch pas faux non falso kein
    keine nein nie не нет неверно
""")

# Those that say of a text that it is none to trust.
DENYING = _words("""
    not never wrong false incorrect untrue mistake mistaken error errors no nor neither none nobody nothing lie lies fake joke
    bad bogus nonsense impossible doubtful doubt guess maybe perhaps imagine pretend inaccurate
""")

# Words of operations: where a question has them, they may be said again beside its answer.
OPERATING = _words("""
    mod modulo rounded rounding round nearest half twice double triple square squared cube cubed root power percent
    percentage absolute factorial gcd lcm hcf gcf remainder larger greater bigger smaller less largest smallest than
    prime divisible factor multiple even odd increased decreased negative minus opposite reciprocal average mean
""")

# What "how far", "how much", "how old" ask for.
ASKED_FOR = _words("""
    distance speed time price cost costs amount length weight height width area profit total number rest money sum
""")

# One of these is in whatever leads to a number that nothing announces, or it is nothing but a connection.
TELLING = _words("""
    outcome since yep yeah voilà tells make its thats is it's that's here's what's are be was equals equal get gets got getting gives giving give makes making make yields
    yielding obtain obtains obtained find finds found have arrive conclude comes come results leaves leaving answer
    answers result solution value total sum output final ans means holds turns works root product difference it'll that'll
    compute computed calculate calculated determined evaluates simplifies returns ist è es son est é to
    remainder quotient gcd lcm hcf gcf mean median mode range larger smaller largest smallest maximum minimum average divisor
    multiple power percent area perimeter
""")
CONNECTING = _words("""
    so thus hence therefore then and now finally consequently accordingly overall altogether together total in all here because
    since yes ok okay alright great sure certainly well easy easily hello hi ah aha oh eureka hooray voila done ready definitely
    surely undoubtedly simple quick short absolutely clearly obviously indeed exactly precisely of course just only simply
    correct right ultimately which as a end by the calculation calculator with working computation
    donc alors ainsi finalement entonces luego also daher somit folglich damit quindi dunque allora portanto então logo итак значит
    следовательно поэтому więc zatem tedy alltså därför dus yani jadi maka vậy 因此 所以 故 那么 よって したがって 따라서 그러므로
    لذلك إذن לכן άρα отже
""")

# The last word of whatever leads to a number that nothing announces.
ENDING = (
    TELLING
    | CONNECTING
    | _words("""
    that at as with equal for us be therefore then answer answer's result total
""")
)

# With these, too, something is worked out step by step; none of them says of a number that it is no answer.
STEPS = _words("""
    adjacent another appear appears append arranging arrow ascending attach attached away back bases batch below
    binary binomial branch branches brought canceled canceling cancelled cancelling cells cent cents change changed
    changes changing chunk chunking chunks clock closer closest collect collected collecting compare compared
    compares comparing comparison completing composite consecutive conversion convert converted converting converts
    coprime cost costs cramer's cross crossing crosswise cubed cubes cycle cycles data days decrease decreased
    decreases decreasing descending determinant diagram direction discriminant distribute distributed distributing
    distribution divisible dollar dollars dot doubled doubling drop easier either elapsed eliminate eliminated
    eliminates eliminating elimination entries entry euclid euclid's euclidean evenly expand expanded expanding
    expands expansion exponents extra factored factoring factorisation factorise factorising factorization factorize
    factorizing fit flip flipped flipping flips foil geometric graph grid grow grows halfway halve halved
    hexadecimal hops hour hours hundredth hundredths ignore ignoring improper increase increased increases
    increasing inequality inner innermost insert inserting intersection invert inverted inverting ladder later lattice lcd
    leftover less lhs lies like lines listing lists many matrix middle midnight midpoint midway minute minutes
    missing mixed mod model modulo monic more most much nearest negative neighboring neighbouring non nonzero noon
    nth o'clock octal often or ordered outer outermost pad padded paid pair pairs partial patterns pay per percent
    percentages point points position powers previous price primes proportion proportional proportions quadratic
    raise raised rate ratios reciprocals remain remainders remains repeat repeated repeatedly repeats replace
    replaced replacing rhs round rounded rounding rounds scale scaled sequence sequences shared shares shift shifted
    shifts sign signs sorted sorting squared squares squaring stays stop stops successive table tally test testing
    tests than thousandth thrice trailing traveled travelled travels tree trial tried trinomial trip tripled try
    turn turned turning unaffected unchanged unknowns until vertex week weekday weeks years zeroes zeros
""")
# What makes it another time, another number or only a wish, where the question does not speak of it.
OTHER_TIMES = _words("""
    before beginning first originally initially earlier previously short too missing extra another would could should
    need needs needed may might start starting started next more less fewer
""")
# What somebody thinks or tells, and what he wants: no solution of its own.
OPINIONS = _words("""
    say says said saying shout shouts shouted claim claims claimed hope hopes hoped wish wishes wished think thinks thought
    believe believes believed guess guesses guessed tell tells told hear hears heard dream dreams dreamt dreamed write
    writes wrote imagine imagines imagined expect expects expected assume assumes assumed suppose supposes supposed
    want wants wanted plan plans planned fool joke
""")
