"""Which keys mean what: the layouts of the ecosystem, and a file's columns as prompt, chosen, rejected, answer.

Keys are known in any case (`Problem` is `problem`).  Of several that would do, the first of its list is taken.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from pairwright.reading.meaning import LISTS, MARK, MARKS, NEXT, RATINGS, Meaning
from pairwright.reading.parts import said_in

# SVAMP's `question_concat` is its `Body` and its `Question` together.
PROMPTS = (
    "prompt", "question_concat", "question", "Q", "query", "problem", "instruction", "input", "inputs", "context",
)  # fmt: skip
COMPLETIONS = ("completion", "response", "output", "solution")
ANSWERS = ("answer", "A", "final_answer", "ground_truth", "target", "targets")
# The two sides under other names.
_SIDES = (("chosen", "rejected"), ("chosen_messages", "rejected_messages"), ("positive", "negative"))
# What is asked about, in a column of its own before the question.
_BODY = "body"
_TALKS = ("messages", "conversations", "conversation")
_USERS = ("user", "human")
_TEXTS = ("text", "positive")
# Two responses of equal standing, and the key that says which of them is preferred.
_RESPONSES = tuple(
    (f"{name}{gap}{one}", f"{name}{gap}{other}")
    for name in ("response", "completion", "answer", "output")
    for gap in ("_", "")
    for one, other in (("a", "b"), ("0", "1"), ("1", "2"))
)
_PREFERENCES = ("preference", "preferred", "choice", "winner", "better_response_id", "label")
KNOWN = frozenset(
    (
        *("label", "pos", "reward_model", _BODY),
        *(key for pair in _SIDES for key in pair),
        *PROMPTS,
        *COMPLETIONS,
        *ANSWERS,
        *_TALKS,
        *_TEXTS,
        *(key for pair in _RESPONSES for key in pair),
        *_PREFERENCES,
        *("completions", "labels", "initial_reason_steps"),
    )
)
NAMES = (
    "positive/negative, prompt/chosen/rejected (or question, system and question, ...), chosen/rejected, "
    "chosen_messages/rejected_messages, "
    "prompt/response_a/response_b/preference, prompt/completion/label, question/answer, Q/A, prompt/answer, "
    "prompt/response, query/response, Body/Question/Answer, input/target, input/output, instruction/input/output, "
    "problem/solution, context/completion, "
    "prompt/reward_model, messages/ground_truth, messages, conversations, text, prompt/completions/labels, "
    "Math-Shepherd's input/label, PRM800K's question/label"
)
# How a value stands in a key: a text (or number), a conversation, one message of it, a list of texts, another object.
PLAIN, MESSAGES, MESSAGE, LIST, RECORD = "text", "messages", "message", "list", "object"
_TRUE, _FALSE = ("true", "1", "1.0"), ("false", "0", "0.0")
_MOST_VALUES = 8


@dataclass(frozen=True)
class Kinds:
    """What the first rows of a file have under the keys that are known.

    Attributes:
        stand: key, as the file has it -> how its value stands there, most often.
        values: key -> its distinct short values, in lower case, as long as there are few.
        asking: the keys whose conversations end with what a user says, most often.
        marked: the keys of texts in which steps end with Math-Shepherd's mark.

    """

    stand: Mapping[str, str]
    values: Mapping[str, frozenset[str]]
    asking: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()

    def named(self, name: str) -> str | None:
        """The file's own key of that name, in whatever case; None if there is none."""
        return name if name in self.stand else next((key for key in self.stand if key.lower() == name), None)

    def first(self, names: Iterable[str]) -> str | None:
        """The file's own key of the first of these names that it has."""
        return next((key for key in map(self.named, names) if key is not None), None)

    def has(self, *names: str) -> bool:
        """Whether it has all of these."""
        return all(self.named(name) is not None for name in names)


