"""Tests as tasks of other evaluation harnesses: a folder that `lm_eval --include_path` takes.

The answers are judged by our verifier there, too (`lm_eval_task.py`, which is copied into the folder): an
extraction by pattern takes 5 for 25, and -5 for 5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pairwright.arguments import guarded
from pairwright.errors import ModelError, OutputError, did_you_mean
from pairwright.files.placing import placing_folder
from pairwright.learn.evaluation.questions import PathLike, Test, read_tests

_HARNESSES = ("lm-eval",)
_CODE = "pairwright_task.py"
# Room for an answer in other wordings than the longest that is expected, in tokens (of a character at least).
_SLACK = 32
_LONGEST = " The answer is  because  equals ."


@dataclass(frozen=True)
class TaskFolder:
    """What was written.

    Attributes:
        out: the folder.
        group: the name under which all tasks run.
        tasks: task -> how many questions it has.

    """

    out: str
    group: str
    tasks: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"out": self.out, "group": self.group, "tasks": dict(self.tasks)}


@guarded
def export_task(tests: PathLike | Sequence[PathLike], out: PathLike, *, to: str = "lm-eval") -> TaskFolder:
    """Write tests as tasks of another harness.

    Args:
        tests: a dataset folder, of which all tests are taken, or files with questions.
        out: the folder to write, which must not exist or be empty.
        to: the harness: 'lm-eval'.

    Returns:
        The tasks' names.

    Raises:
        ModelError: no such harness.
        DataError: a test that cannot be read.
        OutputError: the folder cannot be written.

    >>> import pathlib, tempfile, pairwright
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "mine.jsonl").write_text('{"question": "57+4=?", "answer": 61}')
    >>> pairwright.export_task(folder / "mine.jsonl", folder / "tasks").tasks
    {'tasks_mine': 1}

    """
    if to not in _HARNESSES:
        raise ModelError(f"to: unknown harness {to!r}; {did_you_mean(to, _HARNESSES)}")
    target = Path(out)
    _require_free(target)
    read = read_tests(tests)
    group = _name(target.absolute().name)
    named = {f"{group}_{_name(Path(test.name).name)}": test for test in read}
    if len(named) < len(read):
        raise ModelError(f"TEST: two of them would be called alike ({', '.join(named)}); export them one by one")
    _write(target, group, named)
    return TaskFolder(str(out), group, {name: test.frame.height for name, test in named.items()})


def _name(text: str) -> str:
    """A task's name: lm-eval splits its list at commas and takes * for a pattern."""
    return re.sub(r"\W+", "_", text).strip("_").lower() or "tests"


def _require_free(target: Path) -> None:
    try:
        taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except OSError as error:
        raise OutputError(f"{target}: cannot be read ({error.strerror}); choose another --out") from error
    if taken:
        raise OutputError(f"{target}: something stands there already; choose another --out, or remove it")


def _write(target: Path, group: str, tests: Mapping[str, Test]) -> None:
    """The whole folder, or nothing."""
    with placing_folder(target, way_out="choose another --out", parents=True) as part:
        for name, test in tests.items():
            test.frame.select("question", "posed", answer="expected").write_ndjson(part / f"{name}.jsonl")
            _write_yaml(part / f"{name}.yaml", _task(name, test))
        _write_yaml(part / f"{group}.group.yaml", _group(group, list(tests)))
        code = (files("pairwright.learn") / "lm_eval_task.py").read_text(encoding="utf-8")
        (part / _CODE).write_text(code, encoding="utf-8")


class _Function(str):
    """The name of a function beside the YAML file, in lm-eval's own notation."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """YAML with functions."""


_Dumper.add_representer(_Function, lambda dumper, name: dumper.represent_scalar("!function", str(name)))


def _write_yaml(path: Path, content: Mapping[str, Any]) -> None:
    text = yaml.dump(dict(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def _task(name: str, test: Test) -> dict[str, Any]:
    """One task: questions as they are, greedy answers up to the model's own end token, our verdict."""
    module = _CODE.removesuffix(".py")
    return {
        "task": name,
        "custom_dataset": _Function(f"{module}.questions"),
        "dataset_kwargs": {"file": f"{name}.jsonl", **_wording(test)},
        "test_split": "test",
        "output_type": "generate_until",
        "doc_to_text": "{{question}}",
        "doc_to_target": "{{answer}}",
        "process_results": _Function(f"{module}.verdict"),
        # lm-eval adds the end token of the model's tokenizer to an empty list.
        "generation_kwargs": {"until": [], "do_sample": False, "max_gen_toks": _room(test.frame)},
        "metric_list": [_METRIC],
        "num_fewshot": 0,
    }


def _wording(test: Test) -> dict[str, Any]:
    """What the recipe of the questions declares, for the verdict there."""
    said = test.wording
    if said is None:
        return {}
    return {"wording": {"question": [*said.questions], "answer": [*said.answers], "refusal": [*said.refusals]}}


_METRIC = {"metric": "accuracy", "aggregation": "mean", "higher_is_better": True}


def _room(frame: pl.DataFrame) -> int:
    """Tokens for the longest answer, if each character is one."""
    lengths = frame.select(pl.col("question").str.len_chars() + 2 * pl.col("expected").str.len_chars())
    return int(lengths.to_series().cast(pl.Int64).to_numpy().max()) + len(_LONGEST) + _SLACK


def _group(name: str, tasks: list[str]) -> dict[str, Any]:
    """All tasks under one name, weighted by their questions."""
    metrics = [{"metric": "accuracy", "aggregation": "mean", "weight_by_size": True}]
    return {"group": name, "task": tasks, "aggregate_metric_list": metrics}
