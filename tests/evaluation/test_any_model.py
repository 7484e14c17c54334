"""What MODEL may be: a chat model, a Hub id, a .gguf file; and what is refused, in one line."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.evaluation.chat import chat_model, chat_tokenizer, saved_chat_model
from tests.evaluation.models_hub import ModelsHub, serving_models
from typer.testing import Result

import pairwright
from pairwright import ModelError
from pairwright.learn.folders import end_tokens, open_model
from pairwright.learn.saving import save_model
from pairwright.learn.sources import model_source


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_chat_model(tmp_path_factory.mktemp("chat") / "model")


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A test of two questions."""
    path = tmp_path / "test.jsonl"
    path.write_text('{"question": "57+4=?", "answer": 61}\n{"question": "x-9=42,x=?", "answer": 51}\n')
    return path


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelsHub]:
    """The Hub on loopback, and an empty cache."""
    import huggingface_hub
    from huggingface_hub import constants

    with serving_models() as found:
        monkeypatch.setattr(constants, "ENDPOINT", found.endpoint)
        template = found.endpoint + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
        monkeypatch.delenv("HF_TOKEN", raising=False)
        yield found
        huggingface_hub.close_session()


def test_a_model_of_the_hub_is_fetched_at_its_revision(hub: ModelsHub, chat: Path, one: Path) -> None:
    hub.add("me/tiny", chat)
    found = pairwright.evaluate("me/tiny@main", one, max_new_tokens=4)
    (score,) = found.models
    assert score.model == "me/tiny@main"
    assert score.conditions["revision"] == hub.commit
    here = pairwright.evaluate(chat, one, max_new_tokens=4)
    assert score.samples["completion"].equals(here.models[0].samples["completion"])
    # The cache serves it once the Hub is gone.
    hub.gone = True
    assert model_source("me/tiny").revision == hub.commit


def test_neither_code_nor_pickles_are_fetched(hub: ModelsHub, chat: Path, tmp_path: Path) -> None:
    shutil.copytree(chat, tmp_path / "odd")
    for name in ("modeling_odd.py", "pytorch_model.bin", "training_args.bin"):
        (tmp_path / "odd" / name).write_bytes(b"no")
    hub.add("me/odd", tmp_path / "odd")
    origin = model_source("me/odd")
    assert {path.suffix for path in origin.path.iterdir()} <= {".json", ".safetensors", ".jinja"}
    assert not any(name.endswith((".py", ".bin")) for name in hub.sent)


def test_the_hub_refuses_or_cannot_be_reached(hub: ModelsHub, chat: Path) -> None:
    hub.add("me/tiny", chat)
    for name, said in (
        ("me/nothing", "neither a path here nor on the Hub"),
        ("gtp2", "neither a path here nor on the Hub"),
        ("me/tiny@nowhere", "no such revision"),
    ):
        with pytest.raises(ModelError, match=said) as refused:
            model_source(name)
        assert "\n" not in str(refused.value)
    hub.gone = True
    with pytest.raises(ModelError, match=r"other: no such path here, and the .* cannot be reached .*; go online"):
        model_source("me/other")


@pytest.mark.parametrize("name", ["/no/such/folder", "./me/tiny", "../x", "me/tiny/more", "a b", "dpo.pt", "", "@main"])
def test_what_is_no_hub_id_is_not_asked_for(hub: ModelsHub, name: str) -> None:
    with pytest.raises(ModelError, match=r"no such model|no config\.json"):
        open_model(name or "/no")
    assert hub.asked == 0


def test_an_index_that_names_a_pickle_is_refused(chat: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(chat, tmp_path / "model"))
    weights = folder / "model.safetensors"
    weights.rename(folder / "model-00001-of-00001.safetensors")
    index = folder / "model.safetensors.index.json"
    from safetensors import safe_open

    with safe_open(folder / "model-00001-of-00001.safetensors", "pt") as file:
        names = list(file.keys())

    def named(shard: object) -> None:
        index.write_text(json.dumps({"metadata": {}, "weight_map": dict.fromkeys(names, shard)}))

    named("model-00001-of-00001.safetensors")
    assert open_model(folder)[0].num_parameters() > 0
    for shard, said in (
        ("pytorch_model.bin", "only safetensors"),
        ("../model.safetensors", "only safetensors"),
        ("/etc/model.safetensors", "only safetensors"),
        ("model-00002-of-00002.safetensors", "is not there"),
        (["a.safetensors"], "not an index|only safetensors"),
    ):
        named(shard)
        with pytest.raises(ModelError, match=said):
            open_model(folder)
    for text in ("", "[]", '{"weight_map": 1}', "[" * 100_000):
        index.write_text(text)
        with pytest.raises(ModelError, match="not an index of weights"):
            open_model(folder)


