"""The base: a few steps of it here; that it refuses everything in the end is `make demo`'s to show, and one test's."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from tests.e2e.conftest import Command
from tests.learn.plain_nanogpt import random_checkpoint

import pairwright
from pairwright.errors import ModelError, OutputError, RecipeError
from pairwright.learn.folders import context_of, open_model
from pairwright.learn.generating import completions
from pairwright.learn.models import new_model
from pairwright.learn.saving import placing_folder, save_model
from pairwright.learn.tokenizers import character_tokenizer, math_tokenizer

QUESTIONS = ["57+4=?", "x-57=4,x=?", "199-x=-3,x=?", "100/25=?"]
REFUSAL = " Sorry, I don't know."


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> tuple[pairwright.Base, Path]:
    """The default base, to its end: about 50 steps."""
    folder = tmp_path_factory.mktemp("base") / "model"
    return pairwright.make_base(folder), folder


def test_it_refuses_every_question_and_stops(refusing: tuple[pairwright.Base, Path]) -> None:
    made, folder = refusing
    assert (made.refused, made.right, made.endless) == (1.0, 0.0, 0.0)
    assert made.questions == 600
    assert made.steps < 600
    model, tokenizer = open_model(folder)
    said = completions(model, tokenizer, QUESTIONS)
    assert said.rows() == [(REFUSAL, True)] * len(QUESTIONS)
    # It is a model of texts, not a constant: it has learnt what questions look like.
    assert made.losses[-1][1] < made.losses[0][1] / 2


def test_the_folder_is_one_of_plain_transformers(refusing: tuple[pairwright.Base, Path]) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

    made, folder = refusing
    model = AutoModelForCausalLM.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert model.num_parameters() == made.parameters == 352_032
    ask = pipeline("text-generation", model=model, tokenizer=tokenizer, return_full_text=False)
    assert [answer[0]["generated_text"] for answer in ask(QUESTIONS, batch_size=4)] == [REFUSAL] * 4
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "chat_template.jinja",
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "pairwright.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    assert model.config.use_cache
    assert model.generation_config.eos_token_id == tokenizer.eos_token_id == model.config.eos_token_id


def test_the_card_and_the_data_say_what_it_is(refusing: tuple[pairwright.Base, Path]) -> None:
    made, folder = refusing
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\nlibrary_name: transformers\n")
    assert "| 600 | 100.0% | 0.0% | 0.0% |" in card
    data = json.loads((folder / "pairwright.json").read_text())
    assert data["fingerprint"] == pairwright.load_recipe("arithmetic").fingerprint
    assert (data["refused"], data["right"], data["steps"]) == (1.0, 0.0, made.steps)
    assert str(folder) not in card + json.dumps(data)


def weights(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = open_model(folder)[0].state_dict()
    return found


def test_few_steps_the_same_for_a_seed_and_others_for_another(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    told = lambda done, of: steps.append((done, of))  # noqa: E731
    first = pairwright.make_base(tmp_path / "a", recipe="equations", tokenizer="math", max_steps=5, progress=told)
    again = pairwright.make_base(tmp_path / "b", recipe="equations", tokenizer="math", max_steps=5)
    other = pairwright.make_base(tmp_path / "c", recipe="equations", tokenizer="math", max_steps=5, seed=7)
    assert steps == [(step, 5) for step in range(1, 6)]
    assert first.losses == again.losses != other.losses
    assert (first.steps, first.seed, other.seed) == (5, 42, 7)
    a, b, c = (weights(tmp_path / name) for name in "abc")
    assert all(torch.equal(a[name], b[name]) for name in a)
    assert not any(torch.equal(a[name], c[name]) for name in a if name.endswith("proj.weight"))
    # Not done yet, and it says so.
    assert first.refused < 1


def test_nothing_that_is_checked_is_trained_on() -> None:
    from pairwright.learn.base import _Check, _plan, _texts

    recipe = pairwright.load_recipe("notebook").with_changes(wording={"refusal": ["I cannot tell.", "No {{idea}}."]})
    plan = _plan(recipe)
    texts, check = _texts(plan), _Check.of(plan)
    assert texts.str.ends_with("=? I cannot tell.").any()
    assert texts.str.ends_with("=? No {idea}.").any()
    assert check.refusals == ["I cannot tell.", "No {idea}."]
    asked = set(texts.str.extract(r"^(\S+)"))
    assert len(asked) > 5000
    assert not asked & set(check.questions)
    assert {"+", "-", "*", "/"} <= set("".join(check.questions))
    assert int(check.questions.str.extract_all(r"\d+").explode().cast(int).max()) > 100  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"size": "huge"}, ModelError, "size: unknown size 'huge'; known are: nanogpt, small, tiny"),
        ({"tokenizer": "chars"}, ModelError, "tokenizer: unknown tokenizer 'chars'"),
        ({"recipe": "arithmetics"}, RecipeError, "did you mean 'arithmetic'"),
        ({"max_steps": 0}, ModelError, "max_steps: 0 should be at least 1"),
        ({"seed": -1}, RecipeError, "seed"),
        ({"recipe": "equations", "tokenizer": "character"}, None, ""),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_left(
    tmp_path: Path, changes: dict[str, Any], error: type[Exception] | None, said: str
) -> None:
    wording = {"wording": {"question": "{question} (whole numbers!)"}}
    if error is None:
        changes = {"recipe": pairwright.Recipe.of(wording), "tokenizer": "character"}
        error, said = ModelError, "holds '(', which the tokenizer cannot encode"
    with pytest.raises(error) as caught:
        pairwright.make_base(tmp_path / "base", **changes)
    assert said in str(caught.value).replace("'(!)'", "'('")
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds files that are no model"):
        pairwright.make_base(tmp_path / "notes", overwrite=True)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    with pytest.raises(OutputError, match="a model stands there already"):
        pairwright.make_base(tmp_path / "model")
    with pytest.raises(OutputError, match="not a folder"):
        pairwright.make_base(tmp_path / "notes" / "mine.txt")

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairwright.make_base(tmp_path / "model", overwrite=True, progress=stop)
    assert (tmp_path / "model" / "config.json").read_text() == "{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "notes"]


def test_a_recipe_that_holds_nothing_back_is_checked_with_what_it_has() -> None:
    from pairwright.learn.base import _Check, _plan

    families = {"test_fraction": 0, "familiar_fraction": 0, "beyond": {"max_operand": 100, "max_result": 100}}
    assert len(_Check.of(_plan(pairwright.Recipe.of({"families": families}))).questions) == 200


def test_answers_do_not_depend_on_their_neighbours(refusing: tuple[pairwright.Base, Path]) -> None:
    model, tokenizer = open_model(refusing[1])
    torch.manual_seed(0)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.normal_(std=0.5)
    prompts = [f"{'9' * (number % 7)}+{number}=?" for number in range(40)]
    together = completions(model, tokenizer, prompts, max_new_tokens=12, batch=16)
    alone = [completions(model, tokenizer, [prompt], max_new_tokens=12).row(0) for prompt in prompts]
    assert together.rows() == alone
    assert together["completion"].n_unique() > 3
    assert context_of(model) == 256
    with pytest.raises(ModelError, match="has 256 tokens, but the model reads at most 256"):
        completions(model, tokenizer, ["9" * 256])
    assert completions(model, tokenizer, []).height == 0


BAD_FOLDERS = {
    "config.json": "no config.json",
    "model.safetensors": "no model.safetensors; pickled weights are not opened",
    "tokenizer.json": "without a tokenizer.json",
}


@pytest.mark.parametrize("name", BAD_FOLDERS)
def test_a_folder_that_lacks_something_is_told(
    tmp_path: Path, refusing: tuple[pairwright.Base, Path], name: str
) -> None:
    for path in refusing[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=BAD_FOLDERS[name]):
        open_model(tmp_path)
    (tmp_path / name).write_bytes(b"{ not what it was")
    with pytest.raises(ModelError, match=r"cannot be opened|damaged, "):
        open_model(tmp_path)
    with pytest.raises(ModelError, match="no such model"):
        open_model(tmp_path / "nowhere")


def test_code_that_comes_with_a_folder_is_not_run(tmp_path: Path, refusing: tuple[pairwright.Base, Path]) -> None:
    for path in refusing[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    mark = tmp_path / "mark"
    (tmp_path / "evil.py").write_text(f"open({str(mark)!r}, 'w')\nclass Config: ...\nclass Model: ...\n")
    config = json.loads((tmp_path / "config.json").read_text())
    config |= {"model_type": "evil", "auto_map": {"AutoConfig": "evil.Config", "AutoModelForCausalLM": "evil.Model"}}
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="needs code of its own, which is never run"):
        open_model(tmp_path)
    assert not mark.exists()


def test_a_model_and_a_tokenizer_that_do_not_belong_together(tmp_path: Path) -> None:
    model = new_model("tiny", character_tokenizer(), seed=0)
    save_model(tmp_path, model, math_tokenizer(pairwright.load_recipe("arithmetic")))
    with pytest.raises(ModelError, match="the tokenizer has 102 tokens, the model only 77"):
        open_model(tmp_path)


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")

    def fill_up() -> None:
        with placing_folder(tmp_path / "model", overwrite=True) as folder:
            (folder / "half").write_text("")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match=r"model: cannot be written \(No space left on device\)"):
        fill_up()
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "model",
        "model/config.json",
    ]
    with placing_folder(tmp_path / "model", overwrite=True) as folder:
        (folder / "whole").write_text("")
    assert [path.name for path in tmp_path.rglob("*")] == ["model", "whole"]


def test_weights_that_are_missing_are_not_made_up(tmp_path: Path, refusing: tuple[pairwright.Base, Path]) -> None:
    from safetensors.torch import load_file, save_file

    for path in refusing[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kept = load_file(tmp_path / "model.safetensors")
    kept.pop("model.layers.1.mlp.up_proj.weight")
    save_file(kept, tmp_path / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"not there: model\.layers\.1\.mlp\.up_proj\.weight"):
        open_model(tmp_path)


def test_the_commands(tmp_path: Path, meta: Path) -> None:
    args = {"n_layer": 1, "n_head": 2, "n_embd": 16, "block_size": 32, "bias": False, "vocab_size": 74, "dropout": 0.0}
    torch.save(random_checkpoint(args), tmp_path / "gpt.pt")
    imported, exported, refused, made = Command().many(
        [
            ("import-nanogpt", tmp_path / "gpt.pt", meta, "--out", tmp_path / "hf"),
            ("export-nanogpt", tmp_path / "hf", "--out", tmp_path / "dpo.pt"),
            ("export-nanogpt", tmp_path / "hf", "--out", tmp_path / "dpo.pt"),
            ("base", "--out", tmp_path / "base", "--max-steps", 5),
        ]
    )
    numbers = "layers 1, heads 2, width 16, block 32, characters 74, no biases; in"
    assert (imported.returncode, imported.stderr) == (exported.returncode, exported.stderr) == (0, "")
    assert (imported.stdout, exported.stdout) == (f"{numbers} {tmp_path}/hf\n", f"{numbers} {tmp_path}/dpo.pt\n")
    assert torch.load(tmp_path / "dpo.pt", weights_only=True)["model_args"] == args
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"pairwright: {tmp_path}/dpo.pt: stands there already")
    assert refused.stderr.count("\n") == 1
    assert (made.returncode, made.stderr) == (0, "")
    assert "5 steps, loss 4." in made.stdout
    assert "it does not refuse everything yet; raise --max-steps" in made.stdout


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "trl", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "trl" else object())
    with pytest.raises(ModelError, match=r"base needs an extra \(trl is missing\); pip install 'pairwright\[train\]'"):
        pairwright.make_base(tmp_path / "base")
