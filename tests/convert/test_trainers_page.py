"""docs/trainers.md: its commands are run, and each configuration names columns that the files have."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

import pairwright
from pairwright.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "trainers.md"


def blocks(section: str, language: str) -> list[str]:
    """The fenced blocks of a section of the page."""
    names, texts = (re.split(r"^## (.*)$", f"## first\n{PAGE.read_text()}", flags=re.MULTILINE)[n::2] for n in (1, 2))
    text = dict(zip(names, texts, strict=True))[section]
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which the commands of the page were run, with fewer rows."""
    folder = tmp_path_factory.mktemp("page")
    (commands,) = blocks("first", "sh")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in commands.replace("--rows 2000", "--rows 40").splitlines():
            patch.setattr("sys.argv", [*shlex.split(line), "--quiet"])
            with pytest.raises(SystemExit) as end:
                main()
            assert not end.value.code, line
        yield folder


def read(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_ndjson(path)


def test_axolotl(made: Path) -> None:
    (text,) = blocks("axolotl", "yml")
    (data,) = yaml.safe_load(text)["datasets"]
    row = read(made / data["path"]).row(0, named=True)
    shape = data["type"]
    said = {
        side: shape[f"{side}_format"].format(**{side: row[shape[f"field_{side}"]]}) for side in ("chosen", "rejected")
    }
    assert pairwright.score(row[shape["field_prompt"]], said["chosen"]).sound
    assert pairwright.score(row["prompt"], said["rejected"]).verdict.name != "RIGHT"


def test_llama_factory(made: Path) -> None:
    info = json.loads(blocks("LLaMA-Factory", "json")[0])
    settings = yaml.safe_load(blocks("LLaMA-Factory", "yml")[0])
    told = info[settings["dataset"]]
    rows = read(made / settings["dataset_dir"] / told["file_name"])
    assert told["ranking"]
    assert set(told["columns"].values()) <= set(rows.columns)


def test_ms_swift(made: Path) -> None:
    words = shlex.split(blocks("ms-swift", "sh")[0])
    given = dict(zip(words[2::2], words[3::2], strict=True))
    rows = read(made / given["--dataset"])
    renamed = json.loads(given["--columns"])
    assert set(renamed) <= set(rows.columns)
    assert set(renamed.values()) == {"query", "response", "rejected_response"}


def test_verl(made: Path) -> None:
    words = dict(each.split("=", 1) for each in shlex.split(blocks("verl", "sh")[0]) if "=" in each)
    rows = read(made / words["data.train_files"])
    assert rows.columns == ["data_source", "prompt", "ability", "reward_model", "extra_info"]
    space: dict[str, Any] = {}
    exec(blocks("verl", "python")[0], space)  # noqa: S102 (the page's own lines)
    pay = space[words["custom_reward_function.name"]]
    for row in rows.head(8).iter_rows(named=True):
        truth, extra = row["reward_model"]["ground_truth"], row["extra_info"]
        assert row["prompt"] == [{"role": "user", "content": extra["question"]}]
        assert pay(row["data_source"], f"The answer is {truth}.", truth, extra) == 1.0
        assert pay(row["data_source"], f"The answer is {int(truth) + 1}.", truth, extra) == 0.0


def test_open_instruct(made: Path) -> None:
    words = shlex.split(blocks("open-instruct", "sh")[0])
    rows = read(made / words[words.index("--mixer_list") + 1])
    assert rows.columns[:2] == ["chosen", "rejected"]
    for row in rows.head(8).iter_rows(named=True):
        for side, sound in (("chosen", True), ("rejected", False)):
            asked, said = row[side]
            assert (asked["role"], said["role"]) == ("user", "assistant")
            assert pairwright.score(asked["content"], said["content"]).sound == sound
    verified = read(made / "rlvr.jsonl")
    assert verified.columns == ["messages", "ground_truth", "dataset"]
    assert verified["messages"].n_unique() == verified.height


def test_unsloth(made: Path) -> None:
    (text,) = blocks("unsloth", "python")
    compile(text, "unsloth_dpo.py", "exec")
    found = re.search(r'data_files="([^"]+)"', text)
    assert found is not None
    assert read(made / found[1]).columns == ["prompt", "chosen", "rejected"]


def test_whole_conversations_come_back(made: Path, tmp_path: Path) -> None:
    pairwright.convert(made / "conversations.jsonl", tmp_path / "back.jsonl", layout="preference")
    assert read(tmp_path / "back.jsonl").equals(read(made / "data" / "train.jsonl"))


def test_rewarded_rows_come_back_as_questions_with_answers(made: Path, tmp_path: Path) -> None:
    found = {}
    for name in ("verl.parquet", "rlvr.jsonl"):
        out = tmp_path / f"{name}.jsonl"
        pairwright.convert(made / name, out, layout="qa", drop_extra=True)
        found[name] = read(out)
    assert found["verl.parquet"].equals(found["rlvr.jsonl"])
    said = found["rlvr.jsonl"].select("question", said=pl.col("answer").cast(pl.String))
    assert (pairwright.score_column(said, completion="said")["verdict"] == "RIGHT").all()
