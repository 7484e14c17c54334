"""The verifier, as the audit uses it: verdicts on both sides, questions found, questions alike. (Stand-in.)"""

from __future__ import annotations

import polars as pl

from pairwright.verify import Verdict, Verifier

_A = "{question} The answer is {answer} because {calculation} equals {answer}."


def score_column(frame: pl.DataFrame, *, question: str = "question", completion: str = "completion") -> pl.DataFrame:
    t = (frame[question].fill_null("") + " " + frame[completion].fill_null("").str.strip_chars()).rename("t")
    v = Verifier(_A).verdicts(t)
    names = pl.Series([x.name for x in Verdict])
    out = pl.DataFrame({"verdict": names.gather(v), "found": t.str.extract(r"The answer is (-?\d+)")})
    return out.select(
        "verdict",
        pl.when(pl.col("verdict") == "RIGHT").then("found").alias("expected"),
        "found",
        pl.when(pl.col("verdict") == "RIGHT").then(True).alias("rationale"),
    )


def split_texts(texts: pl.Series) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "question": texts.str.extract(r"^([^?]*=\?)"),
            "completion": texts.str.replace(r"^([^?]*=\?)\s*", ""),
        }
    )


def families(questions: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"canonical": questions.str.replace_all(" ", ""), "family": questions.str.replace_all(" ", "")})
