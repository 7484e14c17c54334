"""Two numbers compared: which is larger (read by the grammar of `wordings` too), and which sign belongs between them."""

from __future__ import annotations

from pairwright.verify.rulings.forms import Ruling, told

_SIGNS = r"(?:<, =,? or >|>, =,? or <|<, >,? or =|>, <,? or =)"

RULINGS = (
    Ruling(
        (
            rf"compare {{n}} and {{n}} (?:with|using) {_SIGNS}",
            rf"compare {{n}} (?:and|with) {{n}}: {_SIGNS}",
            rf"which sign (?:belongs|goes|stands|comes) between {{n}} and {{n}}[:,]? {_SIGNS}",
        ),
        lambda numbers, _: told("compare", numbers[0], numbers[1], "order"),
    ),
)
