"""Tokenizers: every row of every recipe there and back, prompts as prefixes, saved and opened as users do."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import ModelError
from pairwright.learn.encodable import require_encodable
from pairwright.learn.tokenizers import character_tokenizer, math_tokenizer, tokenizer_named
from pairwright.learn.tokenizers.character import nanogpt_math_characters
from pairwright.learn.tokenizers.making import made
from pairwright.mistakes.base import REFUSAL
from pairwright.problems import known_mistakes, registered
from pairwright.recipe.recipe import Recipe, load_recipe

ROWS = 1500
OF_ALL_KINDS = {
    "problems": {
        "additive": {"min_operand": -120, "max_operand": 120, "min_result": -200, "max_result": 200},
        "multiplicative": {"min_operand": -30, "max_operand": 30},
        "two_step": {"min_operand": -20, "max_operand": 30, "max_coefficient": 6},
    },
    "mistakes": list(known_mistakes()),
    "splits": {"train": {"families": "training", "rows": ROWS, "layout": "preference"}},
    "wording": {"refusal": ["Sorry, I don't know.", "I cannot tell."]},
}
OF_ODD_WORDINGS = {
    **OF_ALL_KINDS,
    "wording": {
        "question": "Tell me what the answer is: {question} The",
        "answer": "answer is {answer}, as {{so}} “{calculation}” is {answer}!",
        "refusal": ["The answer is not known.", "I don’t know {{yet}}."],
    },
}
# The answer's own words stand around the seam, so that one of its phrases would fit across it.
ACROSS = {"wording": {"question": "{question} The answer", "answer": "is {answer}. The answer is {answer}."}}


def recipes() -> dict[str, Recipe]:
    """The built-in ones, and two with every kind of question and mistake, negative numbers, and words of their own."""
    built_in = {name: load_recipe(name) for name in ("arithmetic", "mistakes", "equations", "notebook")}
    own = {"all kinds": OF_ALL_KINDS, "odd wordings": OF_ODD_WORDINGS}
    return built_in | {name: Recipe.of(data) for name, data in own.items()}


@cache
def rows(name: str) -> pl.DataFrame:
    """Rows of a recipe's training split as prompt, chosen, rejected, with view and mistake."""
    recipe = recipes()[name].with_layout("preference").with_changes(question_in_negative=True)
    recipe = recipe.with_changes(shuffle=True) if recipe.sampling == "bundled" else recipe.with_rows(ROWS)
    return pairwright.generate(recipe, "train", 0, ROWS)


