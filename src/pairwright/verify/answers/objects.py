"""Answers in JSON objects and tables: the value under a name for answers."""

from __future__ import annotations

import json
import re
from typing import Any

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Condition, Read, number_at
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.turns import distances

ANSWERS = frozenset(
    [
        "answer",
        "answers",
        "final_answer",
        "finalanswer",
        "result",
        "value",
        "solution",
        "output",
        "final",
        "response",
        "completion",
        "reply",
    ]
)
# What stands in these is on the way.
_ON_THE_WAY = frozenset(
    ["steps", "step", "reasoning", "work", "working", "calculation", "solution_steps", "intermediate", "trace"]
)
# What may stand beside an answer and leave it one.
_BESIDE = frozenset(
    [
        "steps",
        "step",
        "reasoning",
        "reason",
        "explanation",
        "thought",
        "thoughts",
        "work",
        "confidence",
        "unit",
        "units",
        "question",
        "name",
        "arguments",
        "calculation",
        "expression",
        "rationale",
        "solution_steps",
        "type",
        "id",
        "action",
        "function",
        "parameters",
        "method",
        "problem",
        "operation",
        "operator",
        "equation",
        "topic",
        "difficulty",
        "language",
        "check",
        "notes",
        "subject",
        # Around it.
        "response",
        "data",
        "payload",
        "body",
        "reply",
        "message",
        "completion",
        "status",
        "code",
        "success",
        "ok",
        "correct",
        "is_correct",
        "verified",
        "valid",
        "error",
        "errors",
        "model",
        "version",
        "timestamp",
    ]
)
# What says of an answer in one of these that it is one.
_STATED = frozenset(["status", "code", "success", "ok", "correct", "is_correct", "verified", "valid"])
_GOOD = (True, "ok", "OK", "success", "done", "completed", "complete", "correct", "finished", "yes")
_NO_ERROR: tuple[Any, ...] = (None, False, "", "none", [])
_STEPS = frozenset(
    ["expr", "operation", "op", "input", "inputs", "left", "right", "note", "description", "n", "index", "a", "b"]
)
_DENIES = re.compile(
    r"\b(?:wrong|false|guess|maybe|perhaps|made[ ](?:it|this|that)[ ]up|unsure|not[ ]sure|probably|roughly|about|estimate)\b",
    re.IGNORECASE,
)
NO = frozenset(["no", "false", "wrong", "incorrect", "n", "✗", "❌", "rejected", "invalid"])
# An answer that is left out.
# What it is the answer to.
_QUESTION = re.compile(r'"(?:question|problem|prompt|query)"\s*:\s*"(?P<asked>[^"]*)"')
_EMPTY = re.compile(r'"(?:final_?)?(?:answer|result)"\s*:\s*(?:""|null|None|true|false)', re.IGNORECASE)
_KEY = re.compile(
    r'"(final_?answer|answers?|result|value|solution|output|final|response|completion|reply)"\s*:\s*[\["]?\s*',
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"(?:\s|```(?:json)?|</?tool_call>|</?function_call>|</?answer>|\b(?:action|output|final|answer|input|in[ ]json|json)\b|:)*"
)
_ENDS = re.compile(r'\s*["\]]?\s*[,}\n]')
_CALLED = re.compile(r'"(sum|difference|product|quotient|total|remainder)"(?=\s*:)')
_ENDS_LIST = re.compile(r"\s*\]")
_MAX_LENGTH = 8_000
_MOST_NESTED = 3
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")