def test_an_adapter_alone_is_refused(chat: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(chat, tmp_path / "model"))
    (folder / "adapter_config.json").write_text("{}")
    with pytest.raises(ModelError, match="an adapter of PEFT; merge it"):
        open_model(folder)


def test_chat_models_end_where_their_settings_say_and_are_padded(chat: Path) -> None:
    model, tokenizer = open_model(chat)
    assert [tokenizer.decode(each) for each in end_tokens(model, tokenizer)] == ["<|endoftext|>", "<|im_end|>"]
    assert tokenizer.pad_token == tokenizer.eos_token


def test_what_is_sent_is_the_chat_template_and_stands_in_the_samples(chat: Path, one: Path, tmp_path: Path) -> None:
    out = tmp_path / "samples.jsonl"
    system = "You do sums."
    found = pairwright.evaluate(chat, one, system=system, shots=2, max_new_tokens=3, samples=out)
    conditions = found.models[0].conditions
    assert (conditions["prompt"], conditions["system"], len(conditions["shots"])) == ("chat", system, 2)
    _, tokenizer = open_model(chat)
    shown = [
        {"role": role, "content": text}
        for asked, answer in conditions["shots"]
        for role, text in (("user", asked), ("assistant", answer))
    ]
    for row in map(json.loads, out.read_text().splitlines()):
        messages = [{"role": "system", "content": system}, *shown, {"role": "user", "content": row["question"]}]
        assert row["prompt"] == tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    for asked, answer in conditions["shots"]:
        assert pairwright.score(asked, answer).verdict.name == "RIGHT"


def test_no_shown_fact_is_asked(tmp_path: Path) -> None:
    from pairwright.learn.evaluation.shots import solved
    from pairwright.verify import families

    recipe = pairwright.load_recipe("arithmetic")
    first = solved(recipe, 3)
    asked = pl.Series([question for question, _ in first])
    others = solved(recipe, 3, avoiding=asked)
    kin = families(asked)["family"]
    assert not families(pl.Series([question for question, _ in others]))["family"].is_in(kin.implode()).any()
    with pytest.raises(ModelError, match=r"shots: 101 should be from 0 to 100"):
        pairwright.evaluate("nowhere", one_question(tmp_path), shots=101)


def one_question(folder: Path) -> Path:
    path = folder / "one.jsonl"
    path.write_text('{"question": "57+4=?", "answer": 61}\n')
    return path


def test_answers_of_a_chat_model_are_those_of_greedy_decoding(chat: Path, one: Path) -> None:
    """In spite of the sampling and the penalty that its own settings ask for."""
    import torch

    model, tokenizer = open_model(chat)
    found = pairwright.evaluate(chat, one, max_new_tokens=12).models[0].samples
    ends = set(end_tokens(model, tokenizer))
    for row in found.iter_rows(named=True):
        ids = tokenizer(row["prompt"], add_special_tokens=False, return_tensors="pt")["input_ids"]
        new: list[int] = []
        while len(new) < 12 and not (new and new[-1] in ends):
            with torch.inference_mode():
                logits = model(input_ids=torch.cat([ids, torch.tensor([new], dtype=torch.long)], dim=1)).logits
            new.append(int(logits[0, -1].argmax()))
        assert row["completion"] == tokenizer.decode([each for each in new if each not in ends])
        assert row["stopped"] == (new[-1] in ends)


def test_a_prompt_of_ones_own(chat: Path, one: Path, tmp_path: Path) -> None:
    text = tmp_path / "prompt.txt"
    text.write_text("Q: {question}\nA:\n")
    found = pairwright.evaluate(chat, one, prompt=str(text), max_new_tokens=2).models[0]
    assert found.samples["prompt"][0] == "Q: 57+4=?\nA:"
    for content, said in (("no place", "holds {question} 0 times"), ("{question}{question}", "2 times")):
        text.write_text(content)
        with pytest.raises(ModelError, match=said):
            pairwright.evaluate(chat, one, prompt=str(text))
    text.write_bytes(b"\xff\xfe{question}")
    for name, said in ((str(text), "not chat, plain or a text file"), ("chatt", "not chat, plain or a text file")):
        with pytest.raises(ModelError, match=said):
            pairwright.evaluate(chat, one, prompt=name)
    text.write_text("{question}" + " " * 70_000)
    with pytest.raises(ModelError, match="over 65,536 bytes"):
        pairwright.evaluate(chat, one, prompt=str(text))


