"""Solutions in other languages, and answers behind reasons of any words; and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pairwright import Verdict, score, score_column
from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.conclusions_of_languages import conclusion_of
from pairwright.verify.retelling.denials_of_languages import denies

DATA = Path(__file__).parent / "data"


def rows(name: str) -> pl.DataFrame:
    """Questions and completions, and whether they are right."""
    lines = [each.split("\t") for each in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return pl.DataFrame(
        {
            "right": [line[0] == "right" for line in lines],
            "question": [line[1] for line in lines],
            "completion": [line[2].replace("\\n", "\n") for line in lines],
        }
    )


@pytest.mark.parametrize("name", ["other_languages.tsv", "reasons.tsv"])
def test_those_that_answer_are_right_and_no_others(name: str) -> None:
    found = rows(name)
    found = found.with_columns(score_column(found.select("question", "completion"))["verdict"])
    missed = found.filter(pl.col("right") != (pl.col("verdict") == "RIGHT"))
    assert not len(missed), missed.rows()
    assert found["right"].sum() > 80


def test_a_solution_in_another_language_that_ends_otherwise_is_not_right() -> None:
    """Each of the right ones, its last number one more."""
    found = rows("other_languages.tsv").filter(pl.col("right"))
    last = pl.col("completion").str.extract(r"([0-9]+)[^0-9]*\z")
    other = (last.cast(pl.Int64) + 1).cast(pl.String)
    head, tail = (pl.col("completion").str.extract(part) for part in (r"(?s)\A(.*?)[0-9]+[^0-9]*\z", r"([^0-9]*)\z"))
    changed = found.select("question", completion=pl.concat_str(head, other, tail))
    verdicts = score_column(changed)["verdict"]
    assert not changed.filter(verdicts == "RIGHT").rows()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le produit vaut donc 0.", "product"),
        ("Il massimo comune divisore è 0.", "greatest common divisor"),
        ("余数是0", "remainder"),
        ("Sonuç 0 olur.", ""),
    ],
)
def test_a_conclusion_is_told_by_what_it_calls_its_number(text: str, name: str) -> None:
    found = conclusion_of(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["la moitié du produit est 0", "Sonucun yarisi 0 olur", "答案大于0", "0 oder 0"])
def test_a_word_more_is_no_conclusion(text: str) -> None:
    assert conclusion_of(text) is None


@pytest.mark.parametrize(
    "text", ["Das ist nicht 0", "n'est pas 0", "不是 0", "0 ではありません", "0 değildir", "ليس 0"]
)
def test_denials_are_known_in_many_languages(text: str) -> None:
    assert denies(Passage(text, range(text.count("0"))))


def test_a_false_step_leaves_a_solution_unread() -> None:
    assert (
        score("What is 57 + 85?", "Zehner: 50 + 80 = 130. Einer: 7 + 5 = 11. Zusammen 142.").verdict == Verdict.UNPARSED
    )


def test_a_prime_of_another_number_is_no_answer() -> None:
    assert score("Is 97 prime?", "Yes, 97 is prime.").verdict == Verdict.RIGHT
    assert score("Is 97 prime?", "Yes, 79 is prime.").verdict == Verdict.UNPARSED