def in_object(passage: Passage, unknown: str, names: frozenset[str] | None = None) -> Read | bool | None:
    """The answer of a passage that is a JSON object; False where it is none, None where no answer is in it.

    Args:
        passage: what the reader is told.
        unknown: the letter asked for, which may be the answer's name.
        names: what the quantity asked for is called, one of which may be the answer's name; any if None.
    """
    if names and (called := _CALLED.findall(passage.text)) and len(called) == 1 and called[0] in names:
        passage = Passage(passage.text.replace(f'"{called[0]}"', '"value"'), passage.runs)
    text = passage.text
    start, end = text.find("{"), text.rfind("}") + 1
    if start < 0 or '"' not in text or end - start > _MAX_LENGTH or end <= start:
        return False
    outside = text[:start] + text[end:]
    if not _OUTSIDE.fullmatch(outside):
        return False
    try:
        value = json.loads(text[start:end], object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    if not _is_good(value) or any(distances(each) or _DENIES.search(each) for each in _texts(value)):
        return None
    keys = [key.lower() for key in _keys(value)]
    if keys == [unknown.lower()]:
        match = re.search(rf'"{unknown}"\s*:\s*"?\s*', text[:end])
    elif not set(keys) <= ANSWERS | _BESIDE | (_STEPS if _ON_THE_WAY & set(keys) else frozenset()):
        return None
    else:
        match = _answer_of(value, text, start)
    if match is None:
        return None
    named = re.compile(rf"{re.escape(unknown)}[ ]?=[ ]?").match(text, match.end())
    at = named.end() if named else match.end()
    runs = passage.runs[text.count("0", 0, at) :]
    read = number_at(text, at, runs)
    ends = _ENDS_LIST if match[0].rstrip().endswith("[") else _ENDS
    return read if read is not None and ends.match(text, read.end) else None


def _is_good(value: Any) -> bool:
    """Whether nothing in an object says that there was an error, or that its answer is not right."""
    if isinstance(value, list):
        return all(_is_good(each) for each in value)
    if not isinstance(value, dict):
        return True
    for name, each in value.items():
        if name.lower() in _STATED and each not in _GOOD:
            return False
        if name.lower() in {"error", "errors"} and each not in _NO_ERROR:
            return False
        if not _is_good(each):
            return False
    return True


def _answer_of(value: dict[str, Any], text: str, start: int) -> re.Match[str] | None:
    """Where the one answer of an object stands: under a name for answers, perhaps in an object of its own under another."""
    found = _named(value)
    for _ in range(_MOST_NESTED):
        if len(found) != 1 or not isinstance(found[0][1], dict):
            break
        found = _named(found[0][1])
    if len(found) != 1 or isinstance(found[0][1], dict):
        return None
    # The last of its name that stands on no way to it.
    name, answer = found[0]
    matches = [match for match in _KEY.finditer(text, start) if match[1].lower() == name]
    on_the_way = [each for key, part in value.items() if key.lower() in _ON_THE_WAY for each in _keys(part)]
    if len(matches) == 1:
        return matches[0]
    if len(matches) - 1 != sum(key.lower() == name for key in on_the_way) or isinstance(answer, (list, str)):
        return None
    keys = [key.lower() for key in _keys(value) if key.lower() == name]
    last = next(reversed(value))
    return matches[-1] if last.lower() == name and len(keys) == len(matches) else None


def _named(value: dict[str, Any]) -> list[tuple[str, Any]]:
    """What an object has under names for answers, also in the objects in it; not what is on the way."""
    found = [(name.lower(), each) for name, each in value.items() if name.lower() in ANSWERS]
    for name, each in value.items():
        if name.lower() in _ON_THE_WAY | ANSWERS:
            continue
        parts = each if isinstance(each, list) else [each]
        found += [pair for part in parts if isinstance(part, dict) for pair in _named(part)]
    return found


def _texts(value: Any) -> list[str]:
    """All texts in an object."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for each in parts for text in _texts(each)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; no name may stand in it twice.

    Raises:
        ValueError: one does.
    """
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _keys(value: Any) -> list[str]:
    """All names in an object and the objects in it."""
    if isinstance(value, list):
        return [key for each in value for key in _keys(each)]
    if not isinstance(value, dict):
        return []
    return [key for name, each in value.items() for key in (name, *_keys(each))]


def in_table(passage: Passage) -> Read | bool | None:
    """The answer in the last row of a table whose head names one; False where more is said, None where no head does."""
    text = passage.text
    rows = list(_ROW.finditer(text))
    if len(rows) < 2 or _ROW.sub("", text).strip():
        return False
    heads = [cell.strip(" *").lower() for cell in rows[0][1].split("|")]
    places = [place for place, head in enumerate(heads) if head in ANSWERS]
    cells = rows[-1][1].split("|")
    if (
        len(places) != 1
        or len(cells) != len(heads)
        or len([row for row in rows[1:] if not _RULE.fullmatch(row[1])]) != 1
    ):
        return None
    if any(cell.strip(" *").lower() in NO for cell in cells):
        return None
    at = rows[-1].start(1) + sum(len(cell) + 1 for cell in cells[: places[0]])
    cell = cells[places[0]]
    at += len(cell) - len(cell.lstrip(" *"))
    read = number_at(text, at, passage.runs[text.count("0", 0, at) :])
    end = at + len(cell.strip(" *"))
    return read if read is not None and read.end >= end and not text[end : read.end].strip() else None


def laid_out(passage: Passage, asked: Wanted) -> Reading | None:
    """The answer in an object or a table; None where the passage is neither."""
    read: Read | bool | None = False
    if _EMPTY.search(passage.text):
        return Reading()
    if passage.text.count("{") and '"' in passage.text and not asked.letters:
        read = in_object(passage, asked.unknown, asked.quantities)
    elif passage.text.count("|") > 3:
        read = in_table(passage)
    if isinstance(read, bool):
        return None
    if read is None:
        return Reading()
    known = tuple(range(asked.runs))
    questions = () if asked.told else _QUESTION.finditer(passage.text)
    same = (Condition(run, known) for match in questions for run in passage.part(*match.span("asked")).runs)
    return Reading((read.claim,), conditions=(*read.conditions, *same))
