"""Stories of percentages: a part that is red, sold or given away, what is left, a price after its change, a half.

Mistakes: the rate taken as the number itself (entries 29 and 30 of 'Math misconceptions'); the part given for what is
left, and the other way round (one step left out); a price that falls raised.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_PART = {
    "red_ones": "There are {h} {thing} in a box. {q}% of them are red. How many red {thing} are there?",
    "sold": "{name} has {h} {thing} and sells {q}% of them. How many {thing} does {name} sell?",
    "given": "{name} has {h} {thing}. {name} gives {q}% of the {thing} to Kim. How many {thing} does Kim get?",
}
_LEFT = {
    "left": "{name} has {h} {thing} and gives {q}% of them to a friend. How many {thing} does {name} have left?",
    "price_down": "A coat costs {h} dollars. The price goes down by {q}%. What is the new price in dollars?",
}
_UP = {"price_up": "A coat costs {h} dollars. The price goes up by {q}%. What is the new price in dollars?"}
_HALF = {
    "half_given": "{name} has {e} {thing} and gives half of them to a friend. How many {thing} does {name} have left?",
    "half_lost": "{name} had {e} {thing} and lost half of them. How many {thing} are left?",
}
# That 1/4*40 = 10 is stated too, though a solution has it as 25*40 = 1000, 1000/100 = 10.
_STEPS = {"rate": "{q}/100", "stated": "{rate}*{h}", "product": "{q}*{h}", "share": "{product}/100"}
_WORKED = ("product", "share")
_HALVED = Fact("+", ("{e}", "{k}", "{k}"))

KIND = ProblemKind(
    name="story_percent",
    title="stories of percentages and halves",
    topic="stories",
    ranges={"tens": (1, 9), "size": (2, 60)},
    parameters={"t": "tens", "k": "size"},
    given={"q": "10*{t}", "h": "10*{k}", "part": "{t}*{k}", "e": "2*{k}"},
    words=WORDS,
    views=(
        *told(
            "percent_of", "{q}*{h}/100", _STEPS, _PART, operator="%", worked=_WORKED,
            fact=Fact("*", ("{q}/100", "{h}", "{part}")),
            rate_for_part=("{q}",), taken_off=("{h}-{q}",), step_left_out=("{h}-{part}",),
        ),
        *told(
            "decrease_by_percent", "{h}-{part}", {**_STEPS, "left": "{h}-{share}"}, _LEFT, operator="%",
            worked=(*_WORKED, "left"), fact=Fact("*+", ("{q}/100", "{h}", "{h}", "{h}-{part}")),
            rate_as_number=("{h}-{q}",), step_left_out=("{part}",), wrong_operation=("{h}+{part}",),
        ),
        *told(
            "increase_by_percent", "{h}+{part}", {**_STEPS, "raised": "{h}+{share}"}, _UP, operator="%",
            worked=(*_WORKED, "raised"), fact=Fact("*+", ("{q}/100", "{h}", "{h}", "{h}+{part}")),
            rate_as_number=("{h}+{q}",), step_left_out=("{part}",), wrong_operation=("{h}-{part}",),
        ),
        *told(
            "half_left", "{e}-{e}/2", "half={e}/2 left={e}-{half}", _HALF, operator="%", fact=_HALVED,
            wrong_operation=("{e}-2", "{e}+{e}/2", "{e}*2"),
        ),
    ),
)  # fmt: skip
