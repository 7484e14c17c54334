"""Preference data for mathematics that is proven right.

    import pairwright

    pairwright.generate("arithmetic", "train", 0, 1000)     # a Polars frame
    pairwright.write("arithmetic", "data")                  # a dataset folder
    pairwright.dataset("arithmetic")[17]                    # any row, without a file
    pairwright.check("data", remake=[3])                    # proved against its manifest and its recipe
    pairwright.push("data", "me/arithmetic")                # to the Hugging Face Hub
    pairwright.load_recipe("my.yaml")                       # a Recipe
    pairwright.audit("dpo.jsonl", against="test.jsonl")     # what is wrong with anyone's data
    pairwright.report("data", "report.html")                # all of it as one page
    pairwright.convert("dpo.jsonl", "out.parquet", layout="preference")   # into any trainer's format
    pairwright.score("x+55=95,x=?", "The answer is 40.")    # is it right?
    pairwright.reward(prompts, completions)                 # the same, for TRL's GRPOTrainer
    pairwright.reward_for(extract="boxed")                  # a reward that is particular about where the answer stands
    pairwright.make_base("base")                            # a small model that refuses, to be trained
    pairwright.train("arithmetic", "base", "model")         # with TRL: DPO, SFT or KTO
    pairwright.mine("model", "arithmetic", "own")           # its own mistakes, as preference data
    pairwright.grade("model", "arithmetic", "graded")       # what it can do, question by question
    pairwright.import_nanogpt("gpt.pt", "meta.pkl", "gpt")  # NanoGPT-Math's, as a Hugging Face folder
    pairwright.export_nanogpt("gpt", "dpo.pt")              # and back
    pairwright.evaluate("model", "data")                    # how well a model answers, and what goes wrong
    pairwright.ask("model", "x+55=95,x=?")                  # one question, with the verdict
    pairwright.export_task("data", "tasks")                 # tests as tasks of lm-eval

Everything public is here; it is imported when first used, so that `import pairwright` is quick.
"""

from __future__ import annotations

from importlib import import_module

from pairwright import forked as _forked  # noqa: F401 (it hears of forks from here on)
from pairwright.version import __version__

# As `typing` has it, which takes as long to import as all the rest: the sooner a command heeds an interrupt.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pairwright.access.mapped import dataset
    from pairwright.auditing.report import Report
    from pairwright.auditing.run import audit
    from pairwright.converting.conversion import Conversion
    from pairwright.converting.run import convert
    from pairwright.dataset_folder.checking import Check, check
    from pairwright.dataset_folder.summary import Summary
    from pairwright.dataset_folder.writing import write
    from pairwright.errors import (
        ArgumentError,
        CertificationError,
        DataError,
        EngineError,
        KindError,
        ModelError,
        OutputError,
        PairwrightError,
        PushError,
        RecipeError,
        TrainingError,
    )
    from pairwright.hub.pushing import Pushed, push
    from pairwright.learn.asking import Answer, ask
    from pairwright.learn.base import Base, make_base
    from pairwright.learn.evaluation.endpoint import Endpoint
    from pairwright.learn.evaluation.result import Evaluation
    from pairwright.learn.evaluation.run import evaluate
    from pairwright.learn.grading.run import Graded, grade
    from pairwright.learn.mining import Mined, mine
    from pairwright.learn.nanogpt.exporting import export_nanogpt
    from pairwright.learn.nanogpt.importing import import_nanogpt
    from pairwright.learn.tasks import TaskFolder, export_task
    from pairwright.learn.training.result import Trained
    from pairwright.learn.training.run import train
    from pairwright.recipe.recipe import Recipe, load_recipe
    from pairwright.reporting.page import report
    from pairwright.rows.blocks import generate
    from pairwright.verify import Reason, Score, Verdict, reward, reward_for, score, score_column

_HOMES = {
    "ArgumentError": "pairwright.errors",
    "CertificationError": "pairwright.errors",
    "DataError": "pairwright.errors",
    "EngineError": "pairwright.errors",
    "KindError": "pairwright.errors",
    "ModelError": "pairwright.errors",
    "OutputError": "pairwright.errors",
    "PairwrightError": "pairwright.errors",
    "PushError": "pairwright.errors",
    "RecipeError": "pairwright.errors",
    "TrainingError": "pairwright.errors",
    "Answer": "pairwright.learn.asking",
    "Base": "pairwright.learn.base",
    "Check": "pairwright.dataset_folder.checking",
    "Conversion": "pairwright.converting.conversion",
    "Endpoint": "pairwright.learn.evaluation.endpoint",
    "Evaluation": "pairwright.learn.evaluation.result",
    "Graded": "pairwright.learn.grading.run",
    "Mined": "pairwright.learn.mining",
    "Pushed": "pairwright.hub.pushing",
    "Reason": "pairwright.verify",
    "Recipe": "pairwright.recipe.recipe",
    "Report": "pairwright.auditing.report",
    "Score": "pairwright.verify",
    "Summary": "pairwright.dataset_folder.summary",
    "TaskFolder": "pairwright.learn.tasks",
    "Trained": "pairwright.learn.training.result",
    "Verdict": "pairwright.verify",
    "ask": "pairwright.learn.asking",
    "audit": "pairwright.auditing.run",
    "check": "pairwright.dataset_folder.checking",
    "convert": "pairwright.converting.run",
    "dataset": "pairwright.access.mapped",
    "evaluate": "pairwright.learn.evaluation.run",
    "export_nanogpt": "pairwright.learn.nanogpt.exporting",
    "export_task": "pairwright.learn.tasks",
    "generate": "pairwright.rows.blocks",
    "grade": "pairwright.learn.grading.run",
    "import_nanogpt": "pairwright.learn.nanogpt.importing",
    "load_recipe": "pairwright.recipe.recipe",
    "make_base": "pairwright.learn.base",
    "mine": "pairwright.learn.mining",
    "push": "pairwright.hub.pushing",
    "report": "pairwright.reporting.page",
    "reward": "pairwright.verify",
    "reward_for": "pairwright.verify",
    "score": "pairwright.verify",
    "score_column": "pairwright.verify",
    "train": "pairwright.learn.training.run",
    "write": "pairwright.dataset_folder.writing",
}

__all__ = [
    "Answer",
    "ArgumentError",
    "Base",
    "CertificationError",
    "Check",
    "Conversion",
    "DataError",
    "Endpoint",
    "EngineError",
    "Evaluation",
    "Graded",
    "KindError",
    "Mined",
    "ModelError",
    "OutputError",
    "PairwrightError",
    "PushError",
    "Pushed",
    "Reason",
    "Recipe",
    "RecipeError",
    "Report",
    "Score",
    "Summary",
    "TaskFolder",
    "Trained",
    "TrainingError",
    "Verdict",
    "__version__",
    "ask",
    "audit",
    "check",
    "convert",
    "dataset",
    "evaluate",
    "export_nanogpt",
    "export_task",
    "generate",
    "grade",
    "import_nanogpt",
    "load_recipe",
    "make_base",
    "mine",
    "push",
    "report",
    "reward",
    "reward_for",
    "score",
    "score_column",
    "train",
    "write",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        # No module is called as a public name is: importing it would put the module in that name's place.
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'pairwright' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
