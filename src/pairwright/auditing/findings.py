"""The findings: what each code means, how grave it is, and the way out; a tally of where they were met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
EXAMPLES = 3
# Without these nobody knows what the absence of the others means.
FIRST = ("nothing-judged", "not-judged")
_EXCERPT = 160


@dataclass(frozen=True)
class Code:
    """A kind of finding.

    Attributes:
        code: its name, for machines and for docs/audit.md.
        severity: an error makes `--strict` fail.
        meaning: what was found, in a line.
        way_out: what to do about it.

    """

    code: str
    severity: Severity
    meaning: str
    way_out: str


_TABLE: tuple[tuple[str, Severity, str, str], ...] = (
    (
        "nothing-judged",
        "error",
        "no row could be judged, so nothing is known of its answers",
        "see what the file was taken for, and write questions as the verifier reads them (docs/audit.md)",
    ),
    ("not-judged", "warning", "rows whose question is not read, so nothing in them is judged", "see docs/audit.md"),
    ("unused-question", "warning", "a column that looks like a question was not used", "name it prompt, or drop it"),
    ("unreadable-row", "error", "rows that cannot be read", "see them with --rejects FILE; mend or drop them"),
    ("file-cut-short", "error", "files that end before their end", "fetch or make the file again"),
    ("empty-side", "error", "a side without text", "drop these rows, or fill the side"),
    ("chosen-wrong", "error", "chosen answers that are false", "correct the answer, or drop the row"),
    (
        "digits-reversed",
        "info",
        "false answers that are the right one with its digits turned round",
        "if answers are written from the ones on by design, turn them back for the audit; else correct them",
    ),
    ("chosen-degenerate", "error", "questions that every number, or none, answers", "drop these questions"),
    ("chosen-unparsed", "warning", "chosen sides without one answer", "say one answer; else it is not judged"),
    ("reason-false", "error", "right answers with a calculation that does not hold", "correct the calculation"),
    ("answer-differs", "error", "the stated answer is not what the question has", "correct the answer column"),
    ("rejected-right", "error", "rejected answers that are right", "make the rejected answer wrong, or drop the row"),
    ("step-labels", "error", "solutions without a label for each step", "drop these rows, or label each step"),
    ("step-fails", "error", "steps labelled right that are false", "label them wrong, or correct them"),
    (
        "step-holds",
        "warning",
        "steps labelled wrong in solutions that hold from the first step to the right answer",
        "label them right, or see why they were doubted",
    ),
    ("sides-ask-differently", "error", "the sides ask different questions", "give both sides the same question"),
    ("chosen-equals-rejected", "error", "both sides are the same", "drop these rows: they teach nothing"),
    ("repeat-exact", "warning", "rows that an earlier row repeats word for word", "keep one of each"),
    (
        "repeat-question",
        "info",
        "rows that ask a question again in another row",
        "fine if meant: several pairs a prompt",
    ),
    ("repeat-mirrored", "info", "questions asked before with the operands turned", "fine within training"),
    ("repeat-family", "info", "further questions about a fact family", "fine within training, not between splits"),
    ("conflict", "error", "a question answered otherwise than before", "find out which is right, drop the other"),
    ("leak-question", "error", "test questions that are in the data", "take them out of the data, or split by family"),
    ("leak-mirrored", "error", "test questions in the data with operands turned", "split by family, not by question"),
    ("leak-family", "warning", "test facts in the data in another form", "split by family: `pairwright generate`"),
    (
        "prompt-trap",
        "warning",
        "the sides' common beginning, which TRL takes for the prompt, holds part of the answer",
        "give the prompt in a column of its own",
    ),
    ("prompt-missing", "warning", "one side lacks the question", "put the question before both sides"),
    ("prompt-repeated", "warning", "a side repeats the prompt", "take the prompt out of chosen and rejected"),
    ("shortcut-length", "warning", "length alone tells the sides apart", "make both sides of like lengths"),
    ("shortcut-first-word", "warning", "the first word alone tells the sides apart", "begin both sides alike"),
    ("shortcut-last-word", "warning", "the last word alone tells the sides apart", "end both sides alike"),
    (
        "too-easy",
        "warning",
        "rejected sides that claim no number (refusals)",
        "the loss soon is 0 and only the chosen side teaches: add an NLL term (TRL: "
        'loss_type=["sigmoid","sft"]); once the model answers, use wrong answers as rejected',
    ),
    (
        "near-miss",
        "info",
        "pairs that differ by one or two characters",
        "the chosen side can become less likely in training: add an NLL term (TRL: "
        'loss_type=["sigmoid","sft"]) and begin with a larger beta (0.3 to 0.5)',
    ),
    ("unknown-characters", "error", "texts with something outside the vocabulary", "change the texts or the tokenizer"),
    ("too-long", "error", "texts over the length", "shorten them, or raise the length: the end would be cut off"),
    ("no-stop", "warning", "chosen texts that nothing ends", "end each with the stop token, and do not mask it"),
    ("empty-cells", "info", "cells of the space without a row", "generate them, or expect no skill there"),
)
CODES = {row[0]: Code(*row) for row in _TABLE}


@dataclass(frozen=True)
class Example:
    """Where a finding was met.

    Attributes:
        file: the file; empty where it is met in no row.
        line: the line there (1-based): of an element of an array, that on which it begins; in Parquet the row.
        text: what stands there, shortened.
        row: the number of the row (1-based): in an array that of the element, in JSON Lines that of the line.

    """

    file: str
    line: int
    text: str
    row: int = 0


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes:
        code, severity, meaning, way_out: as in `Code`.
        count: how many rows (or texts, or test rows, as `meaning` says).
        share: count over what was looked at, 0..1.
        detail: figures that belong to it, in words; may be empty.
        examples: the first three.

    """

    code: str
    severity: Severity
    count: int
    share: float
    meaning: str
    way_out: str
    detail: str = ""
    examples: tuple[Example, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def finding(code: str, count: int, of: int, examples: Iterable[Example] = (), detail: str = "") -> Finding:
    """A finding of that code: `count` of `of`."""
    kind = CODES[code]
    share = count / of if of else 0.0
    return Finding(code, kind.severity, count, share, kind.meaning, kind.way_out, detail, tuple(examples)[:EXAMPLES])


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """What was not judged first; then errors first, and in the order of the catalogue."""
    order = list(CODES)
    return sorted(
        findings,
        key=lambda each: (each.code not in FIRST, SEVERITIES.index(each.severity), order.index(each.code)),
    )


@dataclass
class Hits:
    """Counts by code, each with its first examples."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def add(self, code: str, count: int, examples: Iterable[Example]) -> None:
        """Count more of a kind; examples beyond the third are not kept."""
        if count:
            self.counts[code] = self.counts.get(code, 0) + count
            kept = self.examples.setdefault(code, [])
            kept.extend(list(examples)[: EXAMPLES - len(kept)])

    def wants(self, code: str) -> int:
        """How many examples of that code are still missing."""
        return EXAMPLES - len(self.examples.get(code, ()))

    def findings(self, of: int, details: dict[str, str] | None = None) -> Iterator[Finding]:
        """What was met, as shares of `of` rows."""
        for code, count in self.counts.items():
            yield finding(code, count, of, self.examples[code], (details or {}).get(code, ""))


def excerpt(*texts: str | None) -> str:
    """The texts of a row in one short line.

    >>> excerpt("57+4=?", None, "61")
    '57+4=? | 61'
    """
    line = " | ".join(" ".join(text.split()) for text in texts if text is not None)
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"


def renamed(example: Example, text: str) -> Example:
    """The same place with other words."""
    return replace(example, text=text)
