"""Calculations that are asked for by a method of school: "Add 57 and 48 in columns."."""

from __future__ import annotations

from pairwright.verify.rulings.forms import Ruling, told

# The method says how, and changes nothing of what.
_METHOD = (
    r" (?:in columns|place by place|step by step|in chunks|in writing|by hand|(?:by|using|with) (?:column (?:addition|subtraction"
    r"|multiplication)|long (?:division|multiplication)|short division|partial (?:products|quotients|sums)|skip counting"
    r"|repeated addition|regrouping))"
)

RULINGS = (
    Ruling((rf"add {{n}} (?:and|to) {{n}}{_METHOD}",), lambda numbers, _: told("+", numbers[0], numbers[1])),
    Ruling((rf"subtract {{n}} from {{n}}{_METHOD}",), lambda numbers, _: told("-", numbers[1], numbers[0])),
    Ruling((rf"multiply {{n}} (?:by|and|with) {{n}}{_METHOD}",), lambda numbers, _: told("*", numbers[0], numbers[1])),
    Ruling((rf"divide {{n}} by {{n}}{_METHOD}",), lambda numbers, _: told("/", numbers[0], numbers[1])),
)
