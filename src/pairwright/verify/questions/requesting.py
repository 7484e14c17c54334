"""How people ask for an answer beside a question: politely, for their homework, in a hurry, among options, in a program.

Patterns as those of `asides`: a space stands for one or more, `~` for any number of them.
"""

from __future__ import annotations

import re

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
# Before a question.
HEADS = (
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
TAILS = rf"(?<=\b[a-z])(?:,~| )as an? (?:simplified |reduced |improper |exact |single )?fraction(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?|(?<=\bwhat),? as a fraction|(?<=[0)]) (?:fully|completely)|(?<=[0)]) for (?:my |his |her |our )?(?:home ?work|class|school|a (?:test|quiz|worksheet))|(?<=[0)?=.!a-z])(?:~,| -|~;|(?<=[?.!])| (?=quick|fast|asap|and ))~(?:{_HURRY}|{_ALONE})"
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
    r"\A\s*(?:(?:in|using|with) python,? |python(?: code)?:\s*)|,?(?: evaluate to)? (?:in|using) python(?=\s*[?.!]*\s*\Z)",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\A\s*(?:(?:what(?: is|['’]s) the (?:output|result) of|what (?:does|will|would)(?: the code)?)[ ])?`*print\((?P<what>[-+*/%(),. \da-z]+)\)`*"
    r"(?:[ ](?:output|print|give|return|display|show|evaluate to|produce))?\s*[?.]*\s*\Z",
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
    if ")" in shape or "." in shape or ":" in shape:
        shape = _OPTIONS.sub("", shape)
    if ", " in shape:
        shape = _OF_SET.sub(r"\1 of \2", _SET.sub(lambda match: match[1] or match[2], shape))
        if (told := _TOLD_FIRST.fullmatch(shape)) is not None:
            shape = re.sub(" (?:their|its) ", " the ", f"{told['ask']} of {told['list']}?", flags=re.IGNORECASE)
    if "=" in shape and ":" in shape:
        shape = _VALUE_ONLY.sub("", _COLON.sub(lambda match: f"{match[1] or match[2]} ", shape))
    lower = shape.lower()
    if "^" in shape or ("python" not in lower and "print" not in lower):
        return shape
    if (printed := _PRINTED.match(shape)) is not None and _is_balanced(printed["what"]):
        return printed["what"]
    return _IN_PYTHON.sub("", shape)


def _is_balanced(text: str) -> bool:
    """Whether each bracket that is opened is closed behind it."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
