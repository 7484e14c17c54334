"""nanoGPT's checkpoints: the same logits both ways, and files that are hostile or broken refused in one line."""

from __future__ import annotations

import copy
import os
import pickle
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from tests.learn.plain_nanogpt import logits, random_checkpoint

import pairwright
from pairwright.errors import DataError, ModelError, OutputError
from pairwright.learn.folders import open_model
from pairwright.learn.models import new_model
from pairwright.learn.saving import save_model
from pairwright.learn.tokenizers import character_tokenizer, math_tokenizer
from pairwright.recipe.recipe import Recipe

# NanoGPT-Math's in small: same heads and no biases, two layers.
ARGS = {"n_layer": 2, "n_head": 6, "n_embd": 48, "block_size": 64, "bias": False, "vocab_size": 74, "dropout": 0.2}
TEXTS = ["x+55=95,x=? The answer is 40 because 95-55 equals 40.\n", "57+4=? Sorry, I don't know.\n\n\n"]


def saved(path: Path, **changes: Any) -> Path:
    torch.save({**random_checkpoint(ARGS), **changes}, path)
    return path


def plain_logits(checkpoint: dict[str, Any], meta: Path, texts: list[str]) -> list[Any]:
    """What nanoGPT itself computes, in float64: in float32 some processors round logits of 4 by more than 1e-5."""
    numbers = pickle.loads(meta.read_bytes())["stoi"]  # noqa: S301 (ours)
    weights = {key.removeprefix("_orig_mod."): value.double() for key, value in checkpoint["model"].items()}
    heads = checkpoint["model_args"]["n_head"]
    return [logits(weights, heads, torch.tensor([[numbers[each] for each in text]]))[0] for text in texts]


def our_logits(model: Any, tokenizer: Any, texts: list[str]) -> list[Any]:
    wide = copy.deepcopy(model).double()
    with torch.inference_mode():
        return [wide(**tokenizer(text, return_tensors="pt")).logits[0] for text in texts]


