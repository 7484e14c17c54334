"""What holds for every kind of problem and each of its views: the tests of the contract, run by the plugin beside it.

`kind` is the name of one kind, `views` are those of its views that are looked at, `together` are the names of several
kinds in one recipe.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations_with_replacement, pairwise
from math import factorial, gcd, isqrt, lcm
from pathlib import Path

import numpy as np
import polars as pl

import pairwright
from pairwright.plan import Plan
from pairwright.plan.keyed_cuts import keyed_territories
from pairwright.plan.keyed_pools import CutQuestions, KeyedPool
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.verify import Verdict, Verifier, families, score_column
from pairwright.wording.template import slots, text

WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."
TESTS = ("test", "test_familiar", "test_beyond")
_VALUE = r"-?\$?[\d./]+(?: R \d+| \d+/\d+)?|[-+*^()\dx]*x[-+*^()\dx]*"
STEP = re.compile(rf"(.+?)=({_VALUE})(?:, |$)")
# What has the letter is the same just where it is so for more values of it than its degree.
_LETTER = re.compile(r"\bx\b")
_PLACES = range(2, 90, 7)
# Of each view so many places are looked at for facts that another one asks, too; so many of those are compared.
_LOOKED_AT, _COMPARED = 1 << 13, 8
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


@lru_cache(maxsize=2)
def rows_of_views(kind: str, views: tuple[str, ...]) -> pl.DataFrame:
    """The rows of training of that recipe; several tests of a kind look at them one after the other."""
    return pairwright.generate(recipe_of_views(kind, views))


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
    every = rows_of_views(kind, views)
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


def test_views_that_ask_alike_share_a_form(kind: str) -> None:
    relations = {registered()[kind].fact_of(view).relation for view in registered()[kind].views}
    beside = [
        name
        for name in sorted(registered().built_in)
        if any(registered()[name].fact_of(view).relation in relations for view in registered()[name].views)
    ]
    found = [said for pair, said in alike_in_two_forms(tuple({kind, *beside})).items() if kind in pair]
    assert not found, "\n".join(found)


def alike_in_two_forms(kinds: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Pairs of kinds that ask a fact in one canonical form and call it two: what is wrong with one pair of views."""
    territories = keyed_territories(recipe_of(*sorted(kinds)))
    views = [view for territory in territories for view in territory.questions(beyond=False).values()]
    facts = [_facts_asked(each) for each in views]
    common = pl.concat(
        facts[one].join(facts[other], on="fact").sort("fact").head(_COMPARED).with_columns(one=one, other=other)
        for one, other in combinations_with_replacement(range(len(views)), 2)
        if one == other or _are_two_forms(views[one], views[other])
    )
    questions = pl.concat(_questions_at(each, number, common) for number, each in enumerate(views))
    questions = questions.hstack(families(questions["question"]).select("canonical"))
    alike = common.join(questions, left_on=("one", "place"), right_on=("view", "place")).join(
        questions, left_on=("other", "place_right", "canonical"), right_on=("view", "place", "canonical"), suffix="_too"
    )
    found: dict[tuple[str, str], str] = {}
    for row in alike.sort("one", "other", "question").iter_rows(named=True):
        one, other = views[row["one"]], views[row["other"]]
        if one is not other:
            said = (
                f"{one.kind.name}.{one.view.name} and {other.kind.name}.{other.view.name} ask alike, "
                f"{row['question']!r} and {row['question_too']!r}, in two forms, {one.view.form!r} and "
                f"{other.view.form!r}: a familiar test would ask what training asked; give both views one form"
            )
            found.setdefault((one.kind.name, other.kind.name), said)
    return found


def _are_two_forms(one: CutQuestions, other: CutQuestions) -> bool:
    return one.facts[0].relation == other.facts[0].relation and one.view.form != other.view.form


def _facts_asked(view: CutQuestions) -> pl.DataFrame:
    """The keys of the facts at places evenly chosen (`fact`, `place`): grids that are alike ask the same ones there.

    Left out are questions with a negative number: 3-(-36) has the canonical form of 3+36, and is a form of its own.
    """
    places = np.unique(np.linspace(0, view.questions.count - 1, _LOOKED_AT).astype(np.int64))
    numbers, asked = view.questions.numbers(places)
    for name in slots(view.view.question):
        asked = asked & (numbers[name] >= 0)
    asked = np.broadcast_to(asked, places.shape)
    return pl.DataFrame({"fact": np.broadcast_to(view.asked(numbers), places.shape)[asked], "place": places[asked]})


def _questions_at(view: CutQuestions, number: int, common: pl.DataFrame) -> pl.DataFrame:
    """What a view asks at the places that another view's facts stand at: `view`, `place`, `question`."""
    places = pl.concat(
        common.filter(pl.col(side) == number)[place] for side, place in (("one", "place"), ("other", "place_right"))
    )
    places = places.rename("place").unique()
    numbers, _ = view.questions.numbers(places.to_numpy())
    shown = {name: view.kind.type_of(name, view.view).text(numbers[name]) for name in slots(view.view.question)}
    signed = [name for name in shown if view.kind.may_need_parentheses(name)]
    return pl.DataFrame({**shown, "place": places}).select(
        pl.lit(number).alias("view"), "place", question=text(view.view.question, signed=signed)
    )


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
    rows = rows_of_views(kind, views)
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
    # Another seed is another plan: of all kinds together it takes twenty seconds.
    several = together[:8]
    one, other = (
        pairwright.generate(recipe_of_all(several, seed=seed), "train", 0, 3000)["prompt"].to_numpy()
        for seed in (42, 43)
    )
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
