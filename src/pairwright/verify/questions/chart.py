"""Tokens to a value by a grammar in which a text may be derived in several ways: all of them, by a chart.

Earley's algorithm over the rules that Lark makes of the grammar, with what cannot be left out before it is tried: rules
that need a terminal which no token is, and rules that cannot begin, go on or be followed as the next token has it.
A question of eight words takes 0.3 ms so; Lark's own Earley parser, which has no such tables, takes 25.
J. Earley, "An efficient context-free parsing algorithm" (1970).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import NamedTuple

from lark import Token
from lark.load_grammar import load_grammar

Values = tuple[object, ...]
Apply = Callable[[str, list[object]], object]
Merge = Callable[[Sequence[object]], object]
# As many lists of parts are looked at for one stretch of text; of three numbers in a row there are two.
_MAX_WAYS = 64
_ENDED = -1


class TooManyWaysError(ValueError):
    """A text can be derived in more ways than are looked at."""


class _Rule(NamedTuple):
    """A rule.

    Attributes:
        origin: the symbol that it derives.
        symbols: those that it derives it as.
        kept: for each of them whether it is a part of the value.
        action: the name of what makes the value of the parts.
        passes: whether a single part is the value itself.
        states: where its states begin, one for each place in it.
        needs: the kinds of tokens without which it derives nothing, as bits.
    """

    origin: int
    symbols: tuple[int, ...]
    kept: tuple[bool, ...]
    action: str
    passes: bool
    states: int
    needs: int


class _State(NamedTuple):
    """A place in a rule: the rule, how many symbols stand before, the next one, the kinds of tokens that can come next."""

    rule: _Rule
    before: int
    symbol: int
    next: int


class Chart:
    """A grammar, ready to parse texts.

    Attributes:
        states: all places in all rules.
        bits: the kind of token that each terminal is.
        lists: for each symbol whether its value is a list of parts, put in with those beside it (`_name`).
        heights: for each symbol a number larger than that of every symbol that it may be alone.
    """

    def __init__(self, grammar: str, start: str) -> None:
        """Reads a grammar.

        Args:
            grammar: in Lark's notation, its terminals declared; no rule may derive nothing, and none itself alone.
            start: the rule that a whole text is of.
        """
        loaded, _ = load_grammar(grammar, "<grammar>", [], False)  # type: ignore[no-untyped-call]
        _, rules, _ = loaded.compile([start], "*")
        terminals = sorted({symbol.name for rule in rules for symbol in rule.expansion if symbol.is_term})
        names = [*terminals, *dict.fromkeys(str(rule.origin.name) for rule in rules)]
        numbers = {name: number for number, name in enumerate(names)}
        self.bits = {name: 1 << number for number, name in enumerate(terminals)}
        self.lists = [name.startswith("_") for name in names]
        self._start, self._end = numbers[start], 1 << len(terminals)
        plain = [(numbers[rule.origin.name], tuple(numbers[each.name] for each in rule.expansion)) for rule in rules]
        first, needs = _first_and_needs(plain, len(terminals), len(names))
        follow = _follow(plain, first, self._start, self._end)
        self.heights = _heights(plain, len(names))
        self.states: list[_State] = []
        self._of: list[list[_Rule]] = [[] for _ in names]
        for (origin, symbols), rule in zip(plain, rules, strict=True):
            kept = tuple(not (each.is_term and each.filter_out) for each in rule.expansion)
            action, passes = str(rule.alias or rule.origin.name), bool(rule.options.expand1) and not rule.alias
            needed = reduce(or_, (needs[each] for each in symbols))
            made = _Rule(origin, symbols, kept, action, passes, len(self.states), needed)
            self.states += [_State(made, at, each, first[each]) for at, each in enumerate(symbols)]
            self.states.append(_State(made, len(symbols), _ENDED, follow[origin]))
            self._of[origin].append(made)
        self._beginning: dict[tuple[int, int], list[_Rule]] = {}

    def value(self, tokens: Sequence[tuple[Token, int]], apply: Apply, merge: Merge) -> object:
        """The value of a text; None where it cannot be derived.

        Args:
            tokens: each with the kinds of token that it may be, as `bits` has them.
            apply: the name of a rule and the values of its parts to its value.
            merge: the values of one stretch of text, derived in several ways, to the one that it has.

        Raises:
            TooManyWaysError: it can be derived in more ways than are looked at.
        """
        kinds = [kind for _, kind in tokens]
        columns = self._columns(kinds)
        if not columns or (self._start, 0) not in columns[-1].ended:
            return None
        reading = _Reading(self, columns, [token for token, _ in tokens], apply, merge)
        return reading.value(self._start)

    def is_terminal(self, symbol: int) -> bool:
        """Whether a symbol is a kind of token."""
        return not self._of[symbol]

    def _columns(self, kinds: list[int]) -> list[_Column]:
        """What has been derived up to each place; empty where nothing goes on."""
        every = reduce(or_, kinds, 0)
        columns = [_Column()]
        agenda = [(rule.states, 0) for rule in self._beginning_with(self._start, kinds[0] if kinds else 0, every)]
        for at, kind in enumerate((*kinds, self._end)):
            scanned = self._completed(agenda, columns, at, kind, every)
            if at == len(kinds):
                break
            if not scanned:
                return []
            columns.append(_Column())
            agenda = scanned
        return columns

    def _completed(
        self, agenda: list[tuple[int, int]], columns: list[_Column], at: int, kind: int, every: int
    ) -> list[tuple[int, int]]:
        """All that can be derived up to a place from what is on the agenda; what goes on with the token there."""
        states, column = self.states, columns[at]
        reached, scanned = column.reached, []
        while agenda:
            item = agenda.pop()
            number, start = item
            state = states[number]
            if item in reached or not state.next & kind:
                continue
            reached.add(item)
            symbol = state.symbol
            if symbol == _ENDED:
                key = (state.rule.origin, start)
                if (rules := column.ended.get(key)) is not None:
                    rules.append(state.rule)
                    continue
                column.ended[key] = [state.rule]
                agenda += [(waiting + 1, from_) for waiting, from_ in columns[start].waiting.get(key[0], ())]
            elif self._of[symbol]:
                if (waiting_for := column.waiting.get(symbol)) is not None:
                    waiting_for.append(item)
                    continue
                column.waiting[symbol] = [item]
                agenda += [(rule.states, at) for rule in self._beginning_with(symbol, kind, every)]
            else:
                scanned.append((number + 1, start))
        return scanned

    def _beginning_with(self, symbol: int, kind: int, every: int) -> list[_Rule]:
        """The rules of a symbol that can begin with a token, and need none of a kind that no token is of."""
        key = (symbol, kind)
        if (rules := self._beginning.get(key)) is None:
            rules = [rule for rule in self._of[symbol] if self.states[rule.states].next & kind]
            self._beginning[key] = rules
        return [rule for rule in rules if not rule.needs & ~every]


class _Column:
    """What has been derived up to a place of a text.

    Attributes:
        reached: states and where their rules begin.
        waiting: for each symbol that may come next, the states that it is looked for in.
        ended: for each symbol that ends here, and each place where it begins, the rules that derive it.
    """

    def __init__(self) -> None:
        self.reached: set[tuple[int, int]] = set()
        self.waiting: dict[int, list[tuple[int, int]]] = {}
        self.ended: dict[tuple[int, int], list[_Rule]] = {}


class _Reading:
    """The values of what a chart has derived."""

    def __init__(self, chart: Chart, columns: list[_Column], tokens: list[Token], apply: Apply, merge: Merge) -> None:
        self._chart = chart
        self._columns = columns
        self._tokens = tokens
        self._apply = apply
        self._merge = merge
        self._values: dict[tuple[int, int, int], list[Values]] = {}
        self._parts: dict[tuple[int, int, int], list[Values]] = {}
        self._starts: list[dict[int, list[int]]] = [{} for _ in columns]
        for column, starts in zip(columns, self._starts, strict=True):
            for symbol, start in column.ended:
                starts.setdefault(symbol, []).append(start)

    def value(self, symbol: int) -> object:
        """What a symbol is that the whole text is."""
        whole = (symbol, 0, len(self._tokens))
        height = self._chart.heights
        # The short ones first: so no long text is a deep recursion.
        for part in sorted(self._needed(whole), key=lambda each: (each[2] - each[1], height[each[0]])):
            self._values_of(*part)
        ((found,),) = self._values_of(*whole)
        return found

    def _needed(self, whole: tuple[int, int, int]) -> set[tuple[int, int, int]]:
        """Symbols and places between which they stand in a derivation of the whole."""
        needed = {whole}
        places: set[tuple[int, int, int]] = set()
        agenda: list[tuple[int, int, int]] = [whole]
        open_ends: list[tuple[_Rule, int, int, int]] = []
        while agenda or open_ends:
            while agenda:
                symbol, start, end = agenda.pop()
                open_ends += [(rule, len(rule.symbols), start, end) for rule in self._columns[end].ended[symbol, start]]
            rule, count, start, end = open_ends.pop()
            if not count or (rule.states + count, start, end) in places:
                continue
            places.add((rule.states + count, start, end))
            symbol = rule.symbols[count - 1]
            for middle in self._middles(rule, count, start, end):
                open_ends.append((rule, count - 1, start, middle))
                part = (symbol, middle, end)
                if not self._chart.is_terminal(symbol) and part not in needed:
                    needed.add(part)
                    agenda.append(part)
        return needed

    def _values_of(self, symbol: int, start: int, end: int) -> list[Values]:
        """What a symbol is between two places: its lists of parts, or a list of the one value that it has."""
        key = (symbol, start, end)
        if (known := self._values.get(key)) is not None:
            return known
        ways = [
            (rule, parts)
            for rule in self._columns[end].ended[symbol, start]
            for parts in self._parts_of(rule, len(rule.symbols), start, end)
        ]
        if self._chart.lists[symbol]:
            found = _apart(parts for _, parts in ways)
        else:
            each = _apart(
                parts if rule.passes and len(parts) == 1 else (self._apply(rule.action, list(parts)),)
                for rule, parts in ways
            )
            found = each if len(each) == 1 else [(self._merge([one for (one,) in each]),)]
        self._values[key] = found
        return found

    def _parts_of(self, rule: _Rule, count: int, start: int, end: int) -> list[Values]:
        """The lists of parts of the first symbols of a rule between two places."""
        if not count:
            return [()]
        key = (rule.states + count, start, end)
        if (known := self._parts.get(key)) is not None:
            return known
        symbol, kept = rule.symbols[count - 1], rule.kept[count - 1]
        found: list[Values] = []
        for middle in self._middles(rule, count, start, end):
            last = self._last(symbol, middle, end) if kept else [()]
            found += [(*first, *behind) for first in self._parts_of(rule, count - 1, start, middle) for behind in last]
        self._parts[key] = found = _apart(found)
        return found

    def _middles(self, rule: _Rule, count: int, start: int, end: int) -> list[int]:
        """Where the last of so many symbols may begin; as far as there the rule must have been derived."""
        symbol, before = rule.symbols[count - 1], (rule.states + count - 1, start)
        places = [end - 1] if self._chart.is_terminal(symbol) else self._starts[end].get(symbol, [])
        return [middle for middle in places if middle >= start and before in self._columns[middle].reached]

    def _last(self, symbol: int, start: int, end: int) -> list[Values]:
        return [(self._tokens[start],)] if self._chart.is_terminal(symbol) else self._values_of(symbol, start, end)


def _apart(ways: Iterable[Values]) -> list[Values]:
    """The lists of parts that differ."""
    found: list[Values] = []
    for each in ways:
        if each not in found:
            if len(found) == _MAX_WAYS:
                raise TooManyWaysError
            found.append(each)
    return found


def _first_and_needs(
    rules: Sequence[tuple[int, tuple[int, ...]]], terminals: int, count: int
) -> tuple[list[int], list[int]]:
    """For each symbol the kinds of tokens that it can begin with, and those that it cannot do without."""
    first = [1 << each if each < terminals else 0 for each in range(count)]
    needs = [1 << each if each < terminals else (1 << terminals) - 1 for each in range(count)]
    while True:
        before = (first.copy(), needs.copy())
        ways: dict[int, list[int]] = {}
        for origin, symbols in rules:
            first[origin] |= first[symbols[0]]
            ways.setdefault(origin, []).append(reduce(or_, (needs[each] for each in symbols)))
        for origin, each in ways.items():
            needs[origin] = reduce(and_, each)
        if (first, needs) == before:
            return first, needs


def _follow(rules: Sequence[tuple[int, tuple[int, ...]]], first: list[int], start: int, end: int) -> list[int]:
    """For each symbol the kinds of tokens that can stand behind it."""
    follow = [0] * len(first)
    follow[start] = end
    while True:
        before = follow.copy()
        for origin, symbols in rules:
            for symbol, behind in pairwise(symbols):
                follow[symbol] |= first[behind]
            follow[symbols[-1]] |= follow[origin]
        if follow == before:
            return follow


def _heights(rules: Sequence[tuple[int, tuple[int, ...]]], count: int) -> list[int]:
    """For each symbol a number larger than that of every symbol that it may be alone."""
    heights = [0] * count
    for _ in range(count):
        before = heights.copy()
        for origin, symbols in rules:
            if len(symbols) == 1:
                heights[origin] = max(heights[origin], heights[symbols[0]] + 1)
        if heights == before:
            return heights
    raise ValueError("a rule of the grammar derives itself alone")
