"""What holds for every kind of problem and each of its views: the tests of the contract, run by the plugin beside it.

`kind` is the name of one kind, `views` are those of its views that are looked at, `together` are the names of several
kinds in one recipe.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import factorial, gcd, isqrt, lcm
from pathlib import Path

import numpy as np
import polars as pl

import pairwright
from pairwright.plan import Plan
from pairwright.plan.keyed_pools import KeyedPool
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.verify import Verdict, Verifier, families, score_column
from pairwright.wording.template import slots

WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."
TESTS = ("test", "test_familiar", "test_beyond")
_VALUE = r"-?\$?[\d./]+(?: R \d+| \d+/\d+)?|[-+*^()\dx]*x[-+*^()\dx]*"
STEP = re.compile(rf"(.+?)=({_VALUE})(?:, |$)")
# What has the letter is the same just where it is so for more values of it than its degree.
_LETTER = re.compile(r"\bx\b")
_PLACES = range(2, 90, 7)
# What is no mistake at a step.
NO_STEP = {"refusal", "wrong_reason", "wrong_answer_right_reason"}


def recipe_of(*kinds: str, rows: int = 3000, seed: int = 42, **recipe: object) -> Recipe:
    # All kinds together have some seventy operators: thousands of rows of every test are enough.
    tested = 200 if len(kinds) < 10 else 40
    return Recipe.of(
        {
            "seed": seed,
            "problems": {kind: {"weight": 1} for kind in kinds},
            "splits": {
                "train": {"families": "training", "rows": rows, "layout": "preference"},
                "test": {"families": "held_out", "max_rows_per_operator": tested},
                "test_familiar": {"families": "familiar", "max_rows_per_operator": tested},
                "test_beyond": {"families": "beyond", "max_rows_per_operator": tested},
            },
            **recipe,
        }
    )


def recipe_of_views(kind: str, views: tuple[str, ...]) -> Recipe:
    """The one recipe of some views of a kind, with all that goes wrong in them: plans are kept by recipe."""
    asked = registered()[kind]
    every = {way.name for view in views for way in asked.mistakes(asked.view(view))}
    recipe = recipe_of(kind, rows=max(6000, 900 * len(views)), mistakes=sorted(every))
    return recipe.with_changes(problems={kind: {"weight": 1, "views": list(views)}})


def recipe_of_all(together: tuple[str, ...], seed: int = 42) -> Recipe:
    """The one recipe of several kinds: to plan all kinds takes seconds, and plans are kept."""
    return recipe_of(*together, rows=20_000 if len(together) > 10 else 4000, seed=seed)


@cache
def rows_of(together: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """Some rows of every split of a recipe of several kinds."""
    recipe = recipe_of_all(together)
    return {split: pairwright.generate(recipe, split) for split in Plan.of(recipe).splits}


def questions(frame: pl.DataFrame) -> pl.Series:
    return frame["prompt" if "prompt" in frame.columns else "question"]


def stated_keys(recipe: Recipe, split: str, *, asked_only: bool) -> set[int]:
    """The keys of the facts that the rows of a split state, or of those that they ask."""
    found: set[int] = set()
    plan = Plan.of(recipe).split(split)
    for asked in plan.asked(0, plan.prompts):
        assert isinstance(asked.pool, KeyedPool)
        keys = asked.pool.stated(asked.numbers) or []
        for each in keys[:1] if asked_only else keys:
            found.update(each.tolist())
    return found


def test_each_view_comes_and_each_row_is_certified_and_read_by_score(kind: str, views: tuple[str, ...]) -> None:
    every = pairwright.generate(recipe_of_views(kind, views))
    assert set(every["view"]) == set(views)
    rows = every.group_by("view", maintain_order=True).head(60)
    assert set(Verifier(WORDING).verdicts(rows["prompt"] + rows["chosen"]).tolist()) == {Verdict.RIGHT}
    scored = score_column(rows.select(question="prompt", completion="chosen"))
    assert set(scored["verdict"]) == {"RIGHT"}
    assert "FAILS" not in set(scored["reason"])


def test_keys_are_equal_just_where_the_verifier_tells_one_family(together: tuple[str, ...]) -> None:
    rows = pl.concat([frame.select(question=questions(frame), family="family") for frame in rows_of(together).values()])
    told = families(rows["question"])["family"]
    assert told.null_count() == 0
    pairs = rows.select("family").with_columns(told=told).unique()
    assert pairs.height == pairs["family"].n_unique() == pairs["told"].n_unique()


def test_rows_say_how_difficult_they_are(together: tuple[str, ...]) -> None:
    """No whole answer has more digits than is said; the four parts give the difficulty, whatever the kind."""
    rows = rows_of(together)["train"]
    assert set(rows["kind"]) == set(together)
    assert rows.filter((pl.col("steps") < 1) | (pl.col("carries") < 0) | (pl.col("digits") < 1)).is_empty()
    whole = rows.filter(pl.col("answer").cast(pl.String).str.contains(r"^-?\d+$"))
    answers = whole["answer"].cast(pl.String).str.strip_prefix("-")
    assert (answers.str.len_chars() <= whole["digits"]).all()
    assert rows.group_by("kind", "view").agg(pl.col("entropy").n_unique())["entropy"].max() == 1
    points = rows.select(
        100 * (pl.col("digits") + pl.col("carries") + 2 * pl.col("steps") - 3)
        + (100 * pl.col("entropy")).round().cast(pl.Int64) // 2
    )
    tenths = (100 * points.to_series() // (points.to_series() + 1000)).to_numpy()
    assert rows["difficulty"].to_list() == (tenths / 10).tolist()


def test_no_row_of_training_states_what_a_test_asks(together: tuple[str, ...]) -> None:
    recipe = recipe_of_all(together)
    stated = stated_keys(recipe, "train", asked_only=False)
    for split in ("test", "test_beyond"):
        asked = stated_keys(recipe, split, asked_only=True)
        assert len(asked) > 10 * len(together)
        assert not stated & asked


def test_the_audit_finds_no_leak_of_any_level(together: tuple[str, ...], tmp_path: Path) -> None:
    rows = rows_of(together)
    for split, frame in rows.items():
        frame.select(pl.exclude("operator", "view", "family")).write_ndjson(tmp_path / f"{split}.jsonl")
    against = [tmp_path / f"{split}.jsonl" for split in ("test", "test_beyond") if split in rows]
    report = pairwright.audit(tmp_path / "train.jsonl", against=against)
    assert {level: 0 for levels in report.leakage.values() for level in levels if level != "rows"} == {
        level: count for levels in report.leakage.values() for level, count in levels.items() if level != "rows"
    }


def test_any_partition_gives_the_same_rows(kind: str, views: tuple[str, ...]) -> None:
    plan = Plan.of(recipe_of_views(kind, views))
    rows = BlockMaker(plan, "train", metadata=True).block(0, 1500).frame
    pieces = [
        BlockMaker(plan, "train", metadata=True, table_rows=0).block(*each).frame
        for each in pairwise([0, 1, 700, 1500])
    ]
    assert pl.concat(pieces).equals(rows)


def test_no_question_repeats_while_there_are_others(kind: str, views: tuple[str, ...]) -> None:
    recipe = recipe_of_views(kind, views)
    plan = Plan.of(recipe)
    for run in plan.split("train").runs:
        (pool,) = run.pools
        count = min(pool.count, 3000)
        numbers, _ = pool.questions(np.arange(count))
        shown = [numbers[slot] for slot in slots(pool.view.question)]
        assert len(set(zip(*(column.tolist() for column in shown), strict=True))) == count
    for split in set(TESTS) & set(plan.splits):
        assert questions(pairwright.generate(recipe, split)).is_unique().all()


def test_each_mistake_is_reachable_and_wrong(kind: str, views: tuple[str, ...]) -> None:
    asked = registered()[kind]
    rows = pairwright.generate(recipe_of_views(kind, views))
    for view in map(asked.view, views):
        made = set(rows.filter(view=view.name)["mistake"])
        # What shows a sign that right texts of this kind alone never have waits for a recipe in which they do.
        own = {way.name for way in view.mistakes} if asked.space is None else set()
        assert own <= made <= {way.name for way in asked.mistakes(view)}, view.name
    codes, reasons = Verifier(WORDING).judged(rows["prompt"] + rows["rejected"])
    wrong_reason = (rows["mistake"] == "wrong_reason").to_numpy()
    assert set(codes[~wrong_reason].tolist()) == {Verdict.WRONG}
    assert set(reasons[wrong_reason].tolist()) <= {1}


def test_two_seeds_are_two_sequences(together: tuple[str, ...]) -> None:
    others = pairwright.generate(recipe_of_all(together, seed=43), "train", 0, 3000)
    one, other = (frame["prompt"].head(3000).to_numpy() for frame in (rows_of(together)["train"], others))
    for shift in range(-20, 21):
        here, there = one[max(shift, 0) : one.size + min(shift, 0)], other[max(-shift, 0) : other.size - max(shift, 0)]
        assert np.mean(here == there) < 0.05


def _in_python(calculation: str) -> str:
    return calculation.replace("$", "").replace("^", "**").replace(" mod ", "%")


def value_of(calculation: str, x: int = 0) -> Fraction:
    text = re.sub(r"(\d+) (\d+/\d+)", r"(\1+\2)", _in_python(calculation))
    text = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", text)
    text = re.sub(r"(Fraction\('\d+'\))!", r"factorial(\1)", text)
    whole = {each.__name__: each for each in (gcd, lcm, isqrt, factorial)}
    names = {name: lambda *each, of=of: of(*map(int, each)) for name, of in whole.items()}
    return Fraction(eval(text, {**names, "sqrt": names["isqrt"], "Fraction": Fraction, "x": Fraction(x)}))  # noqa: S307


def steps_of(text: str) -> list[tuple[str, str]]:
    """The steps of a solution as (calculation, value)."""
    found = STEP.findall(text.split(". The answer is", maxsplit=1)[0].strip())
    assert found, text
    return found


def holds(step: tuple[str, str]) -> bool:
    calculation, value = step
    return all(
        value_of(calculation, x) == value_of(value, x) for x in (_PLACES if _LETTER.search(calculation) else [0])
    )


def test_each_step_holds_and_a_wrong_solution_goes_wrong_where_it_says(kind: str, views: tuple[str, ...]) -> None:
    asked = registered()[kind]
    made = {way.name for view in views for way in asked.mistakes(asked.view(view))}
    mistakes = sorted(made - NO_STEP)
    recipe = recipe_of(kind, rows=150 * len(views), wording={"answer": "steps_first"}, mistakes=mistakes)
    rows = pairwright.generate(recipe.with_changes(problems={kind: {"weight": 1, "views": list(views)}}))
    for chosen, rejected, error in rows.select("chosen", "rejected", "first_error").iter_rows():
        right, wrong = steps_of(chosen), steps_of(rejected)
        assert all(map(holds, right)), chosen
        if error is None:
            # Only the answer is wrong.
            assert wrong == right
            continue
        assert wrong[:error] == right[:error]
        assert wrong[error] != (right[error] if error < len(right) else None)
        # What follows is worked out from the mistake, and right in itself.
        assert all(map(holds, wrong[error + 1 :])), rejected
