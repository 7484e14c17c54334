"""Several attempts of which one is chosen by a majority, or which all say the same."""

from __future__ import annotations

from pairwright.verify.retelling.set_form import NUMBER, set_form

_B = r"[*_ ]*"
_TRY = r"(?:attempt|try|run|sample|vote|candidate|trial|pass|answer|result|solution|path|chain)"
_WAY = r"(?:method|way|approach|strategy)"
_N = rf"{_B}(?P<n>{NUMBER}){_B}\.?"
_AGREE = r"(?:both|all|the|these|they|my)(?: (?:two|three|of them|of these))?(?: (?:methods|ways|approaches|results|answers|strategies))? (?:agree|match|coincide|give the same(?: (?:answer|result))?|are the same|are in agreement)[.!]*"


def _vote(count: int) -> str:
    lines = "".join(rf"{_B}{_TRY} #?0{_B}:{_B}{NUMBER}{_B}\.?\s*\n" if each else "" for each in range(1, count + 1))
    return rf"\s*{lines}\s*{_B}(?:majority|majority (?:vote|answer)|consensus|most common|mode|final|final answer|winner){_B}:{_N}\s*"


VOTES = (
    *(set_form(_vote(count), "The answer is {n}.") for count in (2, 3, 4, 5)),
    set_form(
        rf"\s*{_B}{_WAY} #?0{_B}(?:\([a-z ]+\))?{_B}:{_B}(?P<m>{NUMBER}){_B}\.?\s*\n\s*{_B}{_WAY} #?0{_B}(?:\([a-z ]+\))?{_B}:{_N}\s*(?:{_AGREE})?\s*",
        "The answer is {n}.",
        same="m=n",
    ),
    set_form(
        rf"\s*(?:mentally|in my head|by hand|on paper|with a calculator): ?(?P<m>{NUMBER})\.?\s*\n\s*(?:mentally|in my head|by hand|on paper|with a calculator):{_N}\s*(?:{_AGREE})?\s*",
        "The answer is {n}.",
        same="m=n",
    ),
)