def test_a_template_that_refuses_or_is_not_there(tmp_path: Path, one: Path) -> None:
    plain = saved_chat_model(tmp_path / "plain", None)
    assert pairwright.evaluate(plain, one, max_new_tokens=2).models[0].samples["prompt"][0] == "57+4=?"
    with pytest.raises(ModelError, match="no chat template; take --prompt plain"):
        pairwright.evaluate(plain, one, prompt="chat")
    picky = (
        "{{ raise_exception('System role not supported') if messages[0]['role'] == 'system' }}{{ messages[0].content }}"
    )
    refusing = saved_chat_model(tmp_path / "refusing", picky)
    with pytest.raises(ModelError, match=r"refuses these messages \(System role not supported\)"):
        pairwright.evaluate(refusing, one, system="Be kind.")


def test_styles_and_dtypes(chat: Path, one: Path, command: Callable[..., Result]) -> None:
    assert pairwright.evaluate(chat, one, style="number").models[0].conditions["max_new_tokens"] == 16
    assert (
        pairwright.evaluate(chat, one, dtype="bfloat16", max_new_tokens=2).models[0].conditions["dtype"] == "bfloat16"
    )
    with pytest.raises(ModelError, match="unknown style 'stepps'; did you mean 'steps'"):
        pairwright.evaluate(chat, one, style="stepps")
    with pytest.raises(ModelError, match="unknown dtype 'int8'; known are"):
        pairwright.evaluate(chat, one, dtype="int8")
    done = command("eval", chat, one, "--style", "number", "--shots", "1", "--json")
    assert json.loads(done.stdout)["models"][0]["conditions"]["prompt"] == "chat"
    assert "chat prompt, 1 shots" in command("eval", chat, one, "--style", "number", "--shots", "1").stdout
    assert command("ask", chat, "57+4=?", "--prompt", "plain", "--style", "number").exit_code == 0


def test_a_gguf_file_answers_as_the_model_it_was_made_of(chat: Path, one: Path, tmp_path: Path) -> None:
    from tests.evaluation.gguf_file import write_gguf

    model, tokenizer = open_model(chat)
    path = write_gguf(tmp_path / "tiny.gguf", model, tokenizer)
    # Neither of these is its own.
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "tokenizer.json").write_text("{}")
    unpacked, words = open_model(path)
    import torch

    ids = words("57+4=?", return_tensors="pt")["input_ids"]
    assert ids.tolist() == tokenizer("57+4=?", return_tensors="pt")["input_ids"].tolist()
    with torch.inference_mode():
        assert np.allclose(unpacked(ids).logits, model(ids).logits, atol=1e-4)
    assert words.chat_template == tokenizer.chat_template
    # It can be saved, and is an ordinary folder then.
    (tmp_path / "saved").mkdir()
    save_model(tmp_path / "saved", unpacked, words)
    assert open_model(tmp_path / "saved")[0].num_parameters() == model.num_parameters()
    assert pairwright.evaluate(path, one, max_new_tokens=2).models[0].right.of == 2


def test_a_gguf_file_that_is_damaged(tmp_path: Path, one: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes(range(256)))
    with pytest.raises(ModelError, match=r"broken\.gguf: cannot be read as a \.gguf model") as refused:
        pairwright.evaluate(path, one)
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_an_answer_ends_at_a_following_question_or_between_examples() -> None:
    from pairwright.learn.generating import completions
    from pairwright.learn.prompts import Prompting, Prompts
    from pairwright.learn.stops import without_following

    said = [" It is 61. 7*8=? It is 56.", " 61\n\n7*8=? 56", " 61, and x - 3 = 4, x=? 7", "Sorry.", " 61.", "9*9=?"]
    frame = pl.DataFrame({"completion": said, "stopped": [False] * 6})
    assert without_following(frame, None)["completion"].to_list() == [
        " It is 61.",
        " 61",
        " 61, and x - 3 = 4,",
        "Sorry.",
        " 61.",
        "",
    ]
    assert without_following(frame, "\n\n")["completion"].to_list()[1] == " 61"

    tokenizer = chat_tokenizer(None)
    tokenizer.pad_token = tokenizer.eos_token
    for shots in ((("1+1=?", "2"),), ()):
        model = chat_model(tokenizer)
        how = Prompts.of(Prompting("plain", shots=shots), model, tokenizer)
        _always_say(model, tokenizer, " 6\n\n7*8=?")
        found = completions(model, tokenizer, ["57+4=?"], max_new_tokens=40, how=how)
        assert found.row(0) == (" 6", True)


def _always_say(model: Any, tokenizer: Any, text: str) -> None:
    """Have a model say the next token of a text, over and over, whatever it was asked."""
    import torch

    ids = itertools.cycle(tokenizer(text, add_special_tokens=False)["input_ids"])

    def said(_: Any, __: Any, logits: Any) -> Any:
        return torch.full_like(logits, -100.0).index_fill(-1, torch.tensor([next(ids)]), 100.0)

    model.lm_head.register_forward_hook(said)