def is_known(key: str) -> bool:
    """Whether a key means something.

    >>> is_known("Problem"), is_known("Q"), is_known("q")
    (True, True, False)
    """
    return key in KNOWN or key.lower() in KNOWN


def kinds_of(rows: Iterable[Mapping[str, object]]) -> Kinds:
    """What rows have under each known key; an empty list says nothing of how values stand."""
    seen: dict[str, Counter[str]] = {}
    values: dict[str, set[str]] = {}
    asking: Counter[str] = Counter()
    marked: set[str] = set()
    for row in rows:
        for key, value in row.items():
            if value is not None and is_known(key):
                if isinstance(value, str) and MARK in value:
                    marked.add(key)
                seen.setdefault(key, Counter({LIST: 0})).update([] if value == [] else [_kind(value)])
                asking[key] += 1 if _asks(value) else -1
                if len(known := values.setdefault(key, set())) < _MOST_VALUES:
                    known.add(str(value)[:40].strip().lower())
    found = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    named = {key: frozenset(each) for key, each in values.items()}
    return Kinds(found, named, frozenset(key for key, more in asking.items() if more > 0), frozenset(marked))


def kinds_of_text(frame: pl.DataFrame) -> Kinds:
    """The same for a frame of text columns, where conversations, lists and objects stand as JSON."""
    rows = [{key: _parsed(value) for key, value in row.items()} for row in frame.head(100).iter_rows(named=True)]
    found = kinds_of(rows)
    empty = dict.fromkeys((name for name in frame.columns if is_known(name)), PLAIN)
    return replace(found, stand={**empty, **found.stand})


def _parsed(value: str | None) -> object:
    if value is None or not value.startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return MESSAGE if _is_message(value) else RECORD
    if not isinstance(value, list):
        return PLAIN
    return MESSAGES if _is_message(value[0]) else LIST


def _is_message(value: object) -> bool:
    return isinstance(value, dict) and ("content" in value or "value" in value)


def _asks(value: object) -> bool:
    """Whether it is a conversation that waits for an answer."""
    last = value[-1] if isinstance(value, list) and value else None
    return isinstance(last, dict) and last.get("role", last.get("from")) in _USERS


def meaning_of(kinds: Kinds) -> Meaning | None:
    """What these keys mean together, with how their values stand; None if it is nothing that is known."""
    found = _known(kinds)
    return found and replace(found, talks=tuple(key for key in found.keys if kinds.stand[key] == MESSAGES))


def _known(kinds: Kinds) -> Meaning | None:
    prompt = kinds.first(PROMPTS)
    if prompt is not None and (stepwise := _stepwise(kinds, prompt)) is not None:
        return stepwise
    if (sides := next((pair for pair in _SIDES if kinds.has(*pair)), None)) is not None:
        return _preference(kinds, _prompt_before(kinds, prompt, sides), *sides)
    if prompt is not None:
        for build in (_compared, _completed, _rewarded, _answered):
            if (found := build(kinds, prompt)) is not None:
                return found
    return _one_column(kinds, prompt)


def _stepwise(kinds: Kinds, prompt: str) -> Meaning | None:
    """Solutions whose steps are labelled, or pairs of one step each behind the steps before them."""
    steps, labels = kinds.named("completions"), kinds.named("labels")
    stated = _stated(kinds, {prompt})
    if steps is not None and labels is not None and {kinds.stand[steps], kinds.stand[labels]} == {LIST}:
        return _solutions(
            f"solutions step by step: {prompt}, {steps}, {labels}", LISTS, (prompt, steps, labels), stated
        )
    label = kinds.named("label")
    if label is not None and prompt in kinds.marked:
        return _solutions(f"Math-Shepherd's steps: {prompt}, {label}", MARKS, (prompt, prompt, label), stated)
    if label is not None and kinds.stand[prompt] == kinds.stand[label] == RECORD:
        return _solutions(f"PRM800K's steps: {prompt}, {label}", RATINGS, (prompt, prompt, label), None)
    before = kinds.named("initial_reason_steps")
    if before is None or not kinds.has("chosen", "rejected"):
        return None
    return replace(_preference(kinds, prompt, "chosen", "rejected"), steps=NEXT)


