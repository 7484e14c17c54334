r"""What stands around a question and changes nothing of it, over shapes: signs of one kind, LaTeX, greetings, requests.

`Q: $0 \times 0 = ?$ Think step by step.` is `0 * 0 = ?`.  Only what is listed is taken away; whatever could
change the answer ("to one decimal place") stays and is read, or the question is not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pairwright.verify.columns.number_words import START
from pairwright.verify.questions.asked_forms import with_names, with_rest_alone, without_form
from pairwright.verify.questions.cards import off_the_card
from pairwright.verify.questions.characters import ONE_SIGN
from pairwright.verify.questions.instructions import (
    SHOWN,
    asks_for_whole,
    changes_answer,
    is_of_a_template,
    leads,
    tells_how,
)
from pairwright.verify.questions.latex import from_latex
from pairwright.verify.questions.requesting import HEADS, TAILS, WRITTEN, plainly_asked
from pairwright.verify.questions.spellings import spelled

_BLANKS = re.compile(r"\?{2,}|\([ \t]*\?*[ \t]*\)|\[[ \t]*\?*[ \t]*\]")
_BRACKETS = str.maketrans("[]{}", "()()")
_QUOTES = " \t\r\n$`*\"'“”‘’>#~"
# Behind a question the end of a tag stays, that the tag may be known.
_CLOSING_QUOTES = _QUOTES.replace(">", "")


# Compiled when a text in words first needs them: they take a tenth of the time of a command that writes ten rows.
@cache
def _spaced(pattern: str) -> re.Pattern[str]:
    """A pattern in which a space stands for one or more of them, `~` for any number of them."""
    return re.compile(pattern.replace(" ", r"[ \t]+").replace("~", r"[ \t]*"), re.IGNORECASE | re.DOTALL)


_NAME = (
    r"(?:question|problem|exercise|task|prompt|instruction|input|query|user|human|equation|q|math problem"
    r"|quiz|test|example|system|expression|calculation|student|human|customer|pupil|me)"
)
_MISSING = (
    r"(?:(?:question mark|blank|gap|box|space|square|circle|number sentence|equation|statement|sentence"
    r"|(?:missing|unknown) (?:number|value|term|addend|factor|figure|quantity|part|entry|operand|divisor|dividend|multiplier)"
    r"|unknown)s?|\?)"
)
_TO_HOLD = (
    r"(?:,? (?:to make|so that|that makes?|which makes?)[^.?!\n0:]{1,40}(?:true|correct|right|balanced?|work|holds?))?"
)
# What is to be done about a blank.
_FILLING = (
    r"(?:(?:replace|find|fill in|fill|complete|work out|solve for|what is|what['’]s|supply|insert|write in|give|determine|identify"
    r"|enter|state|name|provide|calculate|compute|balance|put in|make|write)(?: in)? (?:the |this )?"
    rf"{_MISSING}(?: (?:with|by|using) (?:the|a) (?:right|correct|missing|proper|suitable) (?:number|value))?"
    rf"(?: (?:true|correct|right|hold|work|balance))?{_TO_HOLD}"
    r"|(?:what|which)(?: number| value| term| factor| addend)? (?:goes|belongs|fits|comes|stands"
    r"|(?:should|must|will|can|would|could|has to|needs to|ought to) (?:go|be|come|replace|stand|fit|belong"
    r"|be (?:put|written|placed|inserted|entered)))"
    rf"(?: (?:in|into|inside|instead of|in place of|where|for|at))? (?:the )?{_MISSING}(?: is)?{_TO_HOLD}"
    r"|(?:what|which)(?: number| value)? (?:makes|will make|would make) (?:this|the|it)(?: equation| statement| sentence"
    r"| number sentence)? (?:true|correct|work|balance)"
    r"|(?:type|put|place|write|enter|insert|find|give|choose|pick|name|state)(?: in)? (?:the|a)(?: right| correct| missing)?"
    r" (?:number|value)(?: (?:that|which) (?:belongs|goes|fits|should go|is missing|completes))?"
    rf"(?: (?:in|into|inside|from))? (?:the )?{_MISSING}{_TO_HOLD}"
    r"|(?:find|give|determine|write|state) the (?:number|value) (?:that|which) (?:makes|will make|would make|completes|balances)"
    r" (?:this|the|it)(?: equation| statement| sentence| number sentence)?(?: (?:true|correct|work|balance))?)"
)
# A token of a chat, and who speaks behind it.
_CHAT = (
    r"(?:<\|[^|<>0\n]{1,40}\|>|<(?:start|end)_of_turn>|</?s>|<(?:bos|eos)>|<</?sys>>|\[/?inst\])"
    r"(?:\s*(?:user|system|human|assistant|model)\b(?![\x20,]))?"
)
# What is practised: "Long division worksheet", "PEMDAS practice #0:".
_TITLE = r"(?:practi[cs]e|drills?|homework|worksheets?|warm~-?~up|review|revision|flash~cards?|facts|challenge|bonus|exercises?|problems?|questions?|quiz|test|card)"
_TOPIC = (
    r"(?:pemdas|bodmas|bidmas|bedmas|order of operations|long|short|column|mental|division|multiplication|addition|subtraction|arithmetic|math|maths|algebra|fractions?"
    r"|decimals?|times tables?|basic|simple|daily|extra|integers?|with remainders?|percentages?|bonus|homework|practi[cs]e|review|fact|and|grade 0|mixed)"
)
_TITLED = (
    rf"(?:\*\*|#+~)?(?:{_TOPIC} )*{_TITLE}(?: {_TITLE})?(?:~(?:no\.?|number|\#)?~0(?:\.0)?)?(?:~(?::|[-–—])~{_TOPIC}(?: {_TOPIC})*)?~(?:\*\*)?~(?::(?:\*\*)?\s*|\n\s*)"
    r"|(?:name|date|class|score)~:~_+\s*|order of operations~0?~:~"
)
_HEAD = (
    rf"(?:{HEADS})|"
    r"(?:no\.?|number|\#)~0~[:.)]\s*|\[(?:question|problem|q|task)\]\s*|\(?(?:i{1,3}|iv|vi{0,3}|ix)\)~(?![-+/^=:.,!%)]|mod\b)|(?:user|student) question~:\s*|"
    rf"(?:{_CHAT}|<[a-z_]+>)\s*|[\[(]~0 (?:marks?|points?|pts?)~[\])]\s*"
    # The one template that counts steps.
    rf"|{_TITLED}"
    r"|-?~for (?:simple|complex) problems \(0 steps or (?:fewer|more)\)~:\s*|\#*~step 0~:~\[[a-z\x20]+\]\s*|\.{3}~\n\s*(?=[a-z])"
    r"|(?:no|non)(?: |-)calculators?(?: allowed| permitted| question| paper)?~[:.,]\s*|(?:by hand|in your head|mentally)~[,:]\s*"
    rf"|(?:\*\*|#+~)?{_NAME}(?:~(?:no\.?|number|\#)?~0)?(?:~[\[(]~0 (?:marks?|points?|pts?)~[\])])?~(?:\*\*)?~(?::|[.)](?=\s)|-(?=\s)|\n)(?:\*\*)?\s*"
    # A list's mark, and no number in parentheses that goes on: `(1) + x=1`.
    r"|\(?0[.)] (?![-+*/^=:.,!%)]|mod\b)(?=[A-Za-z]|.*[=?])|\(?[a-h]\) (?![-+*/^=:.,!%)<>]|mod\b)"
    r"|(?:hi|hiya|hey|hello|yo|umm*|uhh*|hmm*|dear assistant|ok|okay|so|well|now|quick question|quick|alright|and"
    r"|good morning)(?: there)?(?:~[,!.:]~| (?=(?:can|could|what|how|please|do)\b))"
    r"|(?:carefully|quickly|mentally|manually|slowly|now) (?=[a-z]{3})"
    r"|(?:now )?(?:try|do|solve|answer|take) (?:this|the next|another)(?: one| problem| question)?(?: for me)?~[:.?]\s*"
    r"|(?:the|my|our|next|this)(?: next| first)? (?:question|problem|task|exercise|equation|calculation) (?:is|asks|says)(?! as follows| given below| below)~[:,]? "
    r"|i (?:want|need|would like|have to|must|can['’]t|cannot|couldn['’]t|have)(?: to)? (?:(?:figure out|work out|do|know|get|help with"
    r"|you to) |(?=the answer))|i(?:['’]m| am) (?:stuck (?:on|with|at)|not sure about|unsure about|confused by) "
    r"|(?:compute|solve|calculate|evaluate|find|answer|do|work out|simplify|work through) (?:the )?(?:following|this|next)?(?: [a-z]+)?"
    r",?(?: and| then)? (?:show|explain|write|problem|question)[^.?!\n0:]{0,60}:\s*"
    r"|(?:so|and|well),? (?=[-(]*0|if\b|when\b|what\b|how\b|[a-z]~[-+*/=])|[A-Z][a-z]{2,} (?:asks?|asked|says|said|wonders)~[,:] "
    r"|(?:use|using|apply|applying|follow|following|by|with) (?:the )?(?:correct )?(?:order of operations|bodmas|pemdas|bidmas|bedmas)(?: rules?)?(?: to"
    r" (?=[a-z]))?~[,:]?\s*|(?:use|using|by|with) (?:long division|short division|long multiplication|column (?:addition|subtraction|multiplication)"
    r"|mental (?:math|maths))~(?:[,:]\s*|to (?:find|work out|calculate|solve|compute|evaluate) )"
    r"|(?:solve|answer|do|calculate|work out) (?:this )?for me~[:,] |(?:can|could|will|would) (?:someone|anyone|somebody|one of you) (?:please )?(?:help me "
    r"(?:with |to )?)?|how (?:do|can|would|should) (?:i|you|we) (?:do|work out|calculate|compute|find|figure out|evaluate|simplify) (?=[-(]*0|the )"
    r"|i (?:do not|don['’]t) (?:know|get|understand) how to (?:do|solve|work out|calculate|find|figure out|compute) |how to (?:do|solve|work out"
    r"|calculate|compute|evaluate|figure out) |i need help (?:with|on) (?=[-(]*0|the |what)|(?:are you able to|can i ask(?: you)?) "
    r"|(?:my|our|his|her) [a-z]+ (?:wants|needs|would like) to know (?=what|how)"
    r"|(?:can|could|would|will) you (?:(?:mind|please|quickly|kindly|just|maybe) )?(?:help me (?:to |with )?)?"
    r"|would you mind |i(?:['’]m| am) (?:just )?(?:trying|looking|hoping|struggling) to |i was wondering |(?:please )?write down |remember to "
    r"|(?:please|kindly|just)[\s,]+|help me (?:to )?|i(?: (?:want|need|would like)|['’]d like) (?:you )?to (?:know )?"
    # What is to be done, told before it is asked.
    r"|your task is to [^.?!\n0]{1,90}\.\s+"
    r"|(?:let['’]s|let us) |i(?:['’]d| would) like (?=the )|do you know (?=what)|i wonder |(?:please )?tell me[\s,:]+"
    r"|(?:please )?(?:answer|work on|consider|try|look at|do|complete|read) (?:the )?(?:following|this|next"
    r"|below|math|maths|"
    r"arithmetic|mathematical|simple|short|problem|question|exercise|task|calculation|equation|carefully"
    r"|\s)+[:.,]\s*"
    r"|(?:here(?:['’]s| is)|this is) (?:a|the|your|an|another|one) (?:math|maths|arithmetic|mathematical"
    r"|simple|easy|short|next|quick|\s)*"
    r"(?:problem|question|exercise|task)~[:.,]\s*"
    rf"|{_FILLING}~[:.?]\s*"
    r"|(?:what|which)(?: number| value| term)? (?:is missing(?: (?:in|from))?|completes|balances|fits|solves)"
    rf"(?: (?:the|this) (?:equation|calculation|statement|number sentence|sentence))?~(?:[:.?]\s*|(?=[-(?0]))"
    r"|(?:mental )?(?:math|maths|arithmetic|algebra)~:\s*"
)
_REQUEST = (
    r"(?:please )?(?:(?:let['’]s )?(?:think|reason|work|go|solve)(?: (?:it|this|through|about|carefully|out"
    r"|\s))* step~-?by~-?step[^.?!\n0]{0,80}"
    r"|show (?:all )?(?:your|the|each|every) (?:method|work|working|steps?|reasoning|calculations?)[^.?!\n0]{0,40}"
    r"|(?:and )?(?:put|place|write|give|box|enclose|present|state|provide|return|output) (?:your|the|only"
    r"|just|me) [^.?!\n0]{0,30}"
    r"(?:in|within|inside|between|as|after|with|using)?~[^.?!\n0]{0,24}(?:\\+boxed~\{[^{}0]*\}"
    r"|<answer>(?:[^<>0]*</answer>)?|answer tags|####)[^.?!\n0]{0,30}"
    r"|(?:give|write|state|provide|return|output|reply|respond|answer|say) (?:me )?(?:only|just|with|your|the"
    r"|a|an|in|as|single|one|final|"
    r"answer|number|numeral|digits|integer|result|value|numeric|numerical|nothing else|no explanation|word"
    r"|gcd|lcm|gcf|hcf|factors?|multiple|simplified|reduced|fraction|sum|product|[\s,])+"
    # How an answer is to be written, where every way that is read comes to the same.
    r"|(?:write|give|separate) the (?:prime )?factors (?:separated )?(?:by|with) [^.?!\n]{0,90}"
    r"|when performing calculations,? please follow these guidelines:.*"
    r"|(?:do not|don['’]t) (?:explain|show|use|write|add|give|include)(?![^.?!\n]*\b(?:answer|result|solution|number)\b)"
    r"[^.?!\n0]{0,40}|no (?:explanation"
    r"|calculator)[^.?!\n0]{0,30}"
    r"|explain (?:your|the|each|how)[^.?!\n0]{0,40}|check your (?:answer|work)|be (?:brief|concise|careful"
    r"|exact|precise)"
    r"|give (?:your|the) (?:answer|result) (?:as a (?:simplified "
    r"|reduced )?fraction)?~(?:in (?:its )?(?:lowest terms|simplest form))?"
    r"|simplify (?:your|the) (?:answer|result)(?: fully| completely)?|(?:simplify|reduce) (?:fully|completely|as (?:far|much) as possible|(?:where|if|when) possible)"
    r"|reduce (?:(?:your|the) (?:answer|result|fraction)|it|fully|completely)(?: to (?:its )?(?:lowest|simplest) (?:terms|form))?"
    r"|(?:reduce|express|write|leave|put)(?: it| (?:your|the) (?:answer|result))? (?:to|in) (?:its )?(?:lowest|simplest) (?:terms|form)|thanks?(?: you)?(?: in advance| a lot)?|thank you"
    # What the answer is to be alone.
    r"|(?:the|your) output should be only the (?:number|value|answer)(?: of interest)?"
    r"|take your time|(?:use|without) (?:a )?calculator"
    r"|(?:the|your) (?:final )?answer (?:should|must) be (?:a|an|in|given|written|put|placed|enclosed|only"
    r"|just|single|number|integer|within|inside)[^.?!\n0]{0,40}(?:\\+boxed~\{[^{}0]*\})?)"
)
_BEFORE = rf"(?:{_REQUEST})[.!:]\s+"
_BEHIND = (
    rf"(?:(?<=[.?!=)\]0a-z])\s*(?:,? ?and )?(?:{_REQUEST})[.!]*|\s*\[/(?:question|problem|q|task)\]|\s*\(?(?:{_CHAT}|</?[a-z_]+>)\)?"
    r"|\s*[\[(]~(?:total |for )?0 (?:marks?|points?|pts?)(?: in total)?~[\])][.]?|(?<=[.?!])\s*[\[(]~0~[\])]"
    r"|(?:\s+|(?<=[?.!=]))(?:#+~|\*\*)?(?:(?:final )?answer|solution|response|assistant|a|output|result|reasoning"
    r"|model|bot|ai|tutor|teacher|gpt|completion|thought|explanation|reasoning steps|working|ans)~(?:\*\*)?~:(?:\*\*)?|\n\s*(?:ans|a|answer)\."
    r"|~,? (?:please|thanks|thx|thank you|for me|lol|haha|lmao|though|btw|help(?: me)?(?: out)?|any help|any ideas?|anyone"
    r"|(?:bro|dude|mate|guys|folks|anyone)|(?:can|could) (?:you|anyone|someone|somebody) (?:please )?(?:help|tell me|answer)(?: me)?(?: out)?"
    r"|(?:do you|does anyone|anyone) know(?: it| this)?)[.!?]*"
    rf"|(?:{TAILS})[.!?)]*|(?<=[.?!])~simplify[.!]*"
    r"|,? and (?:give|tell|state|write|find|report) (?:me )?the (?:result|answer|sum|difference|product)[.!?]*)\s*$"
)
_MAX_ASIDES = 32


_CLAUSE = re.compile(r"[^0.!?:,;\n]{1,160}(?:[.!?,]+(?=\s)|:|\n|[ ][-–—](?=[ ]))\s*")
_SENTENCE = re.compile(
    r"(?:(?<=[.?!=)\]])\s*|\n\s*)([^.?!\n]{1,300})[.!?:]*\s*\Z|\s*\((?P<aside>[^()0?!.]{3,80})[.!?]*\)[.?!]*\s*\Z"
)
# Before a question: a whole sentence or line, or "Giving your answer as a fraction, ...".
_SENTENCE_AHEAD = re.compile(
    r"(?:(?:giving|expressing|writing|leaving|showing|stating)\b[^0.?!\n]{1,100}?,(?=\s)|[^0\n]{1,400}?(?:[.!:?]+(?=[\s<]|\Z)|\n))\s*",
    re.IGNORECASE,
)
# "Do you happen to know what 3 + 4 is", "I was asked to find".
_LEAD_IN = re.compile(
    r"((?:[a-z'’]+,?[ ]){1,10}?)(?:what[ ](?=[-(√|$\\]*0)|(?=(?:what(?:['’]?s|[ ]is|[ ]are|[ ]do|[ ]does)|find|calculate"
    r"|compute|evaluate|work[ ]out|figure[ ]out|solve|add|subtract|multiply|divide|determine|simplify)\b))",
    re.IGNORECASE,
)
# "Do not find 3 + 4", "I know what 3 + 4 is", "Is it easy to find 3 + 4?" ask for nothing.
_TELLING = re.compile(r"\b(?:not|is|are|does|he|she|they|told|(?<!to[ ])(?<!you[ ])know)\b", re.IGNORECASE)
# A request is a whole sentence: "Leave your" is no question before one.
_DANGLING = re.compile(r"\b(?:your|the|my|an?)\s*\Z", re.IGNORECASE)
# What is said word for word or stands for an answer: 'Answer: $Answer', <think> ... </think>.
_SAID = re.compile(
    r"(?<![a-z0])(?P<quote>[\"'`“])(?=[^\"'`”0\n]*(?:answer|final|result|solution|####))[^\"'`”0\n]{2,120}[\"'`”](?![a-z0])"
    r"|<(?P<tag>think|thinking|thought|reasoning|answer|final_answer|solution|output)>[^<>0]{0,90}</(?P=tag)>",
    re.IGNORECASE,
)
# What is shown to say how an answer is to look, or named: its runs of digits stand for none of the question.
_EXAMPLE = re.compile(
    r"<(?P<tag>think|answer|final_answer|output)>[^<>]{0,60}0[^<>]{0,40}</(?P=tag)>|`[a-z_]+0[a-z0_]*`"
    r"|\{[ ]*[\"'][a-z_ ]{1,40}[\"'][ ]*:[ ]*[^{}\n]{0,60}\}"
    r"|(?<=for example)(?:[,:][ ]*|[ ])(?:\#{2,4}[ ]?0|\\boxed\{0\})"
    r"|\b(?:answer|output|result|response|solution)s?\b[^.?!\n0]{0,40}\b(?:integer|number|value)\b[^.?!\n0]{0,24}\b(?:between|from|in the range(?: of)?|in)"
    r"[ ]\[?0(?:,[ ]?|[ ]and[ ]|[ ]to[ ]|-)0\]?(?:,?[ ]inclusive)?(?=[.\s])|\b0(?:st|nd|rd|th)[ -]?grad(?:e|ers?)\b|\bgrade[ ]0\b|\b0[- ]years?[- ]olds?\b"
    r"|\b(?:within|under|at most|(?:no |fewer |less )?(?:more )?than|maximum(?: of)?|up to)[ ]0[ ](?:words|sentences|lines|steps|tokens"
    r"|characters|paragraphs|bullet points)\b"
    r"|\bup to 0 python code calls\b|\bcutting knowledge date:[ ]\w+[ ]0\s+today date:[ ]0[ ]\w+[ ]0\b",
    re.IGNORECASE,
)
# "How much is 0 + 0 again?"
_AGAIN = re.compile(
    r"\A((?:what(?:['’]s|[ ]is)|how[ ]much[ ](?:is|are))[ ][-+*/^0(). x]*0)[ ]again(?=[ ]?\?*\s*\Z)", re.IGNORECASE
)
# What some models are told by.
_THINKING = re.compile(r"[ \n]/(?:no_?)?think\b(?!>)", re.IGNORECASE)
# "Calculate, without a calculator, 3 + 4" and "Simplify fully 6/8" ask as they would without it.
_MANNER = re.compile(
    r",?[ ]\bwithout[ ](?:the[ ](?:use|help|aid)[ ]of[ ]|using[ ]|use[ ]of[ ])?(?:a[ ]|any[ ]|your[ ]|the[ ])?calculators?\b,?"
    r"|,?[ ]\b(?:over|in|among|on)[ ](?:the[ ])?(?:set[ ]of[ ])?(?:all[ ])?(?:the[ ])?(?:reals\b|real[ ]numbers\b|ℝ|\\mathbb[ ]?\{R\})"
    r"|(?<=[a-z])[ ]for[ ](?:me|us)(?=:)|(?<=solve)[ ]for[ ](?:me|us|the[ ](?:unknown|variable|missing|unknown[ ]variable)(?:[ ](?:number|value|quantity))?)\b"
    r"|,?[ ]\b(?:by|using|via)[ ](?:the[ ])?(?:method[ ]of[ ])?(?:substitution|elimination)(?:[ ]method)?(?=\s*[.:,;]|\s*\Z)"
    r"|(?<=solve)[ ]step[ -]by[ -]step\b|(?<=simplify)[ ](?:fully|completely|(?:where|if|when|as far as|as much as)[ ]possible)\b|\b(?:fully|completely)[ ](?=simplify\b)"
    r"|(?:(?<=compute)|(?<=calculate)|(?<=work[ ]out)|(?<=evaluate)),?[ ](?:by[ ]hand|in[ ]your[ ]head|mentally)\b,?",
    re.IGNORECASE,
)
# "Solve the equation below." in a line before it.
_BELOW = re.compile(
    r"\b(solve|evaluate|compute|calculate|simplify|work[ ]out)(?:[ ](?:the|this))?(?:[ ](?:given|arithmetic|simple|linear|quadratic"
    r"|algebraic|mathematical|numerical|numeric|math|following))*[ ](?:equation|expression|calculation|following)(?:[ ](?:given[ ]|shown[ ]"
    r"|written[ ])?(?:below|that[ ]follows|here))?(?:[ ]for[ ]the[ ](?:variable|unknown))?(?P<also>(?:,?[ ]and|[.])[ ][^.:\n0]{3,90})?[.:]+(?:[ ]*\n\s*|(?<=:)[ ]*)",
    re.IGNORECASE,
)
# The instruction and the input of one task.
_INPUT = re.compile(r"\.?\s*\n\s*(?:#+[ ]*input:?|input:)\s*", re.IGNORECASE)
# A system or an equation in the lines behind.
_STANDING_BELOW = re.compile(
    r"\b(system(?:[ ]of[ ](?:[a-z]+[ ])?equations)?|equations?|expression)[ ]*\n\s*", re.IGNORECASE
)
# A blank to be filled in.
_OPEN = re.compile(r"\?|_|\.\.\.|\(\s*\)|\[\s*\]")
# "Please solve it." behind what is no equation, which would have to be told to be solved.
_SOLVE_IT = re.compile(
    r"(?:(?<=[0)?=.])\s*\n|(?<=[.?])|(?<=0)[,;])\s*(?:please[ ])?(?:solve|answer|calculate|compute|evaluate|work[ ]out|do|find)[ ](?:it|this|that)"
    rf"(?:[ ](?:one|problem|question|please|for[ ]me|now))*[.!]*\s*\Z|(?<=[.])\s*(?:{WRITTEN})[?!.]*\s*\Z",
    re.IGNORECASE,
)
# "seven and a half", which is one number.
_PARTS = {"half": "½", "quarter": "¼", "third": "⅓", "fifth": "⅕", "eighth": "⅛"}
_AND_PART = re.compile(
    rf"\b(?<!of[ ])(?<!between[ ])(0|(?:{START})(?:[- ](?:{START}))?)[ ]and[ ](?:a|one)[ -](half|quarter|third|fifth|eighth)\b(?![ ]of\b)",
    re.IGNORECASE,
)
# "Let x satisfy", "Let x be a number such that", "The number x satisfies": if.
_DEFINED = re.compile(
    r"\b(?:(?:let|suppose|assume)(?:[ ]that)?[ ](?:the[ ])?(?:(?:real|unknown)[ ])?(?:number[ ]|variable[ ])?\$?[a-zA-Z]\$?[ ](?:satisf(?:y|ies)"
    r"|be[ ](?:a|the)[ ](?:real[ ])?(?:number|value|solution|root)[ ](?:such[ ]that|satisfying|that[ ]satisfies|for[ ]which|of|to)|be[ ]such[ ]that"
    r"|is[ ]such[ ]that|solves?)|(?:a|the)[ ](?:number|variable)[ ]\$?[a-zA-Z]\$?[ ]satisfies)(?:[ ]the)?(?:[ ]equation)?[:]?[ ](?=[^=]*=)",
    re.IGNORECASE,
)
# Numbers below each other, the last with its sign, and a line below it.
_COLUMNS = re.compile(
    r"(?:\A|(?<=[\n:.]))[ \t]*(?P<first>0(?:,0)*(?:\.0)?)[ \t]*(?P<others>(?:\n[ \t]*0(?:,0)*(?:\.0)?[ \t]*)*)"
    r"\n[ \t]*(?P<sign>[-+*x/])[ \t]*(?P<last>0(?:,0)*(?:\.0)?)[ \t]*(?P<line>\n[ \t]*[-_=—─]{2,})?\s*\Z"
)
_DO = re.compile(
    r"\b(?:add|subtract|multiply|divide|calculate|compute|evaluate|work[ ]out|solve|sum|difference|product|quotient)\b",
    re.IGNORECASE,
)
# "giving your answer as a quotient and a remainder, like 0 R 0", behind a division.
_BOTH = (
    r"(?:the |a |an |its |both )*(?:(?:whole |integer )?quotient|whole number|whole part|integer)(?:,? (?:and|with|plus) |, )"
    r"(?:the |a |an |its |any )?remainder"
)
_R = r"(?:(?:0|q|a) r\.? (?:0|r|b)|quotient,? (?:r|rem)\.? remainder|quotient remainder remainder)"
_REMAINDER = (
    r"(?:[.,;]?\s*\(?|\s+)(?:please )?(?:and |then )?(?:"
    r"(?:give|giving|write|writing|express|expressing|state|stating|show|showing|leave|leaving|record|report|include|including"
    r"|provide|find|answer|put|return|tell me) (?:"
    rf"{_BOTH}|(?:(?:your|the|its|any|this) )*(?:(?:final )?(?:answer|result|quotient|solution) )?(?:as|with|including|in|using)"
    rf" (?:{_BOTH}|(?:a |the |any )?remainders?(?: form| notation)?|r notation|(?:(?:the )?(?:form|format) )?(?:of )?[\"'“`$]*{_R}[\"'”`$]*)|(?:your |the )?(?:answer|result) in the form {_R})"
    rf"|in the form {_R}|(?:include|including|show|write|give|state) (?:the |any )?remainders? in (?:your|the) (?:answer|result)|(?:include|including|show|showing) (?:the |any |a )?remainders?)"
    rf"(?:,? \(?(?:like|such as|e\.g\.|for example|in the form|in the format|as in|i\.e\.)[,:]? {_R}\)?)?\)?[.!]*\s*\Z"
)
_LINES = re.compile(r"(?<=[0a-zA-Z)?.;,=])[ \t]*\n+[ \t]*(?=[^\s])")
_WIDE = re.compile(r"[ \t]{2,}")
_LINES_APART = re.compile(r"\n(?:[ \t\r]?\n){2,}")
# "Multiply (0/0) by (0/0)" of LaTeX.
_OPERAND = r"(\(0/0\)|-?0(?:\.0|(?:[ ]0)?/0)?)"
_OF_FRACTIONS = re.compile(
    rf"\b(multiply|divide|add|subtract|(?:sum|product|difference|quotient)[ ](?:of|between))[ ]+{_OPERAND}[ ]+(by|and|from|to)[ ]+{_OPERAND}(?=[ ]*(?:,?[ ]and[ ](?:simplify|reduce)[^0\n]{{0,40}})?[.?!]*\s*\Z)",
    re.IGNORECASE,
)
_HANGING = re.compile(r"([;,.?:])[ \t]*;")


class AskedPart(NamedTuple):
    """What is asked.

    Attributes:
        text: the shape of the question alone.
        skipped: how many runs of digits stood before it.
        whole: whether a whole number is asked for.
        decimal: whether a decimal is.
        letters: the unknowns in the order in which they are to be told, where that is said.
    """

    text: str
    skipped: int
    whole: bool = False
    decimal: bool = False
    letters: tuple[str, ...] = ()


def one_line(shape: str) -> str:
    """The shape in signs of one kind, LaTeX and lines as signs, brackets round."""
    text = re.sub(r"(?:\\?_)+|\.{3,}|…", "?", re.sub("[→⇒]", ";", shape)).replace("{,}", ",")
    if "\\" in text:
        text = from_latex(text)
    text = _LINES.sub("; ", text.strip(_QUOTES))
    text = _HANGING.sub(r"\1", text).replace("\n", " ").replace("\r", " ").replace("$", "").replace("`", "")
    text = _AND_PART.sub(lambda match: f"({match[1]}+{_PARTS[match[2].lower()]})", text)
    text = _BLANKS.sub("?", text).translate(_BRACKETS).strip()
    return _OF_FRACTIONS.sub(_without_brackets, text) if "(0/0)" in text else text


def _without_brackets(match: re.Match[str]) -> str:
    """What is done with two fractions, each without brackets around it."""
    done, one, link, other = match.groups()
    return f"{done} {one.strip('()')} {link} {other.strip('()')}"


# Where a calculation may be shown to somebody.
_CARD = re.compile(r"(?:card|board|sheet|screen|page|paper|question|problem|exercise|sum|note)\b", re.IGNORECASE)
_LONGEST_CARD = 300


# What reads a question asks for it one after the other.
@lru_cache(maxsize=64)
def asked_part(shape: str) -> AskedPart:
    """The shape without what stands around its question.

    >>> asked_part("Question 0: What is 0+0? Think step by step.")
    AskedPart(text='What is 0+0?', skipped=1, whole=False, decimal=False, letters=())
    """
    text, skipped, whole = _plain(shape).lstrip(_QUOTES).rstrip(_CLOSING_QUOTES), 0, False
    for _ in range(_MAX_ASIDES):
        end = _end_of_aside(text)
        if not end or not text[end:].strip(_QUOTES):
            break
        skipped += text.count("0", 0, end) + text.count(SHOWN, 0, end)
        whole = whole or asks_for_whole(text[:end])
        text = text[end:].lstrip(_QUOTES)
    decimal = False
    letters: tuple[str, ...] = ()
    for _ in range(_MAX_ASIDES):
        if (form := without_form(text)) is not None:
            text, decimal, letters = form.text, decimal or form.decimal, letters or form.letters
            whole = whole or form.whole
            continue
        if (both := _spaced(_REMAINDER).search(text)) is not None:
            text = f"{text[: both.start()].rstrip()} (with remainder)"
        start = _start_of_aside(text)
        if start == len(text) or not text[:start].strip() or changes_answer(text[start:]):
            break
        whole = whole or asks_for_whole(text[start:])
        text = text[:start].rstrip(_CLOSING_QUOTES)
    return AskedPart(with_names(with_rest_alone(text.rstrip(_QUOTES))), skipped, whole, decimal, letters)


def _plain(shape: str) -> str:
    """The shape in signs of one kind, without words that say how to work, and with one for what an answer is to look like."""
    if len(shape) <= _LONGEST_CARD and _CARD.search(shape) is not None:
        shape = off_the_card(shape)
    # Spaces without end would be gone over again from each of them.
    text = _LINES_APART.sub("\n\n", _WIDE.sub(" ", plainly_asked(spelled(shape.translate(ONE_SIGN)))))
    text = _in_columns(_DEFINED.sub(r"if ", text))
    text = _EXAMPLE.sub(
        lambda match: f" answer {SHOWN * match[0].count('0')} ", _THINKING.sub(" ", _AGAIN.sub(r"\1", text))
    )
    text = _STANDING_BELOW.sub(r"\1: ", text)
    return _BELOW.sub(_asked_below, _INPUT.sub(":\n", _MANNER.sub("", _SAID.sub(" answer ", text))))


def _asked_below(match: re.Match[str]) -> str:
    """What is done with what stands below, without how it is to be answered."""
    also = (match["also"] or "").strip(" ,.").removeprefix("and ")
    return match[0] if also and not tells_how(also) else f"{match[1]}: "


def _in_columns(text: str) -> str:
    """The text with numbers that stand below each other over a line, or behind what is to be done, in one line."""
    match = _COLUMNS.search(text)
    if match is None or not (match["line"] or _DO.search(text[: match.start("first")])):
        return text
    numbers = match["others"].split()
    if numbers and match["sign"] != "+":
        return text
    joined = " + ".join([match["first"], *numbers])
    return f"{text[: match.start('first')]}{joined} {match['sign']} {match['last']}"


def _end_of_aside(text: str) -> int:
    """Where ends what stands before a question and is none of it; 0 if there is nothing."""
    head = _spaced(_HEAD).match(text) or _spaced(_BEFORE).match(text)
    if head is not None and head[0]:
        return head.end()
    sentence = _SENTENCE_AHEAD.match(text)
    if sentence is not None and is_of_a_template(sentence[0]) and not changes_answer(sentence[0]):
        return sentence.end()
    clause = _CLAUSE.match(text)
    if clause is not None and leads(clause[0]):
        return clause.end()
    words = _LEAD_IN.match(text)
    return words.end() if words is not None and leads(words[1]) and not _TELLING.search(words[1]) else 0


def _start_of_aside(text: str) -> int:
    """Where begins what stands behind a question and is none of it; the end if there is nothing."""
    behind = _spaced(_BEHIND).search(text)
    filling = _spaced(rf"(?<=[.?!0)])\s+{_FILLING}[.?!]*\s*\Z").search(text)
    if filling is not None and _OPEN.search(text[: filling.start()]):
        return filling.start()
    asked = _SOLVE_IT.search(text)
    if asked is not None and "=" not in text[: asked.start()]:
        return asked.start()
    sentence = _SENTENCE.search(text)
    whole = sentence is not None and tells_how(sentence["aside"] or sentence[1])
    start = len(text) if sentence is None or not whole else sentence.start()
    # A request may be a part of a sentence, but no sentence is left without its end.
    if behind is not None and not _DANGLING.search(text[: behind.start()]):
        return min(start, behind.start())
    return start
