"""What an unknown is said to be, in other ways than `x = 0`."""

from __future__ import annotations

import re

from pairwright.verify.retelling.set_form import NUMBER, SetForm, set_form

_END = r"[.!*$]*\s*"
# Read wherever it stands.
MUST_BE = re.compile(
    r"(?<![^\W\d_])(?P<x>[a-z])[*$]* (?:must (?:therefore |then |thus )?(?:be|equal)|has to (?:be|equal)|turns out to (?:be|equal)|comes out (?:as|to be|to)|works out (?:as|to be|to)|(?:ends|ended) up (?:being|as|at)|(?:came|comes) out (?:as|to|at)(?: be)?)(?P<n> [*$]*-?0)(?! ?or\b| ?(?:and|to|,) ?-?0)",
    re.IGNORECASE,
)
UNKNOWNS: tuple[SetForm, ...] = (
    set_form(
        rf"\s*(?P<lead>(?:so|thus|hence|therefore|then|we get|we find|this gives|which means)?,? ?)[*$]*(?P<n>-?0(?:\.0|/0)?) ?= ?(?P<x>[a-z]){_END}",
        "{lead}{x} = {n}",
    ),
    set_form(
        rf"\s*i (?:first )?tried (?:(?P<x>[a-z]) ?= ?)?{NUMBER}(?: first)?,? (?:which|but (?:it|that)) (?:doesn't|does not|didn't|did not) (?:work|fit|satisfy the equation)[;.,] (?:but )?(?:(?P<y>[a-z]) ?= ?)?(?P<n>{NUMBER}) (?:does|did|works|fits|satisfies it){_END}",
        "{y} = {n}",
    ),
    set_form(
        rf"\s*(?P<lead>(?:so|thus|hence|therefore)?,? ?)the (?:only )?(?:value|number) (?:of )?(?P<x>[a-z])?,? ?(?:that|which) (?:satisfies|solves|makes|fulfils|fulfills) (?:the|this|our) equation(?: true| hold)? is[ *$]*(?P<n>{NUMBER}){_END}",
        "The answer is {n}.",
    ),
    set_form(
        rf"\s*(?:so |thus |hence |therefore )?\$?(?:[sl𝕊𝕃]|il|\\mathbb\{{[sl]\}}) ?= ?\\?\{{[ ]?(?P<n>-?0(?:\.0|/0)?)[ ]?\\?\}}{_END}",
        "The answer is {n}.",
    ),
    set_form(
        rf"\s*(?:so |thus |hence |therefore |⇒ ?)?\$?(?P<x>[a-z]) ?(?:→|∈|\\in)[ ]?(?:\\?\{{)?[ ]?(?P<n>-?0(?:\.0|/0)?)[ ]?(?:\\?\}})?{_END}",
        "{x} = {n}",
    ),
    set_form(
        rf"\s*(?:so |thus |hence |therefore )?(?:the )?solution set(?: is|:)[ $]*\\?\{{[ ]?(?P<n>-?0(?:\.0|/0)?)[ ]?\\?\}}{_END}",
        "The answer is {n}.",
    ),
)
# Where both roots are asked for.
_R = r"(?P<{}>-?[ ]?0(?:\.0|/0)?)"
_PAIR = rf"{_R.format('m')}[ ]*(?:,|;|and|or|,[ ]and)[ ]*{_R.format('n')}"
ROOT_PAIRS = (
    set_form(
        rf"\s*(?:so |thus |hence |therefore )?\$*(?P<x>[a-z]) ?(?:∈|\\in) ?\\?\{{[ ]*{_PAIR}[ ]*\\?\}}{_END}",
        "{x} = {m} or {x} = {n}",
    ),
    set_form(
        rf"\s*(?:solution set:?|(?:s|l) ?=|the solution set is)[ $]*\\?\{{[ ]*{_PAIR}[ ]*\\?\}}{_END}", "{m} or {n}"
    ),
    set_form(
        rf"\s*(?:so |thus |hence |therefore )?(?:(?:the |its |our )?(?:two |both )?(?:roots|solutions|zeros|answers|values)(?: of (?:the|this) (?:quadratic )?(?:equation|quadratic))?(?: are|:) ?)?\$?(?P<x>[a-z])(?:[₁₂]|_0|_\{{0\}}) ?= ?{_R.format('m')}[ $]*(?:,|;|and|or|,[ ]and|\n)[ $]*(?P=x)(?:[₁₂]|_0|_\{{0\}}) ?= ?{_R.format('n')}{_END}",
        "{x} = {m} or {x} = {n}",
    ),
    set_form(
        rf"\s*(?:there are |it has |the equation has |we get |we find |we have )?(?:the )?(?:two|both) (?:real |different |distinct )?(?:solutions|roots|answers|values)(?: (?:exist|are))?:? ?(?:(?:for )?(?P<x>[a-z])(?: are)?:? ?)?{_PAIR}{_END}",
        "{m} or {n}",
    ),
)
# Of one operation with a name, answers that tell it in signs of their own.
CONGRUENCE = set_form(
    rf"\s*(?:so |thus |hence |therefore )?\$?(?P<a>0) ?(?:≡|\\equiv) ?(?P<n>0) ?\$? ?(?:\\pmod ?\{{|\((?:\\?mod|modulo) ?)(?P<b>0)[)}}]{_END}",
    "The answer is {n}.",
    question="a b",
)
ABSOLUTE = set_form(
    rf"\s*(?P<a>0) ?- ?(?P<b>0) ?= ?-(?P<m>0)(?:,|\.|;)? ?(?:and|so|but)?,? ?(?:the|its) absolute value(?: of (?:that|this|it|-(?P<o>0)))? is (?P<n>0){_END}",
    "The answer is {n}.",
    same="m=n o=n",
    question="a b",
)
ONE_PERCENT = set_form(
    rf"\s*(?P<i>0) ?%? of (?P<c>0) (?:is|=) (?P<d>0(?:\.0)?),? ?(?:so|and|thus|therefore|hence) (?P<a>0) ?%? (?:of (?P<b>0) )?(?:is|=) (?:(?P<f>0) ?\* ?(?P<g>0(?:\.0)?)|(?P<h>0(?:\.0)?) ?\* ?(?P<k>0)) ?= ?(?P<n>{NUMBER}){_END}",
    "The answer is {n}.",
    same="f=a k=a g=d h=d b=c",
    question="a c",
)