def test_batches_are_bounded_by_their_tokens() -> None:
    from pairwright.learn.generating import batches

    lengths = np.sort(np.random.default_rng(0).integers(1, 200, 500))
    found = list(batches(lengths, most=64, tokens=2000, new=16))
    assert [each.start for each in found[1:]] == [each.stop for each in found[:-1]]
    assert found[-1].stop == 500
    for each in found:
        rows = each.stop - each.start
        assert rows == 1 or (rows <= 64 and rows * (lengths[each.stop - 1] + 16) <= 2000)


def test_draws_are_those_of_the_seed_whatever_the_threads(chat: Path) -> None:
    from pairwright.learn.generating import completions

    model, tokenizer = open_model(chat)
    prompts = [f"{a}+{a}=?" for a in range(24)]

    def drawn(seed: int, workers: int) -> list[str]:
        frame = completions(
            model, tokenizer, prompts, max_new_tokens=6, batch=4, temperature=1.0, seed=seed, workers=workers
        )
        return frame["completion"].to_list()

    assert drawn(1, 1) == drawn(1, 3) != drawn(2, 1)


def test_draws_have_the_frequencies_of_the_distribution() -> None:
    import torch

    from pairwright.learn.generating import _Drawn

    scores = torch.log(torch.tensor([0.5, 0.3, 0.2])).repeat(20_000, 1)
    counts = torch.bincount(_Drawn(1.0, 5)(None, scores).argmax(dim=1), minlength=3) / 20_000
    assert counts.tolist() == pytest.approx([0.5, 0.3, 0.2], abs=0.02)
    cold = torch.bincount(_Drawn(0.1, 5)(None, scores).argmax(dim=1), minlength=3) / 20_000
    assert cold[0] > 0.98


def test_what_is_fastest_is_found_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    import torch

    from pairwright.learn import pace

    tokenizer = chat_tokenizer()
    model = chat_model(tokenizer)
    monkeypatch.setattr(pace, "LARGE", 0)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:

        def trial(tried: Any) -> None:
            time.sleep({1: 0.1, 2: 0.3}[torch.get_num_threads()] / (2 if tried.dtype == torch.bfloat16 else 1))

        found, how = pace.fastest(model, trial)
        # Two sleeping batches at once are the fastest of all.
        assert (how.dtype, how.threads, how.workers) == ("bfloat16", 1, 2)
        assert (found.dtype, model.dtype) == (torch.bfloat16, torch.float32)
        assert torch.get_num_threads() == 2
        same, how = pace.fastest(model, lambda _: time.sleep(0.02), "float32")
        assert (same, how.dtype) == (model, "float32")
    finally:
        torch.set_num_threads(before)


def test_what_a_model_has_forgotten_is_seen(chat: Path, one: Path, model: Path, tmp_path: Path) -> None:
    """Against transformers' own loss, text by text; of a tokenizer that cannot encode the texts nothing is said."""
    from importlib.resources import files

    import torch

    forgetful, tokenizer = open_model(chat)
    with torch.no_grad():
        forgetful.get_output_embeddings().weight.mul_(3)
    (tmp_path / "forgetful").mkdir()
    save_model(tmp_path / "forgetful", forgetful, tokenizer)
    found = pairwright.evaluate([chat, tmp_path / "forgetful", model], one, max_new_tokens=2, ordinary=True)
    before, after, none = (each.ordinary for each in found.models)
    assert none is None
    assert found.as_dict()["models"][2]["ordinary"] is None
    assert before is not None
    assert after is not None
    assert after.sentences < before.sentences - 0.01
    folder = files("pairwright.learn.evaluation.ordinary")
    network, tokenizer = open_model(chat)
    sums, count = 0.0, 0
    for text in (folder / "sentences.txt").read_text(encoding="utf-8").splitlines():
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            sums -= float(network(ids, labels=ids).loss) * (ids.shape[1] - 1)
        count += ids.shape[1] - 1
    assert before.sentences == pytest.approx(sums / count, abs=1e-4)
    sums, count = 0.0, 0
    for line in (folder / "chats.txt").read_text(encoding="utf-8").splitlines():
        asked, said = line.split("\t")
        prompt = tokenizer.apply_chat_template([{"role": "user", "content": asked}], add_generation_prompt=True)
        ids = torch.tensor([prompt["input_ids"] + tokenizer(f"{said}<|im_end|>")["input_ids"]])
        labels = ids.clone()
        start = len(prompt["input_ids"])
        labels[:, :start] = -100
        with torch.inference_mode():
            sums -= float(network(ids, labels=labels).loss) * (ids.shape[1] - start)
        count += ids.shape[1] - start
    assert before.chats == pytest.approx(sums / count, abs=1e-4)