def texts(frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Each prompt with each of its completions."""
    for side in ("chosen", "rejected"):
        yield from frame.select("prompt", side).unique().sort(pl.all()).iter_rows()


@cache
def tokenizer(kind: str, name: str) -> Any:
    return tokenizer_named(kind, recipes()[name])


# The characters of the odd wordings and of equations (parentheses) are not among NanoGPT-Math's.
CASES = [("math", name) for name in recipes()] + [
    ("character", name) for name in ("arithmetic", "mistakes", "notebook")
]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_row_goes_there_and_back_and_prompts_are_prefixes(kind: str, name: str) -> None:
    both = list(texts(rows(name)))
    words = tokenizer(kind, name)
    prompts = words([prompt for prompt, _ in both])["input_ids"]
    wholes = words([prompt + completion for prompt, completion in both])["input_ids"]
    assert words.batch_decode(wholes) == [prompt + completion for prompt, completion in both]
    assert words.batch_decode(prompts) == [prompt for prompt, _ in both]
    assert [whole[: len(prompt)] for prompt, whole in zip(prompts, wholes, strict=True)] == prompts
    assert words.unk_token_id not in {token for whole in wholes for token in whole}
    # The completion alone is the rest, so that trainers that encode it by itself agree.
    alone = words([completion for _, completion in both])["input_ids"]
    assert [p + c for p, c in zip(prompts, alone, strict=True)] == wholes


def test_the_rows_above_have_every_view_and_mistake_and_negative_numbers() -> None:
    frame = rows("all kinds")
    closed = (problem for problem in registered().values() if problem.space is not None)
    assert {view.name for problem in closed for view in problem.views} <= set(frame["view"])
    assert len(set(frame["mistake"]) & set(known_mistakes())) > 14
    assert frame["prompt"].str.contains(r"\(-\d").any()
    refusals = frame.filter(pl.col("mistake") == REFUSAL)["rejected"]
    assert set(refusals) == {" Sorry, I don't know.", " I cannot tell."}


def test_no_phrase_lies_across_the_seam() -> None:
    recipe = Recipe.of(ACROSS)
    words = math_tokenizer(recipe)
    prompt, completion = "57+4=? The answer", " is 61. The answer is 61."
    whole = words(prompt + completion).tokens()
    assert whole[: len(words(prompt).tokens())] == words(prompt).tokens()
    assert words.decode(words(prompt + completion)["input_ids"]) == prompt + completion
    assert " The answer" in words.get_vocab()
    assert " The answer is " not in words.get_vocab()


def test_digits_and_operators_are_single_and_phrases_are_whole() -> None:
    words = math_tokenizer(Recipe())
    text = "x+55=95,x=? The answer is 40 because 95-55 equals 40."
    expected = [*"x+55=95,x=?", " The answer is ", *"40", " because ", *"95-55", " equals ", *"40."]
    assert words(text).tokens() == expected
    assert 25 <= len(words(f"{text}<eos>")["input_ids"]) <= 29
    assert words("7*8=? Sorry, I don't know.").tokens() == [*"7*8=?", " Sorry, I don't know."]
    assert words("Any other Question!").tokens() == list("Any other Question!")


def test_characters_have_the_numbers_of_nanogpt_math(meta: Path) -> None:
    theirs = pickle.loads(meta.read_bytes())["stoi"]  # noqa: S301 (a file of ours, to be compared with)
    ours = character_tokenizer().get_vocab()
    assert len(theirs) == 74
    assert {each: ours[each] for each in theirs} == theirs
    assert {each: ours[each] for each in set(ours) - set(theirs)} == {"<pad>": 74, "<eos>": 75, "<unk>": 76}


@pytest.mark.parametrize("kind", ["math", "character"])
def test_saved_as_any_tokenizer_is_and_opened_as_any_is(kind: str, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    words = tokenizer_named(kind, Recipe())
    words.save_pretrained(tmp_path)
    opened = AutoTokenizer.from_pretrained(tmp_path)
    text = "x+55=95,x=? The answer is 40 because 95-55 equals 40.<eos>"
    assert opened(text)["input_ids"] == words(text)["input_ids"]
    assert opened.decode(opened(text)["input_ids"], skip_special_tokens=True) == text.removesuffix("<eos>")
    assert (opened.eos_token, opened.pad_token, opened.unk_token) == ("<eos>", "<pad>", "<unk>")
    assert opened.padding_side == "left"
    assert not [path.name for path in tmp_path.iterdir() if path.suffix in {".py", ".pkl", ".bin"}]
    assert "auto_map" not in json.loads((tmp_path / "tokenizer_config.json").read_text())


@pytest.mark.parametrize("kind", ["math", "character"])
def test_a_conversation_has_the_tokens_of_the_texts(kind: str) -> None:
    words = tokenizer_named(kind, Recipe())
    answer = "The answer is 61 because 57+4 equals 61."
    messages = [{"role": "user", "content": "57+4=?"}, {"role": "assistant", "content": answer}]
    whole = words.apply_chat_template(messages, tokenize=True, return_dict=True, return_assistant_tokens_mask=True)
    asked = words.apply_chat_template(messages[:1], tokenize=True, add_generation_prompt=True)["input_ids"]
    assert whole["input_ids"] == words(f"57+4=? {answer}<eos>")["input_ids"]
    assert asked == words("57+4=?")["input_ids"]
    assert whole["assistant_masks"] == [0] * len(asked) + [1] * (len(whole["input_ids"]) - len(asked))


def test_the_first_row_that_cannot_be_encoded_is_named() -> None:
    words = character_tokenizer()
    fine = [f"{number}+1=?" for number in range(500)]
    require_encodable(words, pl.Series(fine), context=8, name="data")
    with pytest.raises(ModelError, match=r"data, row 301: '2\+2=\? Sorry!' holds '!', which the tokenizer cannot"):
        require_encodable(words, pl.Series([*fine[:300], "2+2=? Sorry!", "(3)", *fine]), context=99, name="data")
    with pytest.raises(
        ModelError, match=r"row 2: '200\+1=\?' has 8 tokens with its end token, but the model reads at m"
    ):
        require_encodable(words, pl.Series(["1+1=?", "200+1=?"]), context=7, name="data")
    require_encodable(words, pl.Series(["200+1=?"]), context=8, name="data")


def test_without_an_unknown_token_the_character_is_named_too() -> None:
    words = made(nanogpt_math_characters(), stop="\n")
    with pytest.raises(ModelError, match=r"data, row 2: '2\+2=\? Sorry!' holds '!', which"):
        require_encodable(words, pl.Series(["57+4=?", "2+2=? Sorry!"]), context=64, name="data")


def test_a_tokenizer_that_a_trainer_has_set_to_cut_is_judged_whole() -> None:
    words = math_tokenizer(Recipe())
    words("57+4=?", truncation=True, max_length=2)
    with pytest.raises(ModelError, match="has 7 tokens"):
        require_encodable(words, pl.Series(["57+4=?"]), context=6, name="data")


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(ModelError, match=r"unknown tokenizer 'maths'; did you mean 'math'\?"):
        tokenizer_named("maths", Recipe())


def test_any_ascii_text_goes_there_and_back() -> None:
    words, draw = math_tokenizer(Recipe()), random.Random(5)  # noqa: S311
    pieces = [*map(chr, range(32, 127)), " The answer is ", " because ", " equals ", " Sorry, I don't know.", " The "]
    lines = ["".join(draw.choices(pieces, k=30)) for _ in range(500)]
    lines = [line for line in lines if "<" not in line]
    assert words.batch_decode(words(lines)["input_ids"]) == lines
