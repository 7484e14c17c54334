"""How people ask for an answer beside a question: politely, for their homework, in a hurry, among options, in a program.

Patterns as those of `asides`: a space stands for one or more, `~` for any number of them.
"""

from __future__ import annotations

import re

from pairwright.verify.questions.programs import without_program

# What somebody is asked to do; behind "I was wondering if you could" nothing else is a request ("not add 0 and 0").
_DOING = (
    r"(?=(?:please |kindly |possibly |quickly |just |help me (?:to )?)?(?:tell|add|subtract|multiply|divide|work|calculate|compute|find|solve"
    r"|evaluate|simplify|round|give|figure|help|do|answer|convert|let)\b)"
)
_WONDERING = (
    r"(?:i(?:['’]d| would) (?:be (?:so |very |most |really )?(?:grateful|thankful|glad|happy)|(?:really )?appreciate it|love it)|(?:i(?:['’]m| am| was|['’]ve been) )?(?:just )?wondering"
    r"|it would be (?:great|nice|helpful|lovely)|i was (?:just )?hoping|(?:is there )?any (?:chance|way)|(?:is|would) it (?:be )?possible|do you think|i wonder)"
)
_STUDYING = r"(?:homework|worksheet|textbook|book|teacher|tutor|assignment|exercise|workbook|quiz|test|exam|question|problem|task|son|daughter|kid|child)"
# Worksheets and exams: which question it is, and of what.
_TO_DO = r"(?=(?:solve|find|work out|calculate|compute|evaluate|simplify|what|determine|write|express|round|given|show|use|factori[sz]e|state|how)\b)"
_LESSON = r"(?:lesson|unit|chapter|day|week|set|level|page|worksheet|quiz|test|part|topic|module|card|item|row|station|section|paper|stage)"
_LABELS = (
    rf"0(?:\.0)*[.)]?~[(]?[a-h][.)]+ (?:[(]?(?:i{{1,3}}|iv|vi{{0,3}})[.)]+ )?{_TO_DO}|0(?:\.0)?[.)] {_TO_DO}|0 (?=(?:work out|calculate|compute|evaluate|simplify|determine|what is|solve (?:the |for |[-0(])) ?)|total for question 0~[:(]?~0 marks?[)]?[.:]?~|section [a-d0][.:,]~"
    rf"|(?:exercise|ex\.?|chapter|section|unit|worksheet|set) 0(?:\.0)*[,:;.]?~(?=(?:no|question|q|number|part|problem|#)\b\.?~[(]?[0a-h])|part~[(]?[a-h][)]?~[:.,-] "
    rf"|{_LESSON} 0(?:\.0)*,?(?:[-\x20](?:quick|check|practice|exercises?|questions?|review|problems?|warm|up|quiz|test|homework|exit|ticket|drill|math|maths))*~(?::|[.]| -)\s+"
    r"|(?:exit ticket|quick check|bell ringer|do now|starter|plenary|drill|challenge|bonus|practice|review|warm[-\x20]?up|extension|brain warm[-\x20]?up)"
    r"(?: (?:question|problem|task|exercise))?(?: 0)?~[:.]\s+|copy and complete(?: the (?:equation|statement|number sentence|calculation))?~[:.]\s*"
    # "Add and simplify. 0 0/0 + 0 0/0"
    + "".join(
        rf"|{verb}(?: (?:the |these )?(?:following )?(?:fractions|mixed numbers|decimals|integers|numbers))?(?:,? (?:and |then )?(?:simplify|reduce)"
        rf"(?: (?:your answer|if possible|where possible|fully))?)?~[.:]\s*(?=[-(]*0(?: 0/0|/0|\.0)?[)]?~{sign}~[-(]*0(?: 0/0|/0|\.0)?[)]?[\x20?=.]*\Z)"
        for verb, sign in (("add", r"\+"), ("subtract", "-"), ("multiply", r"[*x]"), ("divide", "/"))
    )
    + r"|(?:factori[sz]e|factor|rearrange|expand|simplify)(?:,? (?:and|to|then|hence|so))+ (?=(?:solve|find) )"
    r"|(?:practice|lesson|exercise|problem) 0-0~[:.]\s+|\[user\]~|its (?=[-(]*0)|i(?:['\u2019]m| am)? (?:doing|solving|working on|trying) (?=[-(]*0)"
    r"|(?:oral|mental|written|bonus|extra|final|sample|practice|trivia|daily|short) (?:question|problem|math|maths|arithmetic)(?: 0)?~:~"
    r"|(?:question|problem|exercise|task|q|example)~0(?:\.0)+~[:.)]\s+|(?:question|problem|exercise|task|q)~0(?:\.0)*~[\[(]~0 (?:marks?|points?|pts?)~[\])]~|\[(?:q|question|problem)\]~:~"
    r"|hence,? (?:or otherwise,? )?(?=(?:solve|find) )|q\.?0 (?=[a-z]{3})|(?:ex|q)\.?~0[a-h][,:.]? (?=q)|[(]?(?:i{1,3}|iv|vi{0,3})[)] (?=[a-z]{3})|q~0[a-h]?~[:.)]~"
    r"|(?:question|problem|task|exercise|q)~[(](?:easy|medium|hard|basic|simple|difficult)[)]~[:.]\s*|(?:question|problem|task|exercise|q)~0~(?:/|of)~0~[:.]\s*"
    r"|(?:starter|warm-up|opening|first|main|closing|class) (?:activity|exercise|question|task)(?: 0)?~[:.]\s+"
    r"|(?:make|do|perform|execute|carry out)(?: (?:the|this|these|following|next|given))+ (?:arithmetic )?(?:calculation|operation|computation)s?~[:.]~"
)
# "Year 0 maths, question 0:", "Worksheet B, no. 0:".
_SUBJECT = r"(?:maths?|mathematics|sats?|algebra|arithmetic|numeracy|test|quiz|exam|homework|worksheet|paper|gcse|practice|revision)"
_WHICH = r"(?:question|problem|exercise|task|item|number|no|nr|q|ex|\#)\.?~0[a-h]?"
_SHEETS = (
    rf"(?:year|yr|grade|class|key stage|ks|stage|primary)\.?~0(?: {_SUBJECT})*(?: 0)?(?:~[,;:-]?~{_WHICH})?~(?:[:)]|[.](?=\s))\s*"
    rf"|(?:gcse|sats?|ks0) {_SUBJECT}(?: {_SUBJECT})*(?: 0)?~[,;:-]?~{_WHICH}~(?:[:)]|[.](?=\s))\s*"
    rf"|(?:worksheet|sheet|set|section|part|paper|exercise|page|unit|booklet|test|quiz) (?:[a-h]|0(?:\.0)*)~[,;:-]?~{_WHICH}~(?:[:)]|[.](?=\s))\s*"
)
# What troubles somebody who asks: a question by its number, a calculator that does not work.
_OF_STUDY = r"(?:exam|test|quiz|class|homework|school|worksheet|assignment|paper|sheet|teacher)"
_NONE = (
    rf"(?:(?:the|my|our|this) {_OF_STUDY} (?:allows|permits|does not allow|doesn['\u2019]t allow|bans|forbids) (?:none|one|them|any|it|(?:no |a |any )?calculators?)"
    r"|i (?:do not|don['\u2019]t|can['\u2019]t|cannot) (?:have|use|find) (?:a|my|any)(?: other)? calculator|i need (?:some )?help)(?: anyway| either| anyhow)?"
)
_NOT_ALLOWED = rf"i(?: (?:can['\u2019]t|cannot|can not|may not)|(?: am|['\u2019]m) not allowed to) use (?:a|my|any) calculator(?: (?:on|in|for|at|during) (?:the|my|this|our) {_OF_STUDY})?"
_BROKEN = (
    r"(?:my|our|the) (?:calculator|calc|phone|laptop|computer)(?:(?:['\u2019]s| is| has| just| went| ran| got| was))*"
    r" (?:broken|broke|died|dead|flat|out of (?:battery|batteries|power|charge)|missing|lost|not working)"
)
_NO_TOOL = rf"(?:{_BROKEN}|{_NOT_ALLOWED})(?:,? (?:and|so|but) {_NONE})?[.,;!] |{_NONE}[.;!] "
_STUCK = (
    rf"(?:i(?:['\u2019]m| am| was| got| get| keep getting)? (?:really |so |a bit |very )?(?:stuck|confused|lost|struggling|unsure|puzzled) (?:on|with|at|by|about)"
    rf"|i (?:do not|don['\u2019]t|did not|didn['\u2019]t|can['\u2019]t|cannot|couldn['\u2019]t) (?:understand|get|do|solve|figure out)|i (?:missed|skipped|need help (?:with|on)))"
    rf" {_WHICH}(?: (?:on|in|of|from) (?:the|my|our|this) {_OF_STUDY})?[.,:;!] |i got {_WHICH} wrong(?: (?:on|in|of|from) (?:the|my|our|this) {_OF_STUDY})?[.,:;!] "
)
# How an equation is to be solved, which changes no solution.
_METHODS = (
    r"complete the square to (?=(?:solve|find) )|(?:(?:please )?(?:use|using|apply|applying|by|with|via) (?:the )?(?:method of )?(?:quadratic formula|substitution|elimination|factori[sz]ing|factoring|factori[sz]ation"
    r"|completing the square|inverse operations|cross[- ]multiplication)(?: method)?,? (?:to )?(?=(?:solve|find|determine) ))"
)
# "There are 0 students. 0% of them walk.", before a calculation that is asked for in full.
_WORDS = r"(?: (?!(?:means?|instead|rules?|swapped|replaced|changed?|plus|minus|times|not|more|fewer|less)\b)[a-z]+)"
_SHARE_TOLD = (
    rf"(?:there (?:are|were)|(?:an?|the|my|our|his|her) [a-z]+(?: [a-z]+)? (?:has|have|had)) 0{_WORDS}{{1,8}}[.] 0~%{_WORDS}{{2,9}}[.] "
    r"(?=(?:how much is|what is|what['\u2019]s|calculate|work out|find) 0(?:\.0)?~% of 0[\s?.]*\Z)"
)
# Before a question.
HEADS = (
    rf"{_LABELS}|{_SHEETS}|{_NO_TOOL}|{_STUCK}|{_METHODS}|{_SHARE_TOLD}|(?:please )?(?:confirm|check)~:~(?=[-(0])|help (?:my|our) [a-z]+ (?:with|on|do|solve|find|work out) |(?:need|want) (?:the )?answer(?: (?:to|for|of))?~:?~(?=[-(]*[0a-z](?![a-z])|[-(]*0[a-z]?\b)"
    rf"|(?:(?:does )?any(?:one|body)|do you(?: happen to)?) know (?=what |how much )|how to (?:calculate|compute|find|work out|solve) (?=[-(]*0)|i (?:don['\u2019]t|do not|can['\u2019]t|cannot) (?:get|do|solve|understand|figure out)~:?~(?=[-(]*0)"
    r"|i(?:['\u2019]m| am)? (?:just )?(?:want|need|would like|wanted|trying)(?: to)? (?:double[-\x20]?check|check|verify|confirm)~:?~(?=[-(]*0)|count(?: up)?~:?~(?=[-(]*0~[-+*/\u00d7\u00f7])"
    r"|(?:what is|compute|calculate|find|give|evaluate|determine|state|report) the (?:result|value|answer|outcome)(?: of)?(?: (?:the|this))? (?:following|given|next)(?: (?:simple|arithmetic|math|mathematical|numerical|numeric))* "
    rf"(?:calculation|expression|operation|computation|problem|sum)(?: below)?~[:?.]\s*(?=[-(√|$\\]*0)|(?:it is|it['\u2019]s) (?:necessary|required|needed|asked) to {_DOING}|(?:the|your|our) (?:task|goal|job|aim) is to {_DOING}(?![^.?!0]{{0,90}}[.]\s)"
    rf"|we (?:have|need|want|are asked|are required) to {_DOING}|you (?:have to|need to|are asked to|are required to|must|should) {_DOING}"
    r"|(?:(?:i )?(?:really )?need )?help(?: me)?(?: (?:with|on))?~[:,]?~(?=[-(√]*0)|i need (?=the )|in~[(\[]0[)\]]~:~"
    r"|(?:calc|calculator|wolfram(?: ?alpha)?|google|terminal|repl|console)(?:~:~| (?=[-(√]*0))|gpt0 correct user:~"
    rf"|(?:(?:my|our|the|this) )?{_STUDYING} (?:says?|said|wants|asks?)(?: (?:me|us))?(?: to)? do (?=[-(√]*0)"
    rf"|(?:my|our|the|this) (?:first |next |last )?{_STUDYING} (?:is|was)~:?~(?=[-(√]*0)|"
    rf"{_WONDERING} (?:that |if |whether )?(?:you |someone |anyone )(?:could|can|would|might) {_DOING}|{_WONDERING} for you to {_DOING}"
    rf"|{_WONDERING} (?=what )"
    r"|(?:if (?:you (?:do not|don['’]t) mind|it(?:['’]s| is) (?:not too much trouble|ok(?:ay)?|possible|no trouble))|sorry (?:to (?:bother|trouble|disturb) you"
    r"|for (?:asking|bothering you))|excuse me|pardon me),?(?: but)?,? "
    r"|(?:may|can|could|might) i (?:ask(?: you)?|trouble you|bother you) (?:to |for )?|(?:would you |could you |please )?be so (?:kind|good)(?: as to|,? and| to) "
    rf"|i(?:['’]m| am| was)? (?:just )?(?:wanted to (?:ask|know)|curious(?: about)?) (?=what |how )|might you |(?:can|could|would) you possibly {_DOING}"
    # "My homework says to work out", "The question asks for".
    rf"|(?:my|our|the|this|his|her)(?: [a-z]+)? {_STUDYING} (?:says?|asks?|asked|wants|wanted|tells|told|has|needs)(?: (?:me|us|him|her))? (?:to|for(?= the )) "
    rf"|(?:my|our|the|this)(?: [a-z]+)? {_STUDYING} (?:says|asks)(?=~:| [-(]*0)~:?~|{_STUDYING} (?:no\.? |number )?0 (?:says|asks)(?: (?:me|us))? to "
    rf"|i (?:have|need) to {_DOING}|(?:pemdas|bodmas|bidmas|bedmas|order of operations)~:~"
    r"|(?:number|answer|result)s? only~:~|=~(?=(?:mod|sum|power|max|min|average|gcd|lcm|median|mode|abs|product)\()"
)
# Behind one.
_HURRY = r"(?:(?:real|really|super|very) )?(?:quick(?:ly)?|fast|asap)"
_ALONE = (
    r"(?:(?:and )?(?:give|report|state|tell|write|say)(?: me)? )?(?:just|only) (?:the|its|a)(?: final)? (?:number|answer|result|value)|(?:number|answer|result|value)s? only"
    r"|(?:and )?(?:give|report|state|tell|write) (?:me )?only (?:its value|the value)|no (?:explanations?|working|words|steps|work)"
)
_FORGOT = r"(?:(?:i|and i|but i) (?:(?:can['\u2019]?t|cannot|don['\u2019]?t) (?:get|solve|do) it|forgot|forget|always forget|can['\u2019]t remember|have no idea|don['\u2019]t (?:know|remember|get it)))"
TAILS = rf"(?<=[0)]) (?:rn|right now)|(?<=[0)])~=?~[?]?~{_FORGOT}|\[assistant\]|~\[(?:a|answer)\]~:?|(?<=[0)]) (?:answer|ans)(?: please)?|,? and what (?:is )?the (?:result|answer|value)(?: is)?|(?<=[0)])[,.?]?~{_FORGOT}|<[|]end_of_turn[|]>gpt0 correct assistant~:|(?<=\b[a-z])(?:,~| )as an? (?:simplified |reduced |improper |exact |single )?fraction(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?|(?<=\bwhat),? as a fraction|(?<=[0)]) (?:fully|completely)|(?<=[0)]) for (?:my |his |her |our )?(?:home ?work|class|school|a (?:test|quiz|worksheet))|(?<=[0)?=.!a-z])(?:~,| -|~;|(?<=[?.!])| (?=quick|fast|asap|and |real(?:ly)? |super |very ))~(?:{_HURRY}|{_ALONE})"
# "What should I write?" where it is told what to do; in an equation it is the unknown.
WRITTEN = (
    r"(?:so )?what (?:should|do|would|must|can) (?:i|we|he|she) (?:write|put|answer|say)(?: down| there| for (?:it|homework))*"
    r"|what(?:['’]s| is) (?:the|my) (?:final )?answer"
)
# The options of one question, where the value of one is asked for and not its letter.
_OPTION = r"\s*[(]?(?:[A-Ea-e])[).:]\s*[$(]*-?0(?:,0)*(?:\.0)?(?:/0)?[$)]*[,;.]?"
_OPTIONS = re.compile(
    rf"(?<=[?.=:])\s*(?:(?:options|choices)~:)?(?:{_OPTION}){{2,6}}\s*(?:please )?(?:give|answer|reply|respond|state|write)(?: (?:me|only|just|with|the|a|your|as|answer|numerical|numeric))* (?:number|value)(?: only)?(?:,? (?:and )?not (?:the|a|its) (?:letter|option|choice))?[.!]*\s*\Z".replace(
        "~", r"[ \t]*"
    ),
    re.IGNORECASE,
)
# The sign `^` is another operation in a program.
_IN_PYTHON = re.compile(
    r"\A\s*(?:(?:in|using|with) python[,:]? |python(?: code)?:\s*)|,?(?: evaluate to)? (?:in|using) python(?=\s*[?.!]*\s*\Z)",
    re.IGNORECASE,
)
# "0 * 0, how much is it?"
_SHORT = 120
_IS_IT = re.compile(
    r"\A(?P<what>[-+*/^()., 0xX\u00d7\u00f7\u2212]*?(?: (?:times|plus|minus|divided by|multiplied by) [-(0]+[-+*/^()., 0]*?)?)[,.;:]? *(?:how much|what)(?:['\u2019]s| is| does)(?: it| that| this)(?: equal| make| come to)?[ ?.]*\Z",
    re.IGNORECASE,
)
# Several numbers between brackets, and as the arguments of a function.
_MEMBERS = r"[ ]*(-?0(?:[./]0)?(?:,[ ]?-?0(?:[./]0)?){2,})[ ]*"
_SET = re.compile(
    rf"(?<=[a-zA-Z:.?=] )(?:\$|\\\()?(?:(?:\\left)?\\?\{{{_MEMBERS}(?:\\right)?\\?\}}|\[{_MEMBERS}\])(?:\$|\\\))?"
)
# "Data: 0, 0, 0. What is the median?"
_NUMBERS = r"-?(?:\.0|0(?:[./]0)?)(?:, ?-?(?:\.0|0(?:[./]0)?))+(?:,? and -?(?:\.0|0(?:[./]0)?))?"
_THESE = r"(?:numbers?|values?|data(?: ?sets?| points?)?|scores?|marks|list|set|sets? of (?:data|numbers|values)|list of numbers|sample|observations|temperatures|heights|ages|results)"
_TOLD_FIRST = re.compile(
    rf"(?P<head>(?:(?:given|consider|for|in|from|here (?:is|are)|these are|look at|take)(?: the| this| these| a| an?| some| following)* )?(?:the )?(?:test |exam |quiz )?{_THESE}(?: (?:is|are))?(?: as follows)?~[:=]?~"
    rf"|(?:given|consider|for)~:?~|(?:let )?(?P<name>[a-z])~=~|(?=-?[.0]))(?P<list>{_NUMBERS})~[-–—.,;:]?\s+(?:please )?(?P<ask>(?:what(?: is|['’]s| are)|find|calculate|compute|determine|work out|give|state) (?:the|their|its) "
    rf"(?:median|mean|average|mode|range|arithmetic mean|sum|total|median value|mean value)(?: score| value| mark)?)(?: (?:of|for) (?:the|this|these|those|that)(?: {_THESE})?| of (?:them|it|(?P=name)))?[\s.?!]*".replace(
        " ", "[ ]"
    ).replace("~", "[ ]*"),
    re.IGNORECASE,
)
_OF_SET = re.compile(rf"\b(mean|median|mode|range|average|avg)\([\[({{]?{_MEMBERS}[\])}}]?\)", re.IGNORECASE)
# "Given: 0x = 0. Find: x"
_COLON = re.compile(r"\b(?:(given):[ ]*(?=[^\n]*=)|(find):[ ]*(?=\$?[a-z]\b))", re.IGNORECASE)
_VALUE_ONLY = re.compile(r",? and (?:give|report|state|return|output) only (?:its value|the value)(?=:)", re.IGNORECASE)


def plainly_asked(shape: str) -> str:
    """A shape without the options of its question, and out of a program."""
    if "python" in shape.lower() and "^" not in shape:
        shape = _IN_PYTHON.sub("", shape)
    shape = without_program(shape)
    if len(shape) < _SHORT and ("0" in shape[:2] or shape[:1] in {"(", "-"}):
        shape = _IS_IT.sub(r"\g<what>", shape)
    if ")" in shape or "." in shape or ":" in shape:
        shape = _OPTIONS.sub("", shape)
    if ", " in shape:
        shape = _OF_SET.sub(r"\1 of \2", _SET.sub(lambda match: match[1] or match[2], shape))
        if (told := _TOLD_FIRST.fullmatch(shape)) is not None:
            shape = re.sub(" (?:their|its) ", " the ", f"{told['ask']} of {told['list']}?", flags=re.IGNORECASE)
    if "=" in shape and ":" in shape:
        shape = _VALUE_ONLY.sub("", _COLON.sub(lambda match: f"{match[1] or match[2]} ", shape))
    return shape