def _solutions(name: str, form: str, keys: tuple[str, str, str], stated: pl.Expr | None) -> Meaning:
    prompt, steps, labels = keys
    each = tuple(dict.fromkeys(keys))
    return Meaning(
        name,
        (*each, *_keys_of(stated)),
        each,
        prompt=pl.col(prompt),
        chosen=pl.col(labels),
        rejected=pl.col(steps),
        answer=stated,
        label=True,
        steps=form,
    )


def _key(kinds: Kinds, name: str) -> str:
    """The file's own key of a name that it has."""
    key = kinds.named(name)
    if key is None:
        raise KeyError(name)
    return key


def _talk_before(kinds: Kinds) -> str | None:
    """A conversation that asks, where the sides are one message each, as LLaMA-Factory has it."""
    talk = kinds.first(_TALKS)
    alone = all(kinds.stand[_key(kinds, side)] == MESSAGE for side in ("chosen", "rejected"))
    return talk if talk is not None and alone and kinds.stand[talk] == MESSAGES else None


def _prompt_before(kinds: Kinds, prompt: str | None, sides: tuple[str, str]) -> str | None:
    """The key of what is asked, where the sides do not hold it."""
    if sides == ("chosen", "rejected"):
        return prompt or _talk_before(kinds)
    return None


def _side(kinds: Kinds, key: str) -> pl.Expr:
    """The text of a side; of a message what it says, with the space before it that our layouts put there."""
    if kinds.stand[key] != MESSAGE:
        return pl.col(key)
    return pl.concat_str([pl.lit(" "), said_in(pl.col(key))])


def _preference(kinds: Kinds, prompt: str | None, right: str, wrong: str) -> Meaning:
    """Prompt, chosen, rejected; without a prompt both sides are whole."""
    chosen, rejected = _key(kinds, right), _key(kinds, wrong)
    talk = MESSAGES in (kinds.stand[chosen], kinds.stand[rejected])
    listed = kinds.stand[rejected] == LIST
    stated = _stated(kinds, {prompt, chosen, rejected})
    keys = (*([prompt] if prompt is not None else []), chosen, rejected)
    stands = "as messages" if talk else "with a list of rejected" if listed else "as texts"
    whole = prompt is None and not talk
    plain = whole and right == "positive"
    explicit = "explicit" if prompt is not None else "implicit"
    told = "pairs" if plain else f"preference, {explicit} prompt, {stands}"
    return Meaning(
        f"{told}: {', '.join(keys)}",
        (*keys, *_keys_of(stated if not plain else None)),
        keys,
        prompt=None if prompt is None else _asked(kinds, prompt),
        chosen=_side(kinds, chosen),
        rejected=_side(kinds, rejected),
        answer=None if plain else stated,
        others=_others(kinds, prompt),
        whole=whole,
        characters=whole,
        listed=listed,
    )


def _compared(kinds: Kinds, prompt: str) -> Meaning | None:
    """Two responses and which of them is preferred."""
    pair = next((pair for pair in _RESPONSES if kinds.has(*pair)), None)
    preferred = kinds.first(_PREFERENCES)
    if pair is None or preferred is None:
        return None
    one, other = (_key(kinds, name) for name in pair)
    said = pl.col(preferred).str.strip_chars().str.to_lowercase()
    first, second = _called(pair, kinds.values[preferred])
    keys = (prompt, one, other, preferred)
    return Meaning(
        f"two responses and a preference: {', '.join(keys)}",
        keys,
        keys,
        prompt=_asked(kinds, prompt),
        # A tie prefers neither.
        chosen=pl.when(said.is_in(first)).then(pl.col(one)).when(said.is_in(second)).then(pl.col(other)),
        rejected=pl.when(said.is_in(first)).then(pl.col(other)).when(said.is_in(second)).then(pl.col(one)),
        others=_others(kinds, prompt),
    )