def close(ours: list[Any], theirs: list[Any]) -> bool:
    return all(torch.allclose(one, other, rtol=0, atol=1e-5) for one, other in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("prefix", ["", "_orig_mod."])
def test_imported_logits_are_nanogpts(tmp_path: Path, meta: Path, bias: bool, prefix: str) -> None:
    checkpoint = random_checkpoint({**ARGS, "bias": bias}, seed=bias, prefix=prefix)
    # Older PyTorch keeps the causal mask among the weights.
    checkpoint["model"][f"{prefix}transformer.h.0.attn.bias"] = torch.ones(1, 1, 64, 64)
    torch.save(checkpoint, tmp_path / "gpt.pt")
    args = pairwright.import_nanogpt(tmp_path / "gpt.pt", meta, tmp_path / "hf")
    assert (args.n_layer, args.bias, args.vocab_size) == (2, bias, 74)
    model, tokenizer = open_model(tmp_path / "hf")
    theirs = plain_logits(checkpoint, meta, TEXTS)
    assert close(our_logits(model, tokenizer, TEXTS), theirs)
    assert max(float(each.abs().max()) for each in theirs) > 1
    assert model.config.resid_pdrop == 0.2
    assert (tokenizer.eos_token, tokenizer.pad_token, tokenizer.unk_token) == ("\n", "\n", None)


def test_nanogpt_maths_own_size_is_imported_and_opened_directly(tmp_path: Path, meta: Path) -> None:
    full = {**ARGS, "n_layer": 6, "n_embd": 348, "block_size": 256}
    checkpoint = random_checkpoint(full)
    torch.save(checkpoint, tmp_path / "gpt.pt")
    with pytest.raises(ModelError, match=r"meta\.pkl: no such vocabulary"):
        open_model(tmp_path / "gpt.pt")
    shutil.copy(meta, tmp_path / "meta.pkl")
    model, tokenizer = open_model(tmp_path / "gpt.pt")
    assert sum(each.numel() for each in model.parameters() if each.requires_grad) == 8_838_852
    assert close(our_logits(model, tokenizer, TEXTS[:1]), plain_logits(checkpoint, meta, TEXTS[:1]))


def test_exported_again_it_is_what_it_was(tmp_path: Path, meta: Path) -> None:
    checkpoint = random_checkpoint(ARGS)
    torch.save(checkpoint, tmp_path / "gpt.pt")
    pairwright.import_nanogpt(tmp_path / "gpt.pt", meta, tmp_path / "hf")
    pairwright.export_nanogpt(tmp_path / "hf", tmp_path / "dpo.pt", meta=tmp_path / "again.pkl")
    again = torch.load(tmp_path / "dpo.pt", weights_only=True)
    assert again["model_args"] == ARGS
    assert list(again["model"]) == list(checkpoint["model"])
    assert all(torch.equal(again["model"][key], value) for key, value in checkpoint["model"].items())
    # dpo.ipynb goes on from model_state_dict; both names are of one set of weights, stored once.
    assert again["model_state_dict"].keys() == again["model"].keys()
    assert (tmp_path / "dpo.pt").stat().st_size < 1.2 * (tmp_path / "gpt.pt").stat().st_size
    theirs, ours = (pickle.loads(path.read_bytes()) for path in (meta, tmp_path / "again.pkl"))  # noqa: S301 (ours)
    assert ours == theirs


def test_a_trained_model_exports_the_logits_that_it_has(tmp_path: Path, meta: Path) -> None:
    torch.save(random_checkpoint(ARGS), tmp_path / "gpt.pt")
    pairwright.import_nanogpt(tmp_path / "gpt.pt", meta, tmp_path / "hf")
    model, tokenizer = open_model(tmp_path / "hf")
    optimizer = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], lr=1e-2)
    batch = tokenizer(TEXTS[0], return_tensors="pt")
    model.train()
    model(**batch, labels=batch["input_ids"]).loss.backward()
    optimizer.step()
    model.eval()
    save_model(tmp_path / "hf", model, tokenizer)
    # The biases that nanoGPT does not have were not trained, so they are still not there.
    assert not pairwright.export_nanogpt(tmp_path / "hf", tmp_path / "dpo.pt").bias
    exported = torch.load(tmp_path / "dpo.pt", weights_only=True)
    theirs = plain_logits(exported, meta, TEXTS)
    assert close(our_logits(model, tokenizer, TEXTS), theirs)
    assert not close(theirs, plain_logits(random_checkpoint(ARGS), meta, TEXTS))


def test_biases_that_are_there_are_exported(tmp_path: Path, meta: Path) -> None:
    torch.save(random_checkpoint({**ARGS, "bias": True}), tmp_path / "gpt.pt")
    pairwright.import_nanogpt(tmp_path / "gpt.pt", meta, tmp_path / "hf")
    assert pairwright.export_nanogpt(tmp_path / "hf", tmp_path / "dpo.pt").bias
    model, tokenizer = open_model(tmp_path / "hf")
    exported = torch.load(tmp_path / "dpo.pt", weights_only=True)
    assert close(our_logits(model, tokenizer, TEXTS), plain_logits(exported, meta, TEXTS))


def test_of_our_own_model_newline_takes_the_place_of_the_end_token(tmp_path: Path, meta: Path) -> None:
    words = character_tokenizer()
    model = new_model("nanogpt", words, seed=1).eval()
    save_model(tmp_path / "base", model, words)
    args = pairwright.export_nanogpt(tmp_path / "base", tmp_path / "dpo.pt")
    assert (args.vocab_size, args.n_embd, args.block_size, args.bias) == (74, 348, 256, False)
    exported = torch.load(tmp_path / "dpo.pt", weights_only=True)
    texts = ["57+4=? The answer is 61 because 57+4 equals 61.\n"]
    theirs = plain_logits(exported, meta, texts)[0]
    ours = our_logits(model, words, [texts[0].replace("\n", "<eos>")])[0]
    same = ours[:, [words.eos_token_id, *range(1, 74)]]
    assert torch.allclose(same, theirs, rtol=0, atol=1e-5)


