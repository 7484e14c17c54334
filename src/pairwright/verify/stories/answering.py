"""What a story's question comes to: all ways to find it must agree, and all that was told must have its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pairwright.verify.questions.trees import Numeral, Operation, Question, Tree, Unknown, numerals, unknowns
from pairwright.verify.stories.grouping import groups, in_groups, of_each, paid, prices_summed, proportional
from pairwright.verify.stories.ledger import Entry, Ledger
from pairwright.verify.stories.leftovers import change, full_groups, left_over
from pairwright.verify.stories.paces import of_paced_groups, of_several_paces
from pairwright.verify.stories.parting import by_ratio, of_a_kind, others
from pairwright.verify.stories.questions import Query
from pairwright.verify.stories.things import MONEY_THING, Thing, covers, is_time, sum_of
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import MEASURED

_Way = Callable[[Ledger, Query], Iterator[Tree]]


def answered(ledger: Ledger, asked: Query) -> Question | None:
    """The question; None if it has no answer, or more than one."""
    if ledger.pending or (asked.both and len(ledger.paces) < 2):
        return None
    if ledger.new_price is not None and not _asks_new_price(ledger, asked):
        return None
    _resolve(ledger, asked)
    if (equation := _equation(ledger, asked)) is not None:
        return equation
    if ledger.known or asked.at_first:
        return None
    if (asked.new_price and ledger.new_price is None) or (asked.shift and (asked.who not in ledger.named)):
        return None
    trees = {tree for way in _ways(ledger, asked) for tree in _tried(way, ledger, asked)}
    if len(trees) != 1:
        return None
    tree = _of_all(ledger, asked, trees.pop())
    if asked.shift is not None:
        tree = Operation(asked.shift[0], tree, asked.shift[1])
    if unknowns(tree) or not _calculates(ledger, tree) or not _all_used(ledger, asked, tree):
        return None
    return Question(tree, Unknown("?"), counts=counts(asked.counted))


def _calculates(ledger: Ledger, tree: Tree) -> bool:
    """Whether anything is to be worked out: of 3 dozen how many they are."""
    return isinstance(tree, Operation) or (isinstance(tree, Numeral) and tree.index in ledger.computed)


def _ways(ledger: Ledger, asked: Query) -> tuple[_Way, ...]:
    """How it may be answered; there is one way only where something special is told, or asked for."""
    special = [
        way
        for way, is_so in (
            (_new_price, ledger.new_price is not None),
            (left_over, asked.over),
            (full_groups, asked.full),
            (change, bool(ledger.tenders or asked.tender)),
        )
        if is_so
    ]
    if len(special) > 1 or (ledger.tenders and not asked.change):
        return ()
    return tuple(special) or _WAYS


def _of_all(ledger: Ledger, asked: Query, tree: Tree) -> Tree:
    """Where so many a day were told of one of a kind, those of all that are there; unread where one is asked about."""
    for name, pace in ledger.paced:
        there = [entry for entry in ledger.entries if entry.thing.head == name]
        if not there or not set(numerals(pace)) <= set(numerals(tree)):
            continue
        if len(there) > 1 or there[0].does != "have" or asked.who.strip("@") == name:
            raise UnreadError
        tree = Operation("*", there[0].tree, tree)
    return tree


def _asks_new_price(ledger: Ledger, asked: Query) -> bool:
    """Whether the price after its change is asked for: by that name, or as what it costs now."""
    if len(ledger.each) != 1 or (asked.new_price and not asked.who):
        return len(ledger.each) == 1
    now = asked.now or "@today" in asked.where
    (thing,) = ledger.each
    called = asked.who.partition("#")[0] in {"*it", f"@{' '.join([*sorted(thing.marks), thing.head])}"}
    asked.who, asked.where = "", asked.where - {"@today"}
    asks_price = asked.thing == MONEY_THING or asked.thing == ledger.each[thing].thing
    return called and (asked.new_price or (now and "cost" in asked.does and asks_price))


def _tried(way: _Way, ledger: Ledger, asked: Query) -> list[Tree]:
    try:
        return list(way(ledger, asked))
    except UnreadError:
        return []


def _resolve(ledger: Ledger, asked: Query) -> None:
    """Names for pronouns, and the thing spoken of for one that is not named."""
    asked.who = ledger.whose(asked.who)
    asked.where = ledger.wheres(asked.where)
    if isinstance(asked.than, str):
        asked.than = ledger.whose(asked.than)
    if asked.thing is None:
        things = {entry.thing for entry in ledger.entries}
        if len(things) != 1:
            raise UnreadError
        asked.thing = things.pop()
    things = {entry.thing for entry in ledger.entries} | {each.thing for each in ledger.each.values() if each.thing}
    if asked.thing.of and not any(covers(asked.thing, thing) for thing in things):
        # 20 sheets, asked for as sheets of paper
        asked.thing = Thing(asked.thing.head, asked.thing.marks)
    if asked.thing.head == "*":
        measured = {entry.thing for entry in ledger.entries if entry.thing.marks == asked.thing.marks}
        if len(measured) != 1:
            raise UnreadError
        asked.thing = measured.pop()


# Equations: some number on the way is not told, but what it comes to


def _equation(ledger: Ledger, asked: Query) -> Question | None:
    """`Tom had some apples. He bought 4 more. Now he has 61. How many did he have at first?`."""
    if not ledger.known:
        return None
    (known,) = ledger.known
    thing = asked.counted
    hidden = [entry for entry in ledger.entries if unknowns(entry.tree)]
    if len(hidden) != 1 or not covers(thing, hidden[0].thing) or asked.each or asked.count or asked.than or asked.more:
        raise UnreadError
    (entry,) = hidden
    if asked.who and asked.who not in entry.where:
        raise UnreadError
    first = entry.does == "have"
    named = set(asked.does.values()) & entry.verbs
    if first != asked.at_first or not (first or named) or asked.where - entry.where - entry.asides:
        raise UnreadError
    told = ledger.total(known.thing, next(iter(known.where), ""), frozenset())
    told_of = {each.index for each in numerals(told)} | {each.index for each in numerals(known.tree)}
    if not numerals(told) or told_of != _all_numbers(ledger):
        raise UnreadError
    return Question(told, known.tree, counts=counts(thing))


# The ways to an answer


def _having(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """How many there are now."""
    if asked.each or asked.count or asked.than or asked.more or not asked.asks_what_is:
        return
    thing = asked.counted
    if is_time(asked.where):
        return
    if any(covers(thing, dealt) or covers(dealt, thing) for dealt, _, _ in ledger.dealt if thing != MONEY_THING):
        return
    if asked.left and not any(covers(thing, entry.thing) and entry.does == "go" for entry in ledger.entries):
        return
    if asked.left and not asked.who and not asked.in_all and len(_owners(ledger, thing)) > 1:
        return
    yield ledger.total(thing, asked.who, asked.where, left=asked.left)


def _owners(ledger: Ledger, thing: Thing) -> set[frozenset[str]]:
    return {entry.where for entry in ledger.entries if covers(thing, entry.thing) and entry.does == "have"}


def _compared(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """How many more one has than another."""
    if not asked.more or asked.each or asked.count or "need" in asked.does:
        return
    thing = asked.counted
    if asked.than is None:
        asked.than = _only_other(ledger, asked, thing)
    one, other = _both(ledger, asked, thing)
    if one == other:
        return
    if is_time(one.where) and is_time(other.where) and asked.asks_what_is:
        trees = [_at_a_time(ledger, each) for each in (one, other)]
    elif asked.asks_what_is or (isinstance(asked.than, str) and set(asked.does) & {"gain", "make"}):
        trees = [ledger.total(each.counted, each.who, each.where) for each in (one, other)]
    else:
        trees = [_sum_of(_deeds(ledger, each, each.who)) for each in (one, other)]
    mine, other_ones = trees
    first, second = (mine, other_ones) if asked.more == "more" else (other_ones, mine)
    yield Operation("-", first, second)


def _at_a_time(ledger: Ledger, asked: Query) -> Tree:
    """How many there were on Saturday."""
    told = [
        entry
        for entry in ledger.entries
        if covers(asked.counted, entry.thing) and asked.where <= entry.asides | entry.where
    ]
    if len(told) != 1 or told[0].does != "have" or (asked.who and asked.who not in told[0].where):
        raise UnreadError
    return told[0].tree


def _both(ledger: Ledger, asked: Query, thing: Thing) -> tuple[Query, Query]:
    """What is compared, each as if it were asked for alone."""
    alone = replace(asked, thing=thing, than=None, more="")
    if isinstance(asked.than, frozenset):
        return alone, replace(alone, where=ledger.wheres(asked.than))
    if isinstance(asked.than, Thing):
        return alone, replace(alone, thing=asked.than)
    return alone, replace(alone, who=asked.than or "")


def _only_other(ledger: Ledger, asked: Query, thing: Thing) -> str:
    """Whom one is compared with who is not named: the only other one who has some, and nothing came or went."""
    told = [entry for entry in ledger.entries if covers(thing, entry.thing)]
    if len(told) != 2 or not asked.who or any(entry.does in {"come", "go"} for entry in told):
        raise UnreadError
    others = {key for entry in told for key in entry.where} - {asked.who}
    if len(others) != 1:
        raise UnreadError
    return others.pop()


def _lacking(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """How many more somebody needs."""
    if asked.more != "more" or asked.than is not None or "need" not in asked.does or asked.each or asked.count:
        return
    thing = asked.counted
    needs = [each for each in ledger.needs if covers(thing, each.thing) and asked.who in each.where]
    if len(needs) == 1:
        yield Operation("-", needs[0].tree, ledger.total(thing, asked.who, asked.where))


def _deeds_summed(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """How many somebody bought, ate, read in all."""
    if asked.each or asked.count or asked.than or asked.more or asked.left or (asked.asks_what_is):
        return
    deeds = _deeds(ledger, asked, asked.who)
    if asked.times and asked.times != len(deeds):
        return
    if len(deeds) > 1 or (deeds and _calculates(ledger, deeds[0].tree)):
        yield _sum_of(deeds)


def _deeds(ledger: Ledger, asked: Query, who: str) -> list[Entry]:
    verbs = set(asked.does.values())
    people = set(who.split(" & ")) - {""}
    thing = asked.counted
    return [
        entry
        for entry in ledger.entries
        if covers(thing, entry.thing)
        and verbs & entry.verbs
        and (not people or people & entry.where or who in entry.where)
        and asked.where <= entry.asides | entry.where
    ]


def _sum_of(deeds: list[Entry]) -> Tree:
    if not deeds:
        raise UnreadError
    return sum_of([entry.tree for entry in deeds])


def _new_price(ledger: Ledger, asked: Query) -> Iterator[Tree]:
    """What something costs after its price has gone up or down."""
    if ledger.new_price is not None and not (asked.where or asked.more or asked.than or asked.each or asked.count):
        yield ledger.new_price


_WAYS: tuple[_Way, ...] = (
    _having,
    in_groups,
    of_each,
    groups,
    _compared,
    _lacking,
    _deeds_summed,
    others,
    prices_summed,
    paid,
    proportional,
    by_ratio,
    of_a_kind,
    of_paced_groups,
    of_several_paces,
)

# Whether all that was told has its place


def _all_numbers(ledger: Ledger) -> set[int]:
    trees = [entry.tree for entry in (*ledger.entries, *ledger.needs)]
    trees += [inner.tree for inner in ledger.each.values()]
    trees += [tree for _, tree, _ in ledger.dealt]
    trees += ledger.counts.values()
    trees += [tree for _, _, tree in ledger.parts]
    trees += [tree for _, one, _, other in ledger.ratios for tree in (one, other)]
    trees += [ledger.new_price] if ledger.new_price else []
    trees += [known.tree for known in ledger.known]
    trees += [entry.tree for entry in ledger.tenders] + [pace.tree for _, _, pace in ledger.paces]
    return {numeral.index for tree in trees for numeral in numerals(tree)}


def _all_used(ledger: Ledger, asked: Query, tree: Tree) -> bool:
    """Whether the numbers that are not needed are of other things, or other people, than those asked for."""
    used = {numeral.index for numeral in numerals(tree)}
    return all(_is_beside(ledger, asked, index) for index in _all_numbers(ledger) - used)


def _is_beside(ledger: Ledger, asked: Query, index: int) -> bool:
    thing = asked.counted
    told = [entry for entry in ledger.entries if index in {each.index for each in numerals(entry.tree)}]
    paced = [who for who, _, pace in ledger.paces if index in {each.index for each in numerals(pace.tree)}]
    if paced and not told and asked.who and len(ledger.paces) > 1:
        # What another does in an hour.
        return asked.who not in paced
    if len(told) != 1 or "*" in _operators(told[0].tree):
        return False
    (entry,) = told
    if any(covers(thing, each.thing) and each.thing.head != thing.head for each in ledger.entries):
        # Asked for fruit, of apples and of what may be fruit, too.
        return thing == MONEY_THING
    other = not covers(thing, entry.thing) and not covers(entry.thing, thing)
    elsewhere = bool(asked.who) and not asked.who.count("&") and asked.who not in entry.where
    return (other or elsewhere) and not asked.in_all


def _operators(tree: Tree) -> str:
    if not isinstance(tree, Operation):
        return ""
    return tree.operator + _operators(tree.left) + _operators(tree.right)


def counts(thing: Thing) -> str:
    """What the number of a thing must be, as `Question.counts` has it."""
    measured = thing.head in MEASURED or thing == MONEY_THING
    return "amount" if measured else "things"