def _called(pair: tuple[str, str], values: frozenset[str]) -> tuple[list[str], list[str]]:
    """What a preference for the first response, and for the second, is called."""
    ends = [name[-1] for name in pair]
    both = [[name, end, f"model_{end}", f"response {end}"] for name, end in zip(pair, ends, strict=True)]
    for names, number in zip(both, ("first", "second"), strict=True):
        names.append(number)
    if ends == ["a", "b"]:
        # Numbers count from 1 where some row says 2, else from 0.
        low = 1 if values & {"2", "2.0"} else 0
        for names, number_said in zip(both, (low, low + 1), strict=True):
            names += [str(number_said), f"{number_said}.0"]
    return both[0], both[1]


def _completed(kinds: Kinds, prompt: str) -> Meaning | None:
    """Prompt and completion, with a label that says which side it is, or without: then all are chosen."""
    completion = next((key for key in map(kinds.named, COMPLETIONS) if key not in (None, prompt)), None)
    if completion is None:
        return None
    further = _further(kinds, prompt)
    label = kinds.named("label")
    text = pl.col(completion)
    if label is None or not _is_label(kinds, label):
        keys = (prompt, *further, completion)
        stated = _stated(kinds, set(keys))
        return Meaning(
            ", ".join(keys),
            (*keys, *_keys_of(stated)),
            (prompt, completion),
            prompt=_asked(kinds, prompt),
            chosen=text,
            answer=stated,
            others=_others(kinds, prompt),
        )
    keys = (prompt, *further, completion, label)
    said = pl.col(label).str.to_lowercase()
    return Meaning(
        ", ".join(keys),
        keys,
        (prompt, completion, label),
        prompt=_asked(kinds, prompt),
        chosen=pl.when(said.is_in(_TRUE)).then(text),
        rejected=pl.when(said.is_in(_FALSE)).then(text),
        others=_others(kinds, prompt),
        label=True,
    )


def _is_label(kinds: Kinds, key: str) -> bool:
    return bool(kinds.values[key] & {*_TRUE, *_FALSE})


def _rewarded(kinds: Kinds, prompt: str) -> Meaning | None:
    """What verl trains on: a prompt, and the answer in `reward_model.ground_truth`."""
    key = kinds.named("reward_model")
    if key is None or kinds.stand[key] != RECORD:
        return None
    # Some write a list of one.
    truth = pl.coalesce(pl.col(key).str.json_path_match(path) for path in ("$.ground_truth[0]", "$.ground_truth"))
    keys = (prompt, key)
    return Meaning(f"{prompt}, {key}.ground_truth", keys, keys, prompt=_asked(kinds, prompt), chosen=truth, bare=True)


def _answered(kinds: Kinds, prompt: str) -> Meaning | None:
    """Question and answer; with `pos` (a whole text) that text is the chosen side."""
    answer = next((key for key in map(kinds.named, ANSWERS) if key not in (None, prompt)), None)
    if answer is None:
        return None
    keys: tuple[str, ...] = (prompt, *_further(kinds, prompt), answer)
    name = ", ".join(keys)
    if not kinds.has("pos"):
        return Meaning(
            name,
            keys,
            (prompt, answer),
            prompt=_asked(kinds, prompt),
            chosen=pl.col(answer),
            others=_others(kinds, prompt),
            bare=True,
        )
    texts = (*keys, _key(kinds, "pos"))
    return Meaning(
        f"{name} and whole texts: pos", texts, texts, chosen=pl.col(texts[-1]), answer=pl.col(answer), whole=True
    )