def refused(what: Callable[[], object], *said: str) -> None:
    """One line of our own that says these things."""
    with pytest.raises((ModelError, DataError)) as caught:
        what()
    assert "\n" not in str(caught.value)
    for each in said:
        assert each in str(caught.value)


class Hostile:
    """Unpickled as pickles are, it would leave a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.path}",)


@pytest.mark.parametrize("where", ["model", "model_args", "whole"])
def test_a_checkpoint_with_code_in_it_is_refused_and_nothing_runs(tmp_path: Path, meta: Path, where: str) -> None:
    hostile, mark = Hostile(tmp_path / "mark"), tmp_path / "mark"
    path = tmp_path / "gpt.pt"
    torch.save(hostile if where == "whole" else {**random_checkpoint(ARGS), where: hostile}, path)
    run = lambda: pairwright.import_nanogpt(path, meta, tmp_path / "hf")  # noqa: E731
    refused(run, str(path), "refused", "nothing in it was executed")
    assert not mark.exists()
    assert not (tmp_path / "hf").exists()
    # It would have: opened without care, the same file leaves its mark.
    torch.load(path, weights_only=False)
    assert mark.exists()


def test_a_checkpoint_with_a_class_or_a_bare_pickle_is_refused(tmp_path: Path, meta: Path) -> None:
    whole = torch.nn.Linear(2, 2)
    torch.save({"model": whole, "model_args": ARGS}, tmp_path / "class.pt")
    (tmp_path / "bare.pt").write_bytes(pickle.dumps(Hostile(tmp_path / "mark")))
    (tmp_path / "noise.pt").write_bytes(os.urandom(4096))
    for name in ("class.pt", "bare.pt", "noise.pt"):
        refused(partial(pairwright.import_nanogpt, tmp_path / name, meta, tmp_path / "hf"), name, "refused")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bare.pt", "class.pt", "noise.pt"]


def test_a_vocabulary_with_code_in_it_is_refused_and_nothing_runs(tmp_path: Path) -> None:
    saved(tmp_path / "gpt.pt")
    (tmp_path / "meta.pkl").write_bytes(pickle.dumps({"stoi": Hostile(tmp_path / "mark")}))
    run = lambda: pairwright.import_nanogpt(tmp_path / "gpt.pt", tmp_path / "meta.pkl", tmp_path / "hf")  # noqa: E731
    refused(run, "meta.pkl: refused", "nothing in it was executed")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gpt.pt", "meta.pkl"]


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in random_checkpoint(ARGS)["model"].items() if name != key}


def other(key: str, value: Any) -> dict[str, Any]:
    return {**random_checkpoint(ARGS)["model"], key: value}


FC = "transformer.h.1.mlp.c_fc.weight"
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no model_args": ({"model_args": None}, "holds no model_args"),
    "a number missing": ({"model_args": {**ARGS, "n_head": None}}, "model_args.n_head is None"),
    "a number too large": ({"model_args": {**ARGS, "n_layer": 10**9}}, "model_args.n_layer is 1000000000"),
    "more layers than there are": ({"model_args": {**ARGS, "n_layer": 3}}, "lack transformer.h.2.ln_1.weight"),
    "fewer layers than there are": ({"model_args": {**ARGS, "n_layer": 1}}, "does not have, such as transformer.h.1."),
    "heads that do not fit": ({"model_args": {**ARGS, "n_head": 5}}, "n_embd 48 is no multiple of n_head 5"),
    "bias is a word": ({"model_args": {**ARGS, "bias": "no"}}, "model_args.bias is 'no'"),
    "dropout of 1": ({"model_args": {**ARGS, "dropout": 1}}, "model_args.dropout is 1"),
    "biases that are not there": ({"model_args": {**ARGS, "bias": True}}, "lack transformer.h.0.ln_1.bias"),
    "another vocabulary": ({"model_args": {**ARGS, "vocab_size": 65}}, "wte.weight has the shape (74, 48)"),
    "no weights": ({"model": None}, "no weights under the key model"),
    "a weight missing": ({"model": without(FC)}, f"lack {FC}"),
    "a weight of another shape": ({"model": other(FC, torch.zeros(48, 192))}, "has the shape (48, 192)"),
    "a weight that is none": ({"model": other(FC, [1.0])}, f"lack {FC}"),
    "a weight of integers": ({"model": other(FC, torch.zeros(192, 48, dtype=torch.int8))}, "no plain tensor of floats"),
    "a weight of one number": ({"model": other(FC, torch.zeros(1, 1).expand(192, 48))}, "no plain tensor of floats"),
    "a weight too many": ({"model": other("value_head.weight", torch.zeros(1))}, "such as value_head.weight"),
    "a head of its own": ({"model": other("lm_head.weight", torch.zeros(74, 48))}, "lm_head.weight differs"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_does_not_fit_is_told_in_one_line(tmp_path: Path, meta: Path, case: str) -> None:
    changes, said = BROKEN[case]
    path = saved(tmp_path / "gpt.pt", **changes)
    refused(lambda: pairwright.import_nanogpt(path, meta, tmp_path / "hf"), str(path), said)
    assert not (tmp_path / "hf").exists()


ALL = {chr(65 + number): number for number in range(74)}
VOCABULARIES: dict[str, tuple[Any, str]] = {
    "no vocabulary": ({"itos": {}}, "no vocabulary under the key stoi"),
    "a smaller one": ({"stoi": {"a": 0, "\n": 1}}, "2 characters, but the checkpoint's has 74"),
    "words": ({"stoi": {**ALL, "the": 74}}, "more than single characters"),
    "numbers twice": ({"stoi": {**ALL, "A": 1}}, "not numbered 0 to 73"),
    "numbers that are none": ({"stoi": {**ALL, "A": "0"}}, "not numbered 0 to 73"),
    "no newline": ({"stoi": ALL}, "no newline among its characters"),
}


@pytest.mark.parametrize("case", VOCABULARIES)
def test_a_vocabulary_that_is_none_is_told_in_one_line(tmp_path: Path, case: str) -> None:
    content, said = VOCABULARIES[case]
    path = saved(tmp_path / "gpt.pt")
    (tmp_path / "meta.pkl").write_bytes(pickle.dumps(content))
    refused(lambda: pairwright.import_nanogpt(path, tmp_path / "meta.pkl", tmp_path / "hf"), "meta.pkl", said)


def test_what_nanogpt_cannot_be_is_told(tmp_path: Path) -> None:
    characters, phrases = character_tokenizer(), math_tokenizer(Recipe())
    save_model(tmp_path / "llama", new_model("tiny", characters, seed=0), characters)
    refused(lambda: pairwright.export_nanogpt(tmp_path / "llama", tmp_path / "a.pt"), "a llama model; nanoGPT is a GPT")
    save_model(tmp_path / "math", new_model("tiny", phrases, seed=0), phrases)
    refused(lambda: pairwright.export_nanogpt(tmp_path / "math", tmp_path / "a.pt"), "as one token", "character")
    save_model(tmp_path / "gelu", new_model("nanogpt", characters, seed=0), characters)
    config = tmp_path / "gelu" / "config.json"
    config.write_text(config.read_text().replace('"gelu"', '"gelu_new"'))
    refused(
        lambda: pairwright.export_nanogpt(tmp_path / "gelu", tmp_path / "a.pt"), "activation_function is 'gelu_new'"
    )
    (tmp_path / "there.pt").write_text("mine")
    with pytest.raises(OutputError, match="stands there already"):
        pairwright.export_nanogpt(tmp_path / "gelu", tmp_path / "there.pt")
    assert (tmp_path / "there.pt").read_text() == "mine"
    assert not (tmp_path / "a.pt").exists()


def test_a_packed_checkpoint_is_refused_unread(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "gpt.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gpt/data.pkl", b"\0" * (1 << 24))
        archive.writestr("gpt/data/0", b"\0" * (1 << 24))
    with pytest.raises(ModelError, match="unpacks to 33,554,432"):
        open_model(tmp_path / "gpt.pt")
