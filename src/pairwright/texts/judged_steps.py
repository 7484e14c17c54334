"""Single steps of solutions, anyone's: whether all that each says is equal is so."""

from __future__ import annotations

import polars as pl

from pairwright.verify import families, score_column

# A step that says what the answer is; a question whose answer is 1, where that of a step is not read.
_ANSWERS = r"(?i)\banswer(?: is|:)|####|\\boxed|# Answer"
_ONE = "1=?"
# Two expressions in the letter, said to be equal: one with a number alone is an equation to be solved.
_IDENTITY = r"^\s*([-+*/^()0-9x]*x[-+*/^()0-9x]*)=([-+*/^()0-9]*x[-+*/^()0-9x]*)\s*$"


def readable(questions: pl.Series) -> pl.Series:
    """Which texts are questions that the verifier reads (Boolean)."""
    return families(questions)["canonical"].is_not_null()


def steps_judged(steps: pl.DataFrame) -> pl.DataFrame:
    """What is known of each step of solutions: whether all that it says is equal is so.

    A step is read as a reason for the right answer, so that an unknown in it stands for that; one that states an answer
    is judged by it, too.

    Args:
        steps: with question, stated (the answer as a column of its own states it) and step (String).

    Returns:
        The same with said (String: HOLDS, FAILS only if a whole statement was read and is false, or the answer is;
        UNREAD; NONE where nothing is said to be equal).

    """
    asked = steps.select("question", "stated").unique(maintain_order=True)
    known = score_column(asked.with_columns(completion=pl.lit("")))["expected"]
    asked = asked.with_columns(expected=known, read=known.is_not_null() | readable(asked["question"]))
    on = ["question", "stated"]
    known_steps = steps.join(asked, on=on, how="left", maintain_order="left", nulls_equal=True)
    final = known_steps["step"].str.contains(_ANSWERS)
    reasons = known_steps.select(
        # As many answers as the question may have, one is known, or none.
        question=pl.when(pl.col("expected").is_not_null()).then("question").otherwise(pl.lit(_ONE)),
        completion=pl.concat_str(
            "step", pl.lit("\n\nThe answer is "), pl.coalesce("expected", pl.lit("1")), pl.lit(".")
        ),
    )
    found = score_column(reasons)
    equal = known_steps["step"].str.contains("=", literal=True)
    said = found.select(
        pl.when(~equal)
        .then(pl.lit("NONE"))
        .when(pl.col("verdict") == "RIGHT")
        .then("reason")
        .otherwise(pl.lit("UNREAD"))
    ).to_series()
    if final.any():
        answers = known_steps.select("question", completion="step", answer=pl.when(~pl.col("read")).then("stated"))
        told = score_column(answers.filter(final), answer="answer").select(
            pl.when((pl.col("verdict") == "WRONG") | (pl.col("reason") == "FAILS"))
            .then(pl.lit("FAILS"))
            .when(pl.col("verdict") != "RIGHT")
            .then(pl.lit("UNREAD"))
            .when(pl.col("reason") == "NONE")
            .then(pl.lit("HOLDS"))
            .otherwise("reason")
        )
        said = said.scatter(final.arg_true(), told.to_series())
    said = _with_identities(known_steps, said)
    return steps.with_columns(said=said)


def _with_identities(steps: pl.DataFrame, said: pl.Series) -> pl.Series:
    """What is said, where an expression is asked for also of steps in which two are said to be equal."""
    maybe = (said == "UNREAD") & steps["step"].str.contains(_IDENTITY)
    if not maybe.any():
        return said
    # A question that takes an expression for an answer, right or wrong, asks for one.
    taken = score_column(steps.filter(maybe).select("question", completion=pl.lit("The answer is x.")))["verdict"]
    maybe = maybe.scatter(maybe.arg_true(), taken.is_in(["RIGHT", "WRONG"]))
    if not maybe.any():
        return said
    left, right = (pl.col("step").str.extract(_IDENTITY, group) for group in (1, 2))
    verb = pl.when(right.str.contains("(", literal=True)).then(pl.lit("Factor {}.")).otherwise(pl.lit("Simplify {}."))
    asked = steps.filter(maybe).select(question=verb.str.replace("{}", left, literal=True), completion=right)
    found = score_column(asked)["verdict"]
    told = found.replace_strict({"RIGHT": "HOLDS", "WRONG": "FAILS"}, default="UNREAD", return_dtype=pl.String)
    return said.scatter(maybe.arg_true(), told)
