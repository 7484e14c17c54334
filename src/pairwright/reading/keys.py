"""Which keys mean what: the layouts of the ecosystem, and a file's columns as prompt, chosen, rejected, answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

KNOWN = (
    "positive",
    "negative",
    "prompt",
    "chosen",
    "rejected",
    "completion",
    "label",
    "question",
    "answer",
    "Q",
    "A",
    "pos",
    "messages",
    "text",
)
NAMES = (
    "positive/negative, prompt/chosen/rejected, chosen/rejected, prompt/completion/label, question/answer, Q/A, "
    "prompt/answer, messages, text"
)
TALK = pl.List(pl.Struct({"role": pl.String, "content": pl.String}))
TEXTS = pl.List(pl.String)
# How a value stands in a key: a text (or number), a conversation, a list of texts.
PLAIN, MESSAGES, LIST = "text", "messages", "list"
_TRUE, _FALSE = ("true", "1", "1.0"), ("false", "0", "0.0")


@dataclass(frozen=True)
class Layout:
    """How the rows of a file are read.

    Attributes:
        name: for people.
        keys: which keys are read.
        needed: which of them no row may lack.
        prompt, chosen, rejected, answer: expressions (String) over the keys; null where there is none.
        whole: chosen and rejected are whole texts, the question at their head.
        characters: TRL would look for the prompt as the common prefix of two texts (of characters).
        listed: rejected holds a JSON list of texts.
        label: a key says of each completion whether it is chosen or rejected.
        talks: the keys that hold conversations.

    """

    name: str
    keys: tuple[str, ...]
    needed: tuple[str, ...]
    prompt: pl.Expr | None = None
    chosen: pl.Expr | None = None
    rejected: pl.Expr | None = None
    answer: pl.Expr | None = None
    whole: bool = False
    characters: bool = False
    listed: bool = False
    label: bool = False
    talks: tuple[str, ...] = ()

    @property
    def nested(self) -> dict[str, pl.DataType]:
        """The keys that hold lists, with their dtypes; in a frame they stand as JSON."""
        return {**dict.fromkeys(self.talks, TALK), **({"rejected": TEXTS} if self.listed else {})}


def kinds_of(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """For each known key that some row has: how its value stands there, most often; an empty list says nothing."""
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        for key in KNOWN:
            if (value := row.get(key)) is not None:
                seen.setdefault(key, Counter({LIST: 0})).update([] if value == [] else [_kind(value)])
    return {key: counts.most_common(1)[0][0] for key, counts in seen.items()}


def kinds_of_text(frame: pl.DataFrame) -> dict[str, str]:
    """The same for a frame of text columns, where conversations and lists stand as JSON."""
    head = frame.head(100).iter_rows(named=True)
    rows = [{key: _parsed(value) for key, value in row.items()} for row in head]
    return {**dict.fromkeys((name for name in frame.columns if name in KNOWN), PLAIN), **kinds_of(rows)}


def _parsed(value: str | None) -> object:
    if value is None or not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _kind(value: object) -> str:
    if not isinstance(value, list):
        return PLAIN
    return MESSAGES if isinstance(value[0], dict) and "content" in value[0] else LIST


def layout_of(kinds: Mapping[str, str]) -> Layout | None:
    """The layout that these keys make, with how their values stand; None if it is none that is known."""
    found = _known(kinds)
    return found and replace(found, talks=tuple(key for key in found.keys if kinds[key] == MESSAGES))


def _known(kinds: Mapping[str, str]) -> Layout | None:
    has = kinds.keys()
    if {"chosen", "rejected"} <= has:
        return _preference(kinds)
    if {"positive", "negative"} <= has:
        return Layout(
            "pairs: positive, negative",
            ("positive", "negative"),
            ("positive", "negative"),
            chosen=pl.col("positive"),
            rejected=pl.col("negative"),
            whole=True,
            characters=True,
        )
    if {"prompt", "completion"} <= has:
        return _prompt_completion(kinds)
    for question, answer in (("question", "answer"), ("Q", "A"), ("prompt", "answer")):
        if {question, answer} <= has:
            return _answers(question, answer, kinds)
    return _one_column(kinds)


def _preference(kinds: Mapping[str, str]) -> Layout:
    """Prompt, chosen, rejected; without a prompt both sides are whole."""
    talk = MESSAGES in (kinds["chosen"], kinds["rejected"])
    listed = kinds["rejected"] == LIST
    answer = _stated(kinds, "answer")
    sides = ("chosen", "rejected")
    stands = "as messages" if talk else "with a list of rejected" if listed else "as texts"
    if "prompt" not in kinds and not talk:
        return Layout(
            f"preference, implicit prompt, {stands}: chosen, rejected",
            (*sides, *(["answer"] if answer is not None else [])),
            sides,
            chosen=pl.col("chosen"),
            rejected=pl.col("rejected"),
            answer=answer,
            whole=True,
            characters=True,
            listed=listed,
        )
    explicit = "prompt" in kinds
    prompt = _last(kinds, "prompt") if explicit else _message("chosen", "[-2:-1]")
    keys = (*(["prompt"] if explicit else []), *sides)
    return Layout(
        f"preference, {'explicit' if explicit else 'implicit'} prompt, {stands}: {', '.join(keys)}",
        (*keys, *(["answer"] if answer is not None else [])),
        keys,
        prompt=prompt,
        chosen=_last(kinds, "chosen"),
        rejected=_last(kinds, "rejected"),
        answer=answer,
        listed=listed,
    )


def _prompt_completion(kinds: Mapping[str, str]) -> Layout:
    """Prompt and completion, with a label that says which side it is, or without: then all are chosen."""
    completion = _last(kinds, "completion")
    if "label" not in kinds:
        both = ("prompt", "completion")
        return Layout("prompt, completion", both, both, prompt=_last(kinds, "prompt"), chosen=completion)
    keys = ("prompt", "completion", "label")
    label = pl.col("label").str.to_lowercase()
    return Layout(
        "prompt, completion, label",
        keys,
        keys,
        prompt=_last(kinds, "prompt"),
        chosen=pl.when(label.is_in(_TRUE)).then(completion),
        rejected=pl.when(label.is_in(_FALSE)).then(completion),
        label=True,
    )


def _answers(question: str, answer: str, kinds: Mapping[str, str]) -> Layout:
    """Question and answer; with `pos` (a whole text) that text is the chosen side."""
    name = f"{question}, {answer}"
    if "pos" not in kinds:
        keys: tuple[str, ...] = (question, answer)
        return Layout(name, keys, keys, prompt=_last(kinds, question), chosen=_last(kinds, answer))
    texts = (question, answer, "pos")
    chosen, stated = pl.col("pos"), pl.col(answer)
    return Layout(f"{name} and whole texts: pos", texts, texts, chosen=chosen, answer=stated, whole=True)


def _one_column(kinds: Mapping[str, str]) -> Layout | None:
    for key in ("question", "Q", "prompt"):
        if key in kinds:
            return Layout(f"questions only: {key}", (key,), (key,), prompt=_last(kinds, key))
    if "messages" in kinds:
        last = _message("messages", "[-1]")
        return Layout(
            "conversations: messages", ("messages",), ("messages",), prompt=_message("messages", "[-2:-1]"), chosen=last
        )
    for key in ("text", "positive"):
        if key in kinds:
            return Layout(f"whole texts: {key}", (key,), (key,), chosen=pl.col(key), whole=True)
    return None


def _stated(kinds: Mapping[str, str], key: str) -> pl.Expr | None:
    return pl.col(key) if key in kinds else None


def _last(kinds: Mapping[str, str], key: str) -> pl.Expr:
    """A key's text; of a conversation the last message."""
    return _message(key, "[-1]") if kinds[key] == MESSAGES else pl.col(key)


def _message(key: str, which: str) -> pl.Expr:
    return pl.col(key).str.json_path_match(f"${which}.content")
