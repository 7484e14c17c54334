"""What a terminal, a program or a tool shows: a calculation that was run, and what came out."""

from __future__ import annotations

from pairwright.verify.retelling.set_form import CALCULATION, NUMBER, set_form

_N = rf"(?P<n>{NUMBER})"
_E = rf"(?P<e>{CALCULATION})"
# What may stand before and behind is read as any other text.
_HEAD = r"(?P<head>(?:[^0\n`>$]{0,120}\n+){0,3}?)(?:```\w*\n)?"
_TAIL = r"[ \t]*(?:\n>>>[ ]*)?(?:\n```)?(?P<rest>(?:\n+[^\n>$`|\[]{1,200}){0,3})\s*"
_FENCED = r"(?P<head>(?:[^0\n`>$]{0,120}\n+){0,3}?)```(?:\w+)?\n"
_PRINTS = (
    r"(?:(?:the|this|that|my)[ ](?:program|code|script|snippet|function|command)|it|this|running[ ](?:it|this|the[ ]\w+))"
    r"[ ](?:prints|outputs|returns|shows|gives|displays)"
)
_SHOWN = rf"(?:{_PRINTS}:?|(?:the[ ])?(?:output|stdout|result)(?:[ ](?:is|was))?:?)[ \n`$*]*{_N}[`$*.\n]*"

# How a calculation is typed, and how what comes out is marked.
_PROMPTS = (
    rf"(?:>>>|In[ ]?\[0\]:|ghci>|irb(?:\([^()\n]*\):[^>\n]*)?>)[ ](?:print\({_E}\)|{_E.replace('<e>', '<f>')})\n+(?:Out\[0\]:[ ]|=>[ ])?{_N}",
    rf"[$%#>][ ]echo[ ](?:\$\(\([ ]?{_E}[ ]?\)\)|['\"]?{_E.replace('<e>', '<f>')}['\"]?[ ]?\|[ ]?bc(?:[ ]-l)?)\n{_N}",
    rf"[$%#][ ](?:bc[ ]<<<[ ]?['\"]?{_E}['\"]?|(?:python0?|node|perl|ruby)[ ]-[a-z]+[ ]['\"](?:print|console\.log|puts)?[ (]*{_E.replace('<e>', '<f>')}\)?;?['\"])\n{_N}",
    rf">[ ]{_E}\n(?:\[0\][ ])?{_N}",
    rf"(?:>>|octave(?::0)?>)[ ]{_E}\n+ans[ ]=[ ]{_N}",
    rf"(?:sqlite|mysql|postgres=#|\w+=[#>])?>?[ ]?select[ ]{_E};\n{_N}",
)
_COMMENTED = (
    rf"(?:print\({_E}\)|{_E.replace('<e>', '<f>')})[ ]*#[ ]*(?:=>|->|=|prints:?|output:?)?[ ]*{_N}",
    rf"(?:console\.log\({_E}\)|System\.out\.println\({_E.replace('<e>', '<f>')}\));?[ ]*//[ ]*(?:=>|->|=|prints:?|output:?)?[ ]*{_N}",
)
# The same outside a fence, and on the next line.
_NOTED = (
    rf"(?:print\({_E}\)|(?:[a-z_]+[ ]?=[ ]?)?{_E.replace('<e>', '<f>')})[ ]*(?:\n[ ]*)?#[ ]*(?:=>|->|=|prints:?|output:?)?[ ]*{_N}",
    rf"(?:console\.log\({_E}\)|System\.out\.println\({_E.replace('<e>', '<f>')}\)|{_E.replace('<e>', '<g>')});?[ ]*(?:\n[ ]*)?//[ ]*(?:=>|->|=|prints:?|output:?)?[ ]*{_N}",
)
_VARIABLES = (
    r"(?:let|const|var|int)?[ ]?a[ ]=[ ](?P<a>-?0);?\n(?:let|const|var|int)?[ ]?b[ ]=[ ](?P<b>-?0);?\n+"
    r"(?:(?:(?:let|const|var|int)[ ])?(?P<name>[a-z]+)[ ]=[ ]a[ ](?P<op>[-+*/])[ ]b;?\n+(?:print|console\.log)\((?P=name)\)"
    r"|(?:print|console\.log)\(a[ ](?P<sign>[-+*/])[ ]b\));?[ ]*(?:(?:#|//)[ ]*(?:=>|->|=|prints:?|output:?)?[ ]*(?P<told>-?0)[ ]*)?"
)

CONSOLES = (
    *(set_form(rf"\s*{_HEAD}{each}{_TAIL}", "{head}{e}{f} = {n}\n{rest}") for each in _PROMPTS),
    *(
        set_form(
            rf"\s*{_FENCED}{each}[ ]*\n```\s*(?P<rest>(?:\n*[^\n>$|\[]{{1,200}}){{0,3}})\s*",
            "{head}{e}{f} = {n}\n{rest}",
        )
        for each in _COMMENTED
    ),
    *(set_form(rf"\s*(?:```\w*\n)?{each}[ ]*(?:\n```)?\s*", "{e}{f}{g} = {n}") for each in _NOTED),
    set_form(
        rf"\s*{_FENCED}{_VARIABLES}\n```\s*{_SHOWN}\s*(?:```)?\s*",
        "{head}{a} {op}{sign} {b}\nThe answer is {n}",
        question="a b",
    ),
    # A table of two columns with commas, tabs or semicolons between.
    set_form(
        rf"\s*(?:```\w*\n)?\"?(?:expression|problem|question|input|calculation|task|equation)\"?[,;\t]\"?(?:result|answer|output|value|solution)\"?\n"
        rf"\"?{_E}\"?[,;\t]\"?{_N}\"?(?:\n```)?\s*",
        "{e} = {n}",
    ),
)
# What is in all of them.
CONSOLE_SIGNS = (
    ">>>",
    "In [",
    "> ",
    "$ ",
    "% ",
    "# ",
    "irb",
    "select ",
    "SELECT ",
    "//",
    "print(",
    ',"',
    "esult\n",
    "nswer\n",
    "utput\n",
    "alue\n",
    "olution\n",
)