def _one_column(kinds: Kinds, prompt: str | None) -> Meaning | None:
    talk = kinds.first(_TALKS)
    label = kinds.named("label")
    if talk is not None and kinds.stand[talk] == MESSAGES and label is not None and _is_label(kinds, label):
        said = pl.col(label).str.to_lowercase()
        return Meaning(
            f"conversations with labels: {talk}, {label}",
            (talk, label),
            (talk, label),
            chosen=pl.when(said.is_in(_TRUE)).then(pl.col(talk)),
            rejected=pl.when(said.is_in(_FALSE)).then(pl.col(talk)),
            label=True,
        )
    if talk is not None and talk in kinds.asking and (found := _verifiable(kinds, talk)) is not None:
        return found
    if talk is not None and kinds.stand[talk] == MESSAGES:
        stated = _stated(kinds, {talk})
        keys = (talk, *_keys_of(stated))
        return Meaning(f"conversations: {talk}", keys, (talk,), chosen=pl.col(talk), answer=stated)
    text = kinds.first(_TEXTS)
    if prompt is not None and (text is None or prompt.lower() in {"prompt", "question", "q", "query"}):
        return Meaning(f"questions only: {prompt}", (prompt,), (prompt,), prompt=_asked(kinds, prompt))
    if text is not None:
        stated = _stated(kinds, {text})
        keys = (text, *_keys_of(stated))
        return Meaning(f"whole texts: {text}", keys, (text,), chosen=pl.col(text), answer=stated, whole=True)
    return None


def _verifiable(kinds: Kinds, talk: str) -> Meaning | None:
    """What open-instruct rewards: a conversation that asks, and the answer in `ground_truth`."""
    key = kinds.first(ANSWERS)
    if key is None or kinds.stand[key] not in (PLAIN, LIST):
        return None
    # Some write a list of one.
    truth = pl.col(key) if kinds.stand[key] == PLAIN else pl.col(key).str.json_path_match("$[0]")
    keys = (talk, key)
    return Meaning(f"conversations that ask: {talk}, {key}", keys, keys, prompt=pl.col(talk), chosen=truth, bare=True)


def _further(kinds: Kinds, prompt: str) -> list[str]:
    """Alpaca's `input` beside its `instruction`, SVAMP's `Body` beside its `Question`."""
    beside = {"instruction": "input", "question": _BODY}.get(prompt.lower())
    more = None if beside is None else kinds.named(beside)
    return [] if more is None else [more]


def _asked(kinds: Kinds, prompt: str) -> pl.Expr:
    """The prompt's text; an input behind it, as Alpaca's own template puts them; a body before it."""
    more = _further(kinds, prompt)
    if not more:
        return pl.col(prompt)
    given = pl.col(more[0]).fill_null("").str.strip_chars()
    if more[0].lower() == _BODY:
        # Some end without a full stop.
        stopped = given.str.replace(r"([^.!?,;:])$", "${1}.")
        return (
            pl.when(given != "").then(pl.concat_str([stopped, pl.col(prompt)], separator=" ")).otherwise(pl.col(prompt))
        )
    return pl.when(given != "").then(pl.concat_str([pl.col(prompt), given], separator="\n")).otherwise(pl.col(prompt))


def _others(kinds: Kinds, prompt: str | None) -> tuple[pl.Expr, ...]:
    """Of an instruction with an input each alone may be the question; of a body none."""
    more = [] if prompt is None else [key for key in _further(kinds, prompt) if key.lower() != _BODY]
    return (*map(pl.col, more), pl.col(prompt)) if prompt is not None and more else ()


def _stated(kinds: Kinds, taken: set[str | None]) -> pl.Expr | None:
    """The answer as a column of its own states it."""
    key = next((key for key in map(kinds.named, ANSWERS) if key is not None and key not in taken), None)
    return None if key is None or kinds.stand[key] not in (PLAIN,) else pl.col(key)


def _keys_of(expression: pl.Expr | None) -> list[str]:
    return [] if expression is None else expression.meta.root_names()
