"""The wordings of questions, all in one place: the phrases, and the grammar that they stand in.

A question is an equation with one unknown that is asked for, or something to work out:
`x-0=0,x=?`, `Solve 0-x=0 for x.`, `0+?=0`, `0+0=?`, `What is the sum of 0 and 0?`, `0 mod 0=?`.

What two people would read differently is refused.  `6/2x` is 6/(2x) to some and (6/2)x to others, so
a product without a sign divides nothing.  What words join must be a number, a bracket or a fraction, and a
phrase that takes numbers ("the sum of") ends what is asked: "2+3 times 4" and "the square root of 16 plus 9"
are refused, "9 plus the square root of 16" is not.  What the grammar can derive in two ways that differ is
refused, too.
"""

from __future__ import annotations

from pairwright.verify.questions.operations import OPERATIONS, Level
from pairwright.verify.questions.phrases import EXTREMES

# Words that change nothing wherever they stand.
DROPPED = (
    "the", "please", "exact", "exactly", "together", "with each other", "following", "correct", "now", "in total",
    "altogether", "in all", "simultaneously",
)  # fmt: skip
_COMPARED = (
    *(f"which {what}is" for what in ("", "number ", "one ", "value ", "fraction ", "decimal ")), "what is", "what's",
)  # fmt: skip
# Several numbers, as they are called.
NUMBERS = tuple(
    f" of{these}{numbers}"
    for these in ("", " these", " this", " following", " these following")
    for numbers in (
        "",
        " numbers",
        " data",
        " data set",
        " set of data",
        " numbers in set",
        " data in set",
        " values in set",
        " values",
        " set",
        " set of numbers",
        " list",
        " list of numbers",
        " scores",
    )
)
# What each phrase is to the grammar.
PHRASES = {
    "ASK": (
        "what is", "what's", "whats", "what are", "what will be", "what would be", "what must be", "what does",
        "what do you get when you", "what do you get if you", "what do we get when we", "what do you get",
        "what do you get by", "what do we get by", "what number do you get when you", "what number do you get", "what number results", "what value do you get", "what is the number you get", "how much is", "how much are",
        "how much does", "how much do you get when you", "how much do you get if you", "calculate", "compute",
        "evaluate", "work out", "figure out", "determine", "simplify", "solve", "find", "find out", "give", "give me",
        "tell me", "what was", "which is", "tell me what", "state", "do you know what", "can you tell me what",
        "express", "what happens when you", "perform", "carry out", "i need", "what is the answer when you",
        "what is the result when you", "what is the result if you", "fill in", "what would", "what will", "what do",
        "what must", "what should", "how much would", "how much will", "how much do", "complete", "work this out",
        "what number results from", "what results from", "i need to know", "what number does", "what value does",
        "how many is", "how many are", "how many does", "how many do", "do", "take", "write", "leave", "any idea what",
        "do you know", "so what is", "so what does", "so how much is", "calculating", "computing", "finding",
        "evaluating", "solving", "working out", "telling me", "use long division to find",
        "use column addition to find", "solve mentally", "work out in your head", "how do you solve", "execute",
        "giving", "how do i solve", "answer", "what you get when you", "what you get if you", "find out what",
        "calculate what", "work out what", "figure out what", "compute what", "determine what",
        *(
            f"what {aux} {who} get {by}"
            for by in ("by", "from")
            for aux in ("do", "will", "would")
            for who in ("you", "we", "i")
        ),
        *(
            f"{what} {aux} {who} get {when} {who}"
            for what in ("what", "what number", "what result")
            for aux in ("do", "will", "would")
            for who in ("you", "we", "i")
            for when in ("when", "if")
        ),
    ),
    "OBJECT": (
        "something", "my number", "original number", "next problem", "answer", "result", "number i started with",
        "number i thought of", "your number", "that number", "starting number", "this number",
        "number i am thinking of", "number i'm thinking of", "value of", "result of", "answer to", "answer for",
        "final answer to", "value for", "missing value for", "answer of", "solution of", "solution to", "solutions of",
        "solutions to", "equation", "expression", "problem", "calculation", "unknown", "number", "missing number in",
        "missing number", "missing value", "missing value in", "blank", "real number", "system", "system of equations",
        "equations", "real solutions of", "real solutions to", "real roots of", "roots of", "all real solutions of",
        "all real roots of", "all real solutions to", "all solutions of", "all solutions to", "all roots of",
        "all values of", "all real values of", "all real numbers", "all real", "all", "quantity", "arithmetic problem",
        "unknown number", "unknown value", "in", "simultaneous equations", "pair of equations", "pair of simultaneous equations", "system of linear equations",
        "system of simultaneous equations", "pair of linear equations", "set of equations", "linear equation", "operation", "both",
        "it", "fraction", "values of", "unknowns", "math problem", "this",
        *(
            f"{which}{what}"
            for which in (
                "", "every ", "each ", "only ", "one ", "real ", "every real ", "each real ", "only real ", "one real ", "unique ",
            )
            for what in ("solution of", "solution to", "root of", "value of", "number")
        ),
        "possible values of", "all possible values of", "both values of", "possible solutions of", "both solutions of",
        "possible solutions to", "value", "values", "cubic equation", "quadratic equation", "polynomial equation", "quadratic",
        "real numbers", "all numbers", "real values of", "solution set of", "set of solutions of", "zeros of", "all zeros of",
    ),
    "FOR": ("for", "for the value of", "for the unknown"),
    "IF": (
        "if", "when", "given", "given that", "where", "such that", "so that", "suppose", "suppose that", "assume that",
        "let", "for which", "that satisfies", "that satisfy", "satisfying", "knowing that", "if we know that", "from",
        "in", "if you know that", "with", "assuming", "assuming that", "makes", "that makes", "that make", "so",
        "which satisfies", "that solves", "solving", "satisfies", "solves", "satisfy", "represent in", "stand for in",
        "equal in", "equal if", "equal when", "for which real", "for what real", "for which real number", "for which real numbers",
        "for which real values of", "for what real values of", "for which real value of",
    ),
    "IS": ("is", "are", "was"),
    "AND": ("and",),
    "THEN": ("then", "so"),
    "LATER": (
        "then", "and then", "afterwards", "after that", "next", "finally", "and finally", "and after that", "and next",
    ),
    "OR": ("or",),
    "LINK": ("by", "to", "from", "with", "away from", "off"),
    "AWAY": ("away",),
    "START": (
        "start with", "begin with", "take", "start from", "start at", "starting with", "beginning with", "begin at",
        "starting at", "begin from",
    ),
    # What a step is done to.
    "RESULT": (
        "it", "result", "that", "this", "answer", "number", "this number", "that number", "that result", "this result",
        "final result", "final answer", "final number", "number now", "result of this", "what you get", "outcome",
        "your answer", "your result", "your final answer",
    ),
    "IF_DONE": ("if you", "if i", "if we", "when you", "when we", "when i", "if", "when"),
    "SOLVE": ("solve", "solve it"),
    "VALUE_OF": ("value of", "result of", "answer to", "answer for", "answer of"),
    "ASK_DONE": (
        "what do you get when you", "what do you get if you", "what do we get when we", "what happens when you",
        "what number do you get when you", "how much do you get when you", "how much do you get if you", "i need to",
        "what is the answer when you", "what is the result when you", "what is the result if you", "calculate",
        "work out",
    ),
    "WHAT_NOW": (
        *(
            f"{what} {do} {who} {have}"
            for what in ("what", "what number", "what result", "how much", "how many")
            for do in ("do", "will")
            for who in ("you", "i", "we")
            for have in ("have", "get", "end up with")
        ),
        "what have you got", "where do you end up", "how much is it", "what number is it", "what number is that",
        "how much is that", "what is that", "how many are there", "how much is there",
    ),
    # Only where something is taken away.
    "LEFT": (
        *(
            f"how {much} {are}"
            for much in ("many", "much")
            for are in (
                "are left", "is left", "remain", "remains", "do you have left", "do i have left", "are left over",
            )
        ),
        "what is left", "what remains", "what is left over", "what's left",
    ),
    "THINK": (
        "i think of a number", "i'm thinking of a number", "i am thinking of a number", "think of a number",
        "i thought of a number", "i pick a number", "pick a number", "i choose a number", "choose a number",
        "start with a number", "i start with a number", "take a number", "i take a number", "i have a number",
        "i picked a number", "i chose a number", "i started with a number",
    ),
    "WHO": ("i", "you", "we", "she", "he"),
    "GET": (
        "get", "gets", "got", "to get", "result is", "answer is", "end up with", "obtain", "have", "is now", "becomes",
        "it is", "it becomes", "i get", "you get", "i got", "i end up with", "i have", "to end up with", "result was",
        "i obtain", "ended up with", "i ended up with", "final result is", "final answer is",
    ),
    "THE_NUMBER": (
        "what number did i start with", "what number did i think of", "which number is it", "what number was it",
        "what number is it", "what number am i thinking of", "what did i start with", "which number did i think of",
        "what number did i pick", "what number did i choose",
    ),
    "FIRST": ("first", "first of all"),
    "NUMBER": ("number", "value"),
    "DOZEN": ("dozen", "dozens"),
    "RAISE": ("raise", "take"),
    "TH": ("th", "st", "nd", "rd"),
    "TO": ("to", "raised to"),
    "POWER_OF": ("power of",),
    "ROOT_OF": ("root of",),
    "POWER": ("power",),
    "PERCENT": ("%", "percent", "per cent"),
    "OFF": (
        "% off", "percent off", "per cent off", "% off of", "percent off of", "% discount on", "% less than",
        "percent less than",
    ),
    "ON_TOP": ("% more than", "percent more than"),
    "AS_RATIO": (
        *(
            f"{before}in {its}{form}"
            for before in ("", "as a fraction ")
            for its in ("", "its ")
            for form in ("simplest form", "lowest terms", "simplified form", "reduced form")
        ),
        "as a fraction", "as a single fraction", "as one fraction", "as a simplified fraction",
        "as a reduced fraction", "simplified", "fully simplified", "and simplify", "and simplify answer",
        "and simplify result", "and reduce to lowest terms", "reduced to lowest terms",
    ),
    "AS_DECIMAL": ("as a decimal", "in decimal form", "as a decimal number"),
    "EQUALS": (
        "equals", "equal", "equals to", "is equal to", "is", "gives", "makes", "are", "results in", "yields",
        "comes to", "come out to", "comes out to", "give", "simplify to", "simplifies to", "reduce to", "leaves",
        "leave", "works out to", "work out to", "evaluate to", "evaluates to", "amount to", "amounts to", "is the same as", "be", "come to", "make", "yield", "equal to",
        "add up to",
    ),
    # Of an expression, where it is 0.
    "ZEROS_OF": tuple(
        f"{which}{what} of{whom}"
        for which in ("", "all ", "real ", "all real ", "both ", "two ")
        for what in ("zeros", "zeroes", "roots")
        for whom in ("", " polynomial", " expression", " quadratic", " cubic")
    ),
    "TRUE": ("true", "hold", "holds", "is true", "a true statement", "correct"),
    "WITH_REMAINDER": (
        "with remainder", "with a remainder", "giving quotient and remainder", "with rest",
        "give quotient and remainder", "give the quotient and remainder", "give the quotient and the remainder",
        "giving remainder", "giving a remainder", "including the remainder", "showing remainder", "showing a remainder", "stating remainder",
        "as quotient and remainder", "quotient and remainder", "as a quotient and remainder",
        "as a quotient and a remainder",
    ),
    "ITS_QUOTIENT": tuple(
        f"and {tell} quotient" for tell in ("give", "give me", "state", "report", "tell me", "write", "write down", "find")
    ),
    # What is left alone; who finds it may tell both.
    "ITS_REMAINDER": tuple(
        f"and {tell} {only}remainder"
        for tell in ("give", "give me", "state", "report", "tell me", "write", "write down")
        for only in ("", "only the ", "just the ", "the ")
    ),
    "WITHOUT_REMAINDER": (
        "without remainder", "without the remainder", "without a remainder", "ignoring the remainder", "rounded down",
        "ignoring any remainder", "discarding the remainder", "dropping the remainder", "ignore the remainder",
    ),
    "QUOTIENT": ("quotient when", "quotient if"),
    "WHOLE_OF": ("whole number quotient of", "integer quotient of", "integer part of", "whole part of", "floor of"),
    "BOTH_OF": ("quotient and remainder of", "quotient and the remainder of"),
    "BOTH_WHEN": ("quotient and remainder when", "quotient and the remainder when", "quotient and remainder if"),
    "REMAINDER_OF": ("remainder of", "remainder in", "remainder from", "remainder for"),
    "REMAINDER_WHEN": ("remainder when", "remainder if", "remainder after", "remainder left when", "remainder on"),
    "REMAINDER": ("remainder", "remainder is left", "rest"),
    "IS_DIVIDED_BY": ("is divided by", "gets divided by"),
    "DIVIDING": ("dividing", "you divide", "we divide", "division of"),
    "TIMES_INTO": (
        "how many times does", "how often does", "how many times will", "how many times can", "how often can",
        "how many times do", "how often will",
    ),
    "GO_INTO": (
        "go into", "fit into", "divide into", "be subtracted from", "fit in", "go in", "be taken from",
        "evenly go into", "go evenly into",
    ),
    "ITSELF": ("itself",),
    "ALL": ("all", "all of it", "all of that"),
    "SUBSTITUTE": ("substitute", "put", "plug"),
    "INTO": ("into", "in"),
    "PERCENT_OF": ("% tip on", "percent tip on", "% tax on", "% of", "percent of", "per cent of", "percentage of"),
    "WHAT_PERCENT_OF": ("what percent of", "what percentage of", "what per cent of", "which percentage of"),
    "AVERAGE": tuple(
        f"{name}{numbers}"
        for name in ("average", "mean", "arithmetic mean", "mean value", "average value")
        for numbers in ("", *NUMBERS)
    ),
    "OF": ("of",),
    "ROUND": ("round", "rounded", "round off"),
    "NEAREST": ("to nearest multiple of", "to nearest"),
    "PLACES": (
        "decimal places", "decimal place", "decimals", "decimal digits", "places after decimal point",
        "digits after decimal point", "decimal",
    ),
    "LARGER": tuple(
        f"{which} {more}"
        for which in _COMPARED
        for more in ("larger", "greater", "bigger", "more", "higher")
    ),
    "SMALLER": tuple(f"{which} {less}" for which in _COMPARED for less in ("smaller", "less", "lesser", "lower")),
    "BLANK": (
        "what number", "which number", "what", "what value", "a number", "some number", "a certain number",
        "unknown number", "missing number", "which", "which value", "how much", "how many", "something", "my number",
        "which numbers", "what numbers", "what values", "which values",
        *(f"{which} real{what}" for which in ("what", "which") for what in ("", " number", " numbers", " value", " values")),
    ),
    "REST": ("r",),
}  # fmt: skip
# Numbers, signs and brackets; in both grammars.
_FORMULA = r"""
    ?value: sum | product LAST divisor -> infix
    ?sum: product | sum SUM product -> infix
    ?product: signed | product PRODUCT signed -> infix | product DIVISION divisor -> infix
    ?signed: implicit | SUM signed -> sign
    ?divisor: power | SUM divisor -> sign
    ?implicit: power | implicit open_power -> implicit
    ?power: atom | atom POWER exponent -> infix | atom SUPERSCRIPT -> superscript
    ?open_power: open | open POWER exponent -> infix | open SUPERSCRIPT -> superscript
    ?atom: numeral | numeral "!" -> factorial | ROOT numeral -> function | open
    ?open: UNKNOWN -> unknown | "(" value ")" | "|" value "|" -> absolute | CALL "(" value ("," value)* ")" -> call
         | CALL "(" "(" value ("," value)+ ")" ")" -> call
         | (FUNCTION | ROOT) "(" value ")" -> function
    numeral: NUMERAL
    ?exponent: numeral | SUM numeral -> sign | "(" numeral ")" | "(" SUM numeral ")" -> sign
         | "(" ratio ")" | "(" SUM ratio ")" -> sign
    ratio: numeral DIVISION numeral -> infix
"""
# What is written in signs alone, parsed in linear time.
SIGNS = (
    r"""
    asked: value "=" "?"                         -> work_out
         | equation ("," | ";") UNKNOWN "=" "?"  -> solve
    equation: value "=" value
"""
    + _FORMULA
)
# All wordings; what can be derived in two ways is compared.
WORDINGS = r"""
    question: asked | asked (_pause? _AND? _ASK RESULT | _pause)? (AS_RATIO | AS_DECIMAL) _stop? -> in_form
    asked: _ask (value | _worded) _mark? _stop?                 -> work_out
         | _asked_done? single_done _mark? _stop?               -> work_out
         | (_ask | _asked_done)? steps _mark? _stop?            -> work_out
         | (_IF_DONE _all_done | _all_done _pause) _what_now "?"?  -> named_result
         | _IF_DONE _all_done _pause _what_now "?"?             -> named_result
         | (_WHAT_NOW | LEFT) _IF_DONE _all_done _stop?         -> named_result
         | (chain | _phrase) _pause _ALL word_step _stop?       -> all_of_it
         | _ask (chain | _phrase) _pause _ALL word_step _stop?  -> all_of_it
         | _SUBSTITUTE equations _INTO (value | _worded) _stop? -> put_in
         | _IF? equations _ending? _THE_NUMBER _stop?           -> asked_in_it
         | _IF? _BLANK _EQUALS changing _pause? _AND? _gives value _pause _the_number _stop? -> changed_number
         | _IF changing _pause _BLANK _EQUALS value _pause _the_number _stop? -> changed_number
         | _ask? NOUN (":" | "?" | "," | ".")? (value | _worded) _mark? _stop?      -> named_result
         | _ASK (RESULT | NOUN) _IF_DONE _all_done _stop?       -> named_result
         | _looked_for changing _pause? _gives value _stop?     -> changed_number
         | _BLANK _pause? _IF changing _pause? _gives value _pause _the_number _stop? -> changed_number
         | _IF_DONE _begun_on (_then step)+ _pause? _WHO? _gives value _pause _the_number _stop? -> changed_by_steps
         | _IF? equations _ending? _ask _FOR? names _pause? _IF equations _stop? -> solve_where
         | _IF_DONE (done | done_to_product | single_done) _pause? _WHO? _gives value _pause _the_number _stop? -> told_number
         | _IF? passive _pause? _AND? (NOUN _EQUALS | _gives) value _pause _the_number _stop? -> told_passive
         | _IF_DONE (done | done_to_product | single_done) _pause? NOUN _EQUALS value _pause _the_number _stop? -> told_passive
         | _THINK (_then_i step)+ _then? _WHO? _gives value _pause _the_number _stop?     -> changed_number
         | (value | _worded) _mark? _stop                       -> work_out
         | (value | _worded) _mark                              -> work_out
         | _BLANK (value | _worded) _EQUALS _stop?              -> work_out
         | value                                                -> bare
         | (_worded)                             -> work_out
         | (LARGER | SMALLER) _pause? _pair _stop?              -> compared
         | _ask? _division _pause? _WITH_REMAINDER _mark? _stop?       -> divide
         | _ask? _BOTH_WHEN _divided _mark? _stop?                     -> divide
         | _ask? _BOTH_OF _division _mark? _stop?                      -> divide
         | value _equals blank _REST blank _mark? _stop?               -> divide_blank
         | value _equals? _REST _mark? _stop?                          -> divide
         | _ask? _WITH_REMAINDER _OF _division _mark? _stop?           -> divide
         | _ask? _division _mark? "?"? "(" _WITH_REMAINDER ")" _mark? _stop? -> divide
         | value _equals blank _REMAINDER blank _mark? _stop?          -> divide_blank
         | _ask? (NAMED _division | _QUOTIENT _divided) _pause? _WITHOUT_REMAINDER _mark? _stop? -> floor
         | _ask? _QUOTIENT _divided _stop?                      -> exact
         | _ask? _division _pause? _WITHOUT_REMAINDER _mark? _stop?    -> floor
         | _ask? _WHOLE_OF _division _mark? _stop?                     -> floor
         | _ask? _REMAINDER_WHEN _divided _mark? _stop?                -> rest
         | _ask? _REMAINDER_OF _division _mark? _stop?                 -> rest
         | _IF _divided _pause? _ask _REMAINDER _mark? _stop?   -> rest
         | _IF_DONE _divided2 _pause? _ask _REMAINDER _stop?    -> rest
         | _ask? _division _pause? _ITS_REMAINDER _stop?        -> rest
         | _ask? _division _pause? _ITS_QUOTIENT _stop?         -> exact
         | _division _pause _ask _REMAINDER _mark? _stop?              -> rest
         | _TIMES_INTO argument _GO_INTO argument _mark? _stop?        -> into
         | (_IF | _FOR)? equations _ending? _ask _FOR? names _EQUALS? _stop?       -> solve
         | _IF? equations _ending name _equals blank _stop?     -> solve
         | _IF? equations _ending name _equals _stop?           -> solve
         | equations _stop?                                     -> asked_in_it
         | equations _ending _SOLVE _OBJECT? _stop?                      -> find
         | _ASK ":"? equations _ending _ask _FOR? names _EQUALS? _stop?  -> solve
         | _BLANK _EQUALS equations _TRUE _stop?                -> asked_in_it
         | equations _pause _ask "?"                            -> asked_in_it
         | _VALUE_OF (value | _worded) _mark? _stop?            -> work_out
         | _IF? equations _ending? _ask _OBJECT _stop?          -> asked_in_it
         | _ask equations _stop?                                -> find
         | _ask? _ZEROS_OF value _stop?                         -> zeros
         | _ask? equations _FOR _OBJECT? names _stop?           -> solve
         | _ask? _FOR? _OBJECT? names (_pause | _pause? _IF) _OBJECT? ":"? equations _TRUE? _stop? -> sought
         | _FOR? _BLANK _OF? names (_IF | _EQUALS)? equations _TRUE? _stop? -> sought
         | _ASK _BLANK (":" | "?") equations _stop?             -> asked_in_it
         | _ask? NAMED _division _stop?                         -> exact
         | DONE (":" | ".")? (value | chain) _mark? _stop?              -> told
         | _IF names _EQUALS equations _stop?                   -> sought
         | _ask names _EQUALS _IF equations _stop?              -> sought
         | _IF? equations _ending? _ask (value | _worded) _stop?  -> put_in
         | _ask (value | _worded) _pause? (_IF | _FOR) equations _stop?  -> put_in_behind
    _ask: _ASK _OBJECT? _OBJECT? _OBJECT? (":" | ".")? | _OBJECT ":" | _ASK _OBJECT _FOR _OBJECT ":"?
    _mark: "=" | _EQUALS | ":"
    _stop: "?" | "."
    _pause: "," | ";" | ":" | "."
    _ending: _pause _THEN? | _THEN | _AND | "?"
    _equals: "=" | _EQUALS
    names: name ((_AND | "," | "," _AND) name)*
    ?name: UNKNOWN -> unknown
    equations: equation ((_AND | "," | ";" | "," _AND | ".") equation)*
    equation: (value | _worded) _equals (value | _worded)
    _pair: (value | _worded) (_OR | _AND | "," | "," _OR) (value | _worded)
    _division: value | pair | _divided2
    pair: argument DIVISION_WORD argument
    _divided2: _DIVIDING argument LINK argument | (DONE | DOING) argument LINK argument
    _divided: argument _IS_DIVIDED_BY argument | _DIVIDING argument LINK argument

    _all_done: steps | done | single_done
    _asked_done: _ASK_DONE ":"?
    _what_now: _ASK (RESULT | NOUN)? | _WHAT_NOW | LEFT
    steps: _begun (_then step | _later word_step)+ | (chain | _phrase) (_later (step | word_step))+
    _begun: (_FIRST _pause?)? (done | single_done | from_which | _START argument)
    _begun_on: done | single_done
    _then: _pause | _pause? _AND | _later
    _later: _pause? _LATER
    step: _do argument (LINK _it)? | _do argument _AWAY | _do _it? LINK argument | _do _it _AWAY? LINK argument
        | DONE_TO_ONE _it? | BEHIND _it? | POWERED _it?
    _do: DONE | DID
    word_step: SUM_WORD argument | PRODUCT_WORD argument | DIVISION_WORD argument
    _it: RESULT | NOUN
    changing: BEHIND | POWERED | SUM_WORD _side | PRODUCT_WORD argument | DIVISION_WORD argument | TURNED _side
    passive: _side _IS changing ((_pause? _AND | _pause | _later) _later? (_IS? changing | argument _IS DID))*
    _side: argument | products | quotient
    _looked_for: _ask? (_BLANK | _OBJECT) (_pause? (_BLANK _pause?)? _IF | _pause)
    _gives: _EQUALS | _GET
    _the_number: _THE_NUMBER | _ASK _OBJECT | _OBJECT _ASK
    _then_i: _then (_WHO? _LATER? | _IF_DONE) | _WHO _LATER? | _pause? _IF_DONE

    _worded: chain | _phrase | behind | done | from_which
    _phrase: named | of_each | average | before | share | percent | off | on_top | changed | unknown_percent | doing | divided_out
        | nearest | places | power_of | root_of | itself | parts
    single_done: DONE_TO_ONE argument
    from_which: LINK argument _pause? DONE argument
    off: _part _OFF argument
    on_top: _part _ON_TOP argument
    changed: _part SUM_WORD _part _PERCENT
    ?chain: sums | products | quotient | raised | nth_power | turned
    sums: (_term | behind) (SUM_WORD _term)* SUM_WORD (_term | _phrase) | behind (SUM_WORD behind)+
    _term: operand | products | quotient | simple
    simple: operand PRODUCT operand -> infix
    products: _part (PRODUCT_WORD operand)* PRODUCT_WORD (operand | _phrase) | behind (PRODUCT_WORD behind)+
    quotient: _part DIVISION_WORD (operand | _phrase) | behind DIVISION_WORD behind
    raised: _RAISE? atom POWER_WORD atom
    nth_power: _RAISE? atom _TO numeral _TH _POWER?
    power_of: numeral _TH _POWER_OF atom
    root_of: numeral _TH _ROOT_OF argument
    turned: (_part | _phrase) TURNED (_part | _phrase)
    _part: operand | behind
    named: NAMED ":"? _arguments
    of_each: OF_EACH (_arguments | _pair)
    before: BEFORE argument
    average: _AVERAGE ":"? _arguments
    percent: _part _PERCENT_OF argument
    share: _part _OF argument
    unknown_percent: _WHAT_PERCENT_OF argument
    done: DONE argument LINK argument | DONE ":"? _arguments
    done_to_product: DONE argument LINK products
    doing: DOING argument LINK argument | DOING _arguments
    divided_out: _DIVIDING argument LINK argument
    nearest: _ROUND argument _NEAREST (UNIT | word | numeral) | argument _ROUND _NEAREST (UNIT | word | numeral)
    places: (_ROUND argument | argument _ROUND?) LINK (numeral | word) _PLACES
    _arguments: argument (_comma argument)* _comma last_argument | behind (_comma behind)+
    _comma: "," | "," _AND | _AND
    ?argument: last_argument | behind
    ?last_argument: operand | _phrase | simple
    behind: _part BEHIND | atom POWERED
    itself: atom PRODUCT_WORD _ITSELF
    parts: numeral PARTS _OF argument
    ?operand: single | single DIVISION single -> infix
    ?single: tight | _NUMBER (numeral | name) | SUM single -> sign | (NEGATIVE | SUM_WORD) single -> sign
    ?tight: atom | atom POWER exponent -> infix | atom SUPERSCRIPT -> superscript
    blank: "?" | _BLANK
""" + _FORMULA.replace(
    "?atom: numeral |",
    """word: WORDED
    amount: AMOUNT
    dozens: (numeral | word) _DOZEN
    ?atom: word | amount | dozens | blank | VULGAR -> vulgar | numeral |""",
)
# The signs of each level, and the words.
SIGNS_OF = {
    level.name: [sign for row in OPERATIONS.values() if row.level is level for sign in row.signs] for level in Level
}
WORDS_OF = {
    f"{level.name}_WORD": [word for row in OPERATIONS.values() if row.level is level for word in row.words]
    for level in Level
    if level is not Level.LAST
}


def normal(written: object) -> str:
    """A phrase as the tables above have it: in small letters, without articles."""
    return " ".join(word for word in str(written).lower().split() if word != "the")


OPERATORS = {
    normal(written): name
    for name, row in OPERATIONS.items()
    for written in (*row.signs, *row.words, *row.turned, *row.calls, *row.names)
} | {phrase.removesuffix(" of"): operation for phrase, operation in EXTREMES.items()}
