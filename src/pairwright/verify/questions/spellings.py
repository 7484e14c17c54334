"""How questions are typed in chats, and how their words are misspelt, over shapes: each in the spelling of the other tables."""

from __future__ import annotations

import re

_YOU = r"(?:can|could|will|would|do|does|if|when|should)"
_ONE, _CHANGED = r"\$?(-?0(?:\.0|/0)?)\$?", r"(doubled|tripled|quadrupled|halved|squared|cubed)"
_ROUND_UNIT = "(whole number|integer|ten|hundred|thousand|tenth|hundredth)"
# What is typed, as it is spelled; `\1` is what stands before it and stays.
_TYPED = (
    (rf"\b({_YOU}) (?:u|ya)\b(?! ?[-+*/=^])", r"\1 you"),
    (r"\b(?:w?hta|wh?at) si\b", "what is"),
    (r"\badd?d? (?=-?0)", "add "),
    (
        r"\bu (?=(?:get|have|need|add|subtract|multiply|divide|take|times|plus|minus|square|double|halve|round|do)\b)",
        "you ",
    ),
    (r"(\A\s*|\b(?:you|i|we|to|and|then|please) )times (?=-?0(?:\.0|/0)? by\b)", r"\1multiply "),
    # What is added does not change its place: a number is known by it.
    (r"(\A\s*)to (-?0(?:\.0|/0)?),? add (?=-?0(?:\.0|/0)?\s*[.?]?\s*\Z)", r"\1add \2 and "),
    # Verbs between two numbers, as some say them.
    (r"((?<=[0)]) )divide (?=[-(]*0)", r"\1divided by "),
    (r"((?<=[0)]) )(?:multiply|times) by (?=[-(]*0)", r"\1times "),
    (r"((?<=[0)]) )multiply (?=[-(]*0)", r"\1times "),
    (r"((?<=[0)]) )add (?=[-(]*0)", r"\1plus "),
    (r"((?<=[0)]) )subtract (?=[-(]*0)", r"\1minus "),
    (r"\b(difference )b/?w\b", r"\1between"),
    (r"\bsquareroot\b", "square root"),
    (r"\bmeen (?=of|is|0)", "mean "),
    (r"\b(?:answr|anwser|awnser|asnwer|anser|ansewr)\b", "answer"),
    (r"(?<=help )w/ ?|(?<=help me )w/ ?", "with "),
    # The same told twice: "highest common factor (HCF)".
    (r"\b((?:highest|greatest|largest) common (?:factor|divisor)) \((?:hcf|gcd|gcf)\)", r"\1"),
    (r"\b((?:lowest|least|smallest) common multiple) \(lcm\)", r"\1"),
    (r"\b(hcf|gcd|gcf) \((?:highest|greatest|largest) common (?:factor|divisor)\)", r"\1"),
    (r"\b(lcm) \((?:lowest|least|smallest) common multiple\)", r"\1"),
    (r"\b(mean) \(average\)", r"\1"),
    (
        r"\b(of|between) (?:the |these )?(?:two |three |four |following )?(?:integers|fractions|decimals|whole numbers|mixed numbers|decimal numbers)~:?(?= ?[-(]?0)".replace(
            "~", " ?"
        ),
        r"\1",
    ),
    (r"\bsub (?=-?0\S* from )", "subtract "),
    (r"(\b(?:add|multiply|sum|divide|of|between) -?0(?:\.0|/0)?) (?:n|&) (?=-?0)", r"\1 and "),
    (r"\bremandier\b", "remainder"),
    (r"³√(?=[0(])", "∛"),
    # What is asked of each of several, where there is one.
    (
        r"\b(find|compute|calculate|evaluate|work out|write|determine) each (?=(?:sum|difference|product|quotient|value|answer)\b)",
        r"\1 the ",
    ),
    (
        r"\b(solve|evaluate|simplify|round|reduce) each (?=(?:number|equation|expression|fraction|decimal)\b)",
        r"\1 the ",
    ),
    (r"\bof (?:the|this|each|these) (?:set|pair|list|group)s? of numbers(?: below)?:? ?(?=-?0)", "of "),
    (
        r"\bround (?:the|this) (?:number|decimal) (to [a-z0 ]{3,40}): (-?0(?:,0)*(?:\.0)?)(?=\s*\.?\s*\Z)",
        r"round \2 \1",
    ),
    (
        r"\b(solve|calculate|compute|evaluate|work out|add|subtract|multiply|divide),? and (?:check|verify|simplify|reduce)(?: (?:your|the) (?:answer|solution|result))?(?=[:.] )",
        r"\1",
    ),
    (
        r"\b(evaluate|calculate|compute|work out|solve|simplify|find)(?: the following)?[:.]? ?\([a-h]\) (?=[-(√|]*0)(?!.*\([b-h]\))",
        r"\1 ",
    ),
    (
        r"\b(convert|write|express|change|rewrite)(?: (?:it|this|the following))? (to|as|into|in) (an? (?:mixed number|improper fraction|decimal|percent(?:age)?|fraction(?: in [a-z ]{5,20})?))"
        r"[:.] (-?0(?:\.0)?(?:(?: 0)?/0)?%?)(?=\s*\.?\s*\Z)",
        r"\1 \4 \2 \3",
    ),
    (r"\bcommon fraction\b", "fraction"),
    (
        r"\bwhat (?:should|would|will|do|did|must) (?:i|you|we|one) (?:get|have|put) (?:for|as|with) (?:the answer to )?(?=[-(]*0)",
        "what is ",
    ),
    (r"\ban[sw]s?(?= (?:of|to|for)\b)", "answer"),
    (r"\b(?:hw|math|maths|quick|easy|last|next) q(?=:| what)", "question"),
    # As those say it who think in another language.
    (
        r"\bhow (?:much|many) (?:(?:will|would|shall) (?:be|make)|does it (?:make|give)|is it|it is|makes?|it makes)(?= [-(]*0)",
        "how much is",
    ),
    (r"\b(?:to )?what (?:is|are)(?: it)? equal(?: to)?(?= [-(]*0)|\bwhat makes(?= [-(]*0)", "what is"),
    (r"\bwhat (?:result|number|value) (?:gives|makes|yields|is equal(?: to)?)(?= [-(]*0)", "what is"),
    (
        r"\bhow much ((?=[-(]*0)[-+*/^()0.,% a-z\u00d7\u00f7]{3,60}?) (?:is|are|equals|makes)(?=\s*[?.]*\s*\Z)",
        r"how much is \1",
    ),
    (r"\b(multiply|divide|multiplied|divided) (-?0(?:\.0|/0)? )?on (?=-?0)", r"\1 \2by "),
    (r"\bresolve (?=[-(0]|the equation|equation|for )|\bresolve(?=~?:)".replace("~", " "), "solve "),
    (r"\barithmetic average\b", "average"),
    (r"\barithmetical (?=expression|operation|calculation|problem)", "arithmetic "),
    (r"\b(?:the )?remainder of (?:the )?division(?: of)? (0) by (0)", r"the remainder when \1 is divided by \2"),
    (r"\bwhat (?:number |result )?(we|you|i) get (?=if|when|by)", r"what do \1 get "),
    (r"((?<=[0)]) )divide by (?=[-(]*0)", r"\1divided by "),
    (r"\bthe result (?=when -?0\S* is (?:divided|multiplied|added|subtracted|increased|decreased))", "what you get "),
    (
        r"\A\s*(?:would|will|does) ([-(]*0[-+*/^(). 0a-z\u00d7\u00f7]{2,60}?) (?:be|make|equal) what(?: exactly)?(?=\s*\?*\s*\Z)",
        r"what is \1",
    ),
    (r"\bi want (?=the (?:sum|product|difference|quotient|average|mean|total|result|value)\b)", "give me "),
    (r"\bgive (?:me )?the final (?=answer to)", "give the "),
    (
        r"\b(?:compute|calculate|find|work out|give),? (?:giving|writing|expressing|leaving) (?:your|the) (?:final )?answer (?:in (?:its )?(?:simplest|lowest) (?:form|terms)|as a fraction(?: in its (?:simplest form|lowest terms))?),? (?=[-(]*0)",
        "calculate ",
    ),
    (
        r"\b(evaluate|calculate|compute|solve|simplify)((?: the| this)? (?:following )?(?:expression|calculation|equation)) (?:step[- ]by[- ]step|carefully|mentally|by hand)(?=\s*[.:\n])",
        r"\1\2",
    ),
    (r"\bcompare: (?=which)", ""),
    # "The expression is 0 + 0. Its value is:"
    (r"\bthe expression is:? ([-+*/^(). 0\u00d7\u00f7\u2212]{3,80}?)\.? (?:its|the) value is\b:?", r"calculate \1"),
    (r"(?<=[0)]) in (square|cube)\b(?=\s*[?.=]*\s*\Z)", r" \1d"),
    (r"(?<=[0)]) in (?:the )?power (?:of )?(?=[-(]*0)", " to the power of "),
    (r"\bhow much (?=(?:we|you|i) (?:get|have)\s*\?*\s*\Z)", "what do "),
    (r"\b(common (?:multiple|divisor|factor)|lcm|gcd|gcf|hcf) for (?=-?0)", r"\1 of "),
    (r"\b(sum|product|quotient) from (?=-?0\S* and -?0)", r"\1 of "),
    (r"\bextract (?=the (?:square|cube) root)", "find "),
    (r"\bfind a value of\b", "find the value of"),
    (r"\bsay (?:me|us) (?=the |what|how)|\bremind me (?:of )?(?=what |the )", "tell me "),
    (
        r"\bif (you|i|we) have ([-(]*0[-+*/^(). 0a-z\u00d7\u00f7]{1,40}?),? what do (?:you|i|we) (?:get|have)\b",
        r"what is \2",
    ),
    # "Given the expression 0 + 0, compute its value."
    (
        r"\bgiven (?:the |this |that )?(?:arithmetic |numerical |following )*(?:expression|calculation):? ([-+*/^(). 0\u00d7\u00f7]{3,80}?),? "
        r"(?:compute|calculate|find|determine|evaluate|give|what is|work out) (?:its value|the (?:value|result)|it)\b",
        r"calculate \1",
    ),
    (
        r"\bgiven (?:the |this )?(?:linear |quadratic |following )*equation:? (?=[^,]{3,60}=[^,]{1,60}, (?:find|solve|what|determine|calculate|compute))",
        "if ",
    ),
    # "Given the numbers 0, 0 and 0, calculate the mean."
    (
        r"\b(?:given|for|take|consider) (?:the |these )?(?:numbers|values|data|data set|scores|set):? ((?:-?0(?:\.0)?,? (?:and )?){2,20}-?0(?:\.0)?)[,.:;] "
        r"(?:calculate|find|compute|determine|what is|work out|give|state) (?:the |their )?(mean|median|average|sum|mode|range)\b",
        r"find the \2 of \1",
    ),
    (r"\b(?:arrange|order|sort)(?: in order)?(?: and| to) (?=find the median)", ""),
    (r"\bfind the values of ([a-z]): (?=[^=]*=)", r"solve for \1: "),
    (r"\bwhat (do|will|would) (we|you|i) (?:obtain|receive|find|come to)(?= (?:if|when|by) )", r"what \1 \2 get"),
    (
        r"\bhow much (do|will|would) (i|we|you) (get|have) (if|when) (?:i|we|you) take (?=0(?:\.0)?% of|half|a (?:third|quarter|half))",
        "what is ",
    ),
    (r"\brounding (?=-?0)", "round "),
    (
        r"\b(calculate|compute|evaluate|solve|find|add|subtract|multiply|divide)(?:(?: (?:me|us|for me))? please\b|, please,)",
        r"\1",
    ),
    (r"\b(?:calculate|compute|find|work out|say)[,:]? (?=(?:how much|what) (?:is|are) [-(]*0)", ""),
    (r"\b(calculate|compute|evaluate|solve)(?: for)? (?:me|us)\b(?= (?:the |this |[-(]*0))", r"\1"),
    (r"\btell please\b|\blet me know (?=what|how|the )", "tell me "),
    (r"\b(result|answer) (?:from|to|for) (?=[-(]*0)", r"\1 of "),
    # One number that something is done to.
    (
        rf"\b(?:what(?: number| result| value)? (?:do|will|would|did) (?:you|we|i) (?:get|have)|what(?: is|['\u2019]s) the (?:result|answer|value)) (?:when|if) {_ONE} (?:is|gets) {_CHANGED}(?=\s*(?:[?.!]|\Z))",
        r"what is \1 \2",
    ),
    (
        rf"\b(?:when|if) {_ONE} (?:is|gets) {_CHANGED},? (?:what(?: number)? (?:do|will|would) (?:you|we|i) (?:get|have)|what(?: is|['\u2019]s) the (?:result|answer))\b",
        r"what is \1 \2",
    ),
    (
        rf"\bwhat (?:does|will|would) {_ONE} become (?:when|if|after being)(?: it is)? {_CHANGED}(?=\s*(?:[?.!]|\Z))",
        r"what is \1 \2",
    ),
    (
        r"\b(add|multiply|sum)(?: up| together)? (?:the |these |both )?(?:following |given )?(?:two |of )?(?:following |given )?(?:numbers|integers)(?: together)?:? "
        r"(-?0(?:\.0|/0)?)(?:,| and|, and) (?=-?0(?:\.0|/0)?\s*[.?]?\s*(?:\n|\Z))",
        r"\1 \2 and ",
    ),
    # "Solve for x. Express your answer as a fraction: 0x = 0"
    (
        r"\A\s*((?:solve|find|calculate|compute|evaluate|work out|simplify|add|subtract|multiply|divide|determine)\b[^.:;,\n0]{0,40}?)(?:[.,;]|,? and) ?"
        r"((?:express|give|write|leave|state|expressing|giving|writing|leaving|stating) (?:your|the) (?:final )?answer (?:as|in) [^.:\n0]{3,60})[.:]\s+([^\n?!]{3,120}?)[.]?\s*\Z",
        r"\1: \3. \2.",
    ),
    # They are told in the order in which they are asked for.
    (
        r"(\b(?:find|solve for|what are|determine|give)(?: the values of)? \$?[a-z]\$?(?:, \$?[a-z]\$?,?)? and \$?[a-z]\$?(?![a-z])[^\n]{0,120}?),? \(?in (?:that|this) order\)?,?",
        r"\1",
    ),
    (
        r"\bthe (?:(?:least|smallest|lowest) (?:non-? ?negative )(?:residue|remainder|integer congruent|number congruent|integer that is congruent)|residue) (?:of|to) "
        r"(?=\$?[-(]*0[-+*^/() {}0\d]{0,40}?\$?(?:,? \(?mod(?:ulo)?\b| ?\\[pb]?mod\b))",
        "the value of ",
    ),
    # Of what stands before it as a whole; of a sum without brackets nothing is read.
    (
        r"\A(?!.*(?:equiv|congruen|solve|\u2261))([^=\n]{1,80}?0[)}]*)\$? ?(?:\\pmod ?\{ ?(0) ?\}|\(mod(?:ulo)? (0)\))(?=\$?(?:\\\))?\s*[?.=]*\s*\Z)",
        r"\1 mod \2\3",
    ),
    (
        r"\A\s*(?:use|using|apply|by) (?:the )?(?:quadratic formula|factoring|factori[sz]ing|factori[sz]ation|completing the square) ?: ?(?=[^.?\n]*=)",
        "solve: ",
    ),
    (r"([qa0])\s*\\(?:text|mathrm|textrm)\s*\{\s*r\.?\s*\}\s*(?=[rb0])", r"\1 R "),
    (
        rf"\A\s*(?:(?:what(?: is|['\u2019]s)|find|give|state) )?(?:the )?(?:nearest|closest) {_ROUND_UNIT} to \$?(-?0(?:,0)*(?:\.0)?)\$?(?=\s*[?.]*\s*\Z)",
        r"round \2 to the nearest \1",
    ),
    (
        rf"\A\s*(?:what|which) {_ROUND_UNIT} is (?:the )?(?:nearest|closest) to \$?(-?0(?:,0)*(?:\.0)?)\$?(?=\s*[?.]*\s*\Z)",
        r"round \2 to the nearest \1",
    ),
    (r"\b(?:wh?at|wut|wot|wh?ta|waht|hwat)['’]?s\b", "what's"),
    (r"\b(?:wat|wht|wut|wot|waht|whta|hwat) (?=is|are|do|does|number|times|plus|minus|divided)", "what "),
    (r"\bp(?:l[sz]+|lz+|lea+se+|l+ease|lese)\b", "please"),
    (r"\bw/ ?(?=[a-z])", "with "),
    (r"\bgimme\b", "give me"),
    (r"\blemme know\b", "tell me"),
    (r"\b(?:wanna|wana) know\b", "want to know"),
    (r"\bidk\b", "i don't know"),
    (r"\bi ?dun(?:n|t )?no\b|\bdunno\b", "i don't know"),
    (r"\bdont\b", "don't"),
    (r"\bcant\b", "can't"),
    (r"\bim (?=stuck|not|trying|working|having|confused)", "i'm "),
    (r"\bur\b", "your"),
    (r"\b([lhg])\.[ ]?c\.[ ]?([mfd])\.?(?![a-z])", r"\1c\2"),
    (r"\bcal(?:cualte|ulate|culte|clulate|cuate)\b|\bcaculate\b|\bcalcuate\b", "calculate"),
    (r"\b(?:mul?i?t?ply|mulitply|multipy|multply|multiplie)\b", "multiply"),
    (r"\b(?:mul?t?iplyed|mulitplied|mulitplyed|multipled|multplied|multipied|multiplyed)\b", "multiplied"),
    (r"\b(?:devided|dived|divied|divded|divieded|dividied|divide) by\b", "divided by"),
    (r"\bdevide\b", "divide"),
    (r"\bsubstract(ed|ing|ion)?\b|\bsubstact(ed)?\b", r"subtract\1"),
    (r"\bsq(?:aure|uare|aur|ure)d\b", "squared"),
    (r"\bsq(?:aure|ure)\b", "square"),
    (r"\b(?:precent|persent|percant|pecent)(age)?\b", r"percent\1"),
    (r"\baverage \((?:arithmetic )?mean\)|\bavg\b", "average"),
    (r"\b(?:avarage|averge|avergae|avrage|averege)\b", "average"),
    (r"\bmin(?:ues|us's)\b", "minus"),
    (r"\b(?:tims|tiems|tmes)\b", "times"),
    (r"\b(?:remander|remainer|remaindor|reminder(?= (?:when|if|of)))\b", "remainder"),
    (r"\b(?:fracton|fraciton|fracion)\b", "fraction"),
    (r"\b(?:equls|eqauls|equalls|eqals|equels)\b", "equals"),
    (r"\bfactoral\b|\bfactorail\b", "factorial"),
    (r"\b(?:diffrence|diference|differance)\b", "difference"),
    (r"\b(?:quotent|quotiant)\b", "quotient"),
    (r"\b(?:nearist|neerest)\b", "nearest"),
    (r"\b(?:hightest|higest)\b", "highest"),
    (r"\b(?:commen|comon) (?=factor|multiple|divisor)", "common "),
)
# What is done, of which each slip of the fingers is known: a letter left out, two that change places, one typed twice.
_SLIPPED = (
    "multiply multiplied multiplying subtract subtracted subtracting divide divided calculate evaluate simplify compute determine"
    " solve average difference quotient percent percentage"
).split()
_OTHER_WORDS = frozenset(["sole", "divided", "divide"])
_TYPED_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)


def _slips(word: str) -> set[str]:
    places = range(len(word))
    left_out = {word[:at] + word[at + 1 :] for at in places}
    changed = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]}
    return (left_out | changed | {word[:at] + word[at : at + 1] * 2 + word[at + 1 :] for at in places}) - _OTHER_WORDS


_SLIPS = {slip: word for word in _SLIPPED for slip in _slips(word)}
_ANY = re.compile("|".join(f"(?:{typed})" for typed, _ in _TYPED), re.IGNORECASE)
_EACH = tuple((re.compile(typed, re.IGNORECASE), spelled) for typed, spelled in _TYPED)


def spelled(text: str) -> str:
    """A shape with its words as they are spelled elsewhere; its runs of digits stay what they are.

    >>> spelled("hey can u tell me wats 0 devided by 0 plz")
    "hey can you tell me what's 0 divided by 0 please"
    """
    text = _TYPED_WORD.sub(lambda match: _SLIPS.get(match[0].lower(), match[0]), text)
    if _ANY.search(text) is None:
        return text
    for typed, words in _EACH:
        text = typed.sub(words, text)
    return text
