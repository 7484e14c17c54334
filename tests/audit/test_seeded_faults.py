"""Known numbers of faults are planted in good data; the audit finds exactly those."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.audit.faults import Row, answer_of, good_rows, spoil, with_answer, write

import pairwright

ROWS = 600
GOOD = good_rows(ROWS)
# Facts about the data, not faults.
FACTS = {"empty-cells"}


def found(path: Path, **options: object) -> dict[str, int]:
    report = pairwright.audit(path, **options)  # type: ignore[arg-type]
    return {code: count for code, count in report.counts().items() if code not in FACTS}


def whole(row: Row) -> Row:
    """Both sides with the question, and no prompt."""
    return {side: row["prompt"] + row[side] for side in ("chosen", "rejected")}


def mirrored(row: Row) -> Row:
    left, right = row["prompt"].removesuffix("=?").split("+")
    return {**row, "prompt": f"{right}+{left}=?"}


def sums(count: int) -> list[int]:
    """Places of sums `a+b=?` with a != b."""
    places = [
        at
        for at, row in enumerate(GOOD)
        if row["prompt"].endswith("=?") and "+" in row["prompt"] and "x" not in row["prompt"]
    ]
    places = [at for at in places if len(set(GOOD[at]["prompt"].removesuffix("=?").split("+"))) == 2]
    return places[:count]


def inverse(row: Row) -> Row:
    """For `a+b=?`: `x-b=a,x=?`."""
    left, right = row["prompt"].removesuffix("=?").split("+")
    return {**row, "prompt": f"x-{right}={left},x=?"}


FAULTS: list[tuple[str, int, Callable[[Row], Row]]] = [
    ("chosen-wrong", 7, lambda row: with_answer(row, answer_of(row) + 100)),
    ("chosen-degenerate", 3, lambda row: {**row, "prompt": "0*x=0,x=?", "chosen": " The answer is 7."}),
    ("chosen-unparsed", 5, lambda row: {**row, "chosen": " The answer is 61 or 62."}),
    ("reason-false", 4, lambda row: {**row, "chosen": f" The answer is {answer_of(row)} because 1+1 equals 3."}),
    ("rejected-right", 6, lambda row: {**row, "rejected": f" The answer is {answer_of(row)}."}),
    ("empty-side", 3, lambda row: {**row, "rejected": " "}),
    ("prompt-repeated", 5, lambda row: {**row, "chosen": row["prompt"] + row["chosen"]}),
    ("too-easy", 9, lambda row: {**row, "rejected": " Sorry, I don't know."}),
    ("unreadable-row", 4, lambda row: {"prompt": row["prompt"], "chosen": row["chosen"]}),
]


def test_good_data_has_no_fault(tmp_path: Path) -> None:
    assert found(write(tmp_path / "good.jsonl", GOOD)) == {}


@pytest.mark.parametrize(("code", "count", "change"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_planted_faults_are_found_where_they_are(
    tmp_path: Path, code: str, count: int, change: Callable[[Row], Row]
) -> None:
    places = sorted(random.Random(code).sample(range(ROWS), count))  # noqa: S311
    report = pairwright.audit(write(tmp_path / "data.jsonl", spoil(GOOD, places, change)))
    also = {"repeat-question": count - 1} if code == "chosen-degenerate" else {}
    assert {name: number for name, number in report.counts().items() if name not in FACTS} == {code: count, **also}
    example = next(each for each in report.findings if each.code == code)
    assert [each.line for each in example.examples] == [place + 1 for place in places[:3]]
    assert example.share == pytest.approx(count / ROWS)


def test_chosen_equals_rejected(tmp_path: Path) -> None:
    rows = spoil(GOOD, range(8), lambda row: {**row, "rejected": row["chosen"]})
    assert found(write(tmp_path / "data.jsonl", rows)) == {"chosen-equals-rejected": 8, "rejected-right": 8}


def test_repeats_of_every_kind(tmp_path: Path) -> None:
    first, second, third, fourth = sums(4)
    rows = [
        *GOOD,
        GOOD[first],
        GOOD[first],
        {**GOOD[second], "rejected": " The answer is 1."},
        mirrored(GOOD[third]),
        {**inverse(GOOD[fourth]), "chosen": f" The answer is {answer_of(GOOD[fourth])}."},
    ]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    counts = {code: count for code, count in report.counts().items() if code.startswith(("repeat", "conflict"))}
    assert counts == {"repeat-exact": 2, "repeat-question": 1, "repeat-mirrored": 1, "repeat-family": 1}
    places = {each.code: each.examples[0] for each in report.findings}
    assert places["repeat-mirrored"].line == ROWS + 4
    assert places["repeat-mirrored"].text.endswith(f"as line {third + 1}")
    assert places["repeat-exact"].text.endswith(f"as line {first + 1}")


def test_conflicts(tmp_path: Path) -> None:
    rows = [*GOOD, *(with_answer(row, answer_of(row) + 100) for row in GOOD[:5]), *GOOD[:2]]
    counts = found(write(tmp_path / "data.jsonl", rows))
    assert counts == {"conflict": 5, "chosen-wrong": 5, "repeat-question": 5, "repeat-exact": 2}


def test_leakage_at_three_levels_into_each_test(tmp_path: Path) -> None:
    places = sums(12)
    same = [{"question": GOOD[at]["prompt"], "answer": str(answer_of(GOOD[at]))} for at in places[:3]]
    turned = [{"question": mirrored(GOOD[at])["prompt"], "answer": "0"} for at in places[3:7]]
    family = [{"question": inverse(GOOD[at])["prompt"], "answer": "0"} for at in places[7:12]]
    unknown = [{"question": f"{900 + i}+7=?", "answer": "0"} for i in range(6)]
    tests = write(tmp_path / "one.jsonl", [*same, *turned, *family, *unknown])
    other = write(tmp_path / "two.jsonl", [*unknown, *same[:1]])
    data = write(tmp_path / "data.jsonl", GOOD)

    report = pairwright.audit(data, against=[tests, other])

    assert report.leakage == {
        str(tests): {"rows": 18, "question": 3, "mirrored": 4, "family": 5},
        str(other): {"rows": 7, "question": 1, "mirrored": 0, "family": 0},
    }
    counts = {code: count for code, count in report.counts().items() if code.startswith("leak")}
    assert counts == {"leak-question": 4, "leak-mirrored": 4, "leak-family": 5}


def test_the_prompt_that_trl_would_find(tmp_path: Path) -> None:
    refusals = spoil(GOOD, range(ROWS), lambda row: {**row, "rejected": " Sorry, I don't know."})
    close = spoil(refusals, range(11), lambda row: {**row, "rejected": f" The answer is {answer_of(row) + 10}."})
    path = write(tmp_path / "data.jsonl", [whole(row) for row in close])
    assert found(path)["prompt-trap"] == 11
    explicit = write(tmp_path / "explicit.jsonl", close)
    assert "prompt-trap" not in found(explicit)


def test_a_prompt_missing_from_one_side(tmp_path: Path) -> None:
    rows = [whole(row) for row in GOOD]
    for row, good in zip(rows[:13], GOOD, strict=False):
        row["rejected"] = good["rejected"].strip()
    assert found(write(tmp_path / "data.jsonl", rows))["prompt-missing"] == 13


def test_shortcuts(tmp_path: Path) -> None:
    def told(change: Callable[[Row], Row]) -> dict[str, float]:
        path = write(tmp_path / "data.jsonl", [change(row) for row in GOOD])
        return pairwright.audit(path).shortcuts

    fair = told(lambda row: row)
    assert max(fair.values()) < 0.6
    longer = told(
        lambda row: {**row, "chosen": f" {'So: ' * 9}" + row["chosen"], "rejected": " So: " + row["rejected"]}
    )
    assert longer["length"] == 1.0
    assert longer["first-word"] < 0.6
    first = told(
        lambda row: {
            **row,
            "chosen": " Well: " + row["chosen"].strip(),
            "rejected": " Hmmm: " + row["rejected"].strip(),
        }
    )
    assert first["first-word"] == 1.0
    assert max(first["length"], first["last-word"]) < 0.6
    last = told(lambda row: {**row, "chosen": row["chosen"] + " Done", "rejected": row["rejected"] + " Okay"})
    assert last["last-word"] == 1.0
    assert max(last["length"], last["first-word"]) < 0.6


def test_words_that_never_come_again_are_no_shortcut(tmp_path: Path) -> None:
    sides = ("chosen", "rejected")
    rows = [{**row, **{side: f"{row[side]} {side[0]}{at}" for side in sides}} for at, row in enumerate(GOOD)]
    assert pairwright.audit(write(tmp_path / "data.jsonl", rows)).shortcuts["last-word"] < 0.6


def test_near_misses(tmp_path: Path) -> None:
    rows = spoil(GOOD, range(20), lambda row: {**row, "rejected": with_answer(row, answer_of(row) ^ 1)["chosen"]})
    rows = spoil(rows, range(20, 25), lambda row: {**row, "rejected": row["chosen"] + " Hm?"})
    counts = found(write(tmp_path / "data.jsonl", rows))
    assert counts["near-miss"] == 20


def test_a_right_answer_with_a_wrong_reason_is_a_fair_rejected_side(tmp_path: Path) -> None:
    rows = spoil(
        GOOD, range(5), lambda row: {**row, "rejected": f" The answer is {answer_of(row)} because 1+1 equals 3."}
    )
    assert found(write(tmp_path / "data.jsonl", rows)) == {}


def test_texts_over_the_length(tmp_path: Path) -> None:
    longest = max(len(row["prompt"] + row[side]) for row in GOOD for side in ("chosen", "rejected"))
    rows = spoil(GOOD, range(6), lambda row: {**row, "chosen": row["chosen"] + " " * longest + "."})
    path = write(tmp_path / "data.jsonl", rows)
    assert found(path, max_length=longest)["too-long"] == 6
    assert "too-long" not in found(write(tmp_path / "good.jsonl", GOOD), max_length=longest)


def test_balance_counts_every_question(tmp_path: Path) -> None:
    rows = [
        {"question": "57+4=?", "answer": "61"},
        {"question": "4+51=?", "answer": "55"},
        {"question": "x-57=4,x=?", "answer": "61"},
        {"question": "4-61=?", "answer": "-57"},
        {"question": "7*8=?", "answer": "56"},
        {"question": "5-5=?", "answer": "0"},
        {"question": "55+5=?", "answer": "60"},
        {"question": "2*5=?", "answer": "10"},
        {"question": "3*3=?", "answer": "9"},
    ]
    report = pairwright.audit(write(tmp_path / "data.jsonl", rows))
    assert report.balance == {
        "operator": {"+": 4, "*": 3, "-": 2},
        "form": {"N*N=?": 3, "N+N=?": 3, "N-N=?": 2, "x-N=N,x=?": 1},
        "digits": {"2": 5, "1": 4},
        "carry": {"carry": 6, "no carry": 3},
        "sign": {"positive": 7, "negative": 1, "zero": 1},
        "answer": {"61": 2, "-57": 1, "0": 1, "10": 1, "55": 1, "56": 1, "60": 1, "9": 1},
    }
    cells = next(each for each in report.findings if each.code == "empty-cells")
    assert "+ 1-digit, no carry, positive" in [each.text for each in cells.examples]
