"""`evaluate`: the tests that it reads, the answers that it gets, and what it counts."""

from __future__ import annotations

import json
import shutil
from math import sqrt
from pathlib import Path

import polars as pl
import pytest
from tests.evaluation.conftest import TAUGHT

import pairwright
from pairwright.learn.evaluation.questions import Test, read_tests, with_expected
from pairwright.learn.evaluation.result import Share, counted
from pairwright.learn.evaluation.scoring import AXES, asked_of, samples_of

NOTEBOOK = Path(__file__).parents[1] / "audit" / "data" / "notebook_test.jsonl"


def judged(pairs: list[tuple[str, str]], *, stopped: bool = True) -> pl.DataFrame:
    """Samples of these questions and completions."""
    asked = asked_of([Test("t", with_expected(pl.DataFrame({"question": [each for each, _ in pairs]})), 0, 0)])
    said = pl.DataFrame({"completion": [said for _, said in pairs], "stopped": [stopped] * len(pairs)})
    return samples_of("m", asked, said)


def test_a_taught_model_says_what_it_was_taught(model: Path, taught: Path, tmp_path: Path) -> None:
    out = tmp_path / "samples.jsonl"
    found = pairwright.evaluate(model, taught, samples=out)
    (score,) = found.models
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert {row["question"]: row["completion"] for row in rows} == TAUGHT
    assert [row["verdict"] for row in rows] == ["RIGHT", "WRONG", "RIGHT", "WRONG", "RIGHT", "UNPARSED"]
    mistakes = [row["mistake"] for row in rows]
    assert mistakes == [None, "wrong_operation", None, "wrong_digit", "wrong_reason", "refusal"]
    # The answer alone counts: one of them is right for a wrong reason.
    assert score.right == Share(3, 6)
    assert (score.refusals.count, score.wrong_reasons.count, score.unparsed.count, score.no_stop.count) == (1, 1, 0, 0)
    assert [score.by["operator"][each] for each in "+-*/"] == [Share(1, 1), Share(1, 3), Share(0, 1), Share(1, 1)]
    assert all(row["model"] == str(model) and row["test"] == "taught" and row["stopped"] for row in rows)


def test_answers_are_those_of_one_question_at_a_time_without_a_cache(model: Path, dataset: Path) -> None:
    import torch

    from pairwright.learn.folders import open_model

    found = pairwright.evaluate(model, dataset / "test.jsonl", batch=16, max_new_tokens=24)
    samples = found.models[0].samples
    assert samples["question"].str.len_chars().n_unique() > 3
    network, tokenizer = open_model(model)
    for question, completion, stopped in samples.select("question", "completion", "stopped").iter_rows():
        ids = tokenizer(question, return_tensors="pt")["input_ids"]
        new: list[int] = []
        while len(new) < 24 and (not new or new[-1] != tokenizer.eos_token_id):
            with torch.inference_mode():
                logits = network(input_ids=torch.cat([ids, torch.tensor([new], dtype=torch.long)], dim=1)).logits
            new.append(int(logits[0, -1].argmax()))
        assert completion == tokenizer.decode(new, skip_special_tokens=True)
        assert stopped == (new[-1] == tokenizer.eos_token_id)


def test_all_tests_of_a_dataset_folder_are_taken_and_no_training_row(model: Path, dataset: Path) -> None:
    found = pairwright.evaluate(model, dataset, max_new_tokens=8)
    assert {test.name: test.frame.height for test in found.tests} == {
        "test": 40, "test_beyond": 40, "test_familiar": 40
    }  # fmt: skip
    (score,) = found.models
    assert {name: share.of for name, share in score.by["test"].items()} == {
        "test": 40, "test_beyond": 40, "test_familiar": 40
    }  # fmt: skip
    # Nothing in these rows says how difficult they are; their kinds are told by their texts.
    assert set(score.by) == {*AXES, "test and operator"} - {"difficulty"}
    assert set(score.by["kind"]) == {"additive", "multiplicative"}
    for axis in set(AXES) - {"difficulty"}:
        assert sum(share.of for share in score.by[axis].values()) == score.right.of == 120
        assert sum(share.count for share in score.by[axis].values()) == score.right.count
    for name, share in score.by["test"].items():
        operators = [each for value, each in score.by["test and operator"].items() if value.startswith(f"{name} ")]
        assert len(operators) > 1
        assert sum(each.of for each in operators) == share.of
        assert sum(each.count for each in operators) == share.count
    assert score.no_stop.count > 0


def test_the_notebooks_own_test_is_read(model: Path) -> None:
    found = pairwright.evaluate(model, NOTEBOOK, max_new_tokens=4)
    assert [each.as_dict() for each in found.tests] == [
        {"test": "notebook_test", "questions": 404, "left_out": 0, "misstated": 0}
    ]


def test_tests_of_other_layouts_and_formats(tmp_path: Path) -> None:
    rows = {"prompt": ["57+4=?", "7*8=?"], "chosen": [" The answer is 61.", " 56"], "rejected": [" 62", " 54"]}
    pl.DataFrame(rows).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.json").write_text('[{"Q": "57+4=?", "A": "61"}, {"Q": "7*8=?", "A": "54"}]')
    whole = '{"positive": "57+4=? The answer is 61.", "negative": "57+4=? No."}\n'
    (tmp_path / "c.jsonl").write_text(whole + '{"positive": "What is a cat? A cat.", "negative": "No."}\n')
    tests = {each.name: each for each in read_tests([tmp_path / name for name in ("a.parquet", "b.json", "c.jsonl")])}
    assert tests["a"].frame["question"].to_list() == tests["b"].frame["question"].to_list() == ["57+4=?", "7*8=?"]
    assert tests["c"].frame["question"].to_list() == ["57+4=?"]
    assert [(each.left_out, each.misstated) for each in tests.values()] == [(0, 0), (0, 1), (1, 0)]


def test_a_question_in_words_that_the_verifier_does_not_know_is_judged_without_them(tmp_path: Path) -> None:
    texts = ["Q: 57+4=? A:", "Frage:\nx - 9 = 42, x = ?", "Hmm 3+57+4=?"]
    rows = [{"question": text, "answer": 61} for text in texts]
    (tmp_path / "test.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (test,) = read_tests(tmp_path / "test.jsonl")
    assert test.frame["question"].to_list() == texts[:2]
    # The first is read as it stands, of the second only what stands inside.
    assert test.frame["posed"].to_list() == ["Q: 57+4=? A:", "x - 9 = 42, x = ?"]
    assert test.frame["expected"].to_list() == ["61", "51"]
    assert (test.left_out, test.misstated) == (1, 1)


def test_questions_with_many_right_answers_are_asked_and_each_of_these_counts(tmp_path: Path) -> None:
    path = tmp_path / "target.jsonl"
    path.write_text('{"question": "Make 168 from 4, 10 and 12, using each once.", "answer": "12*(4+10)"}\n')
    (test,) = read_tests(path)
    said = pl.DataFrame({"completion": ["The answer is (10+4)*12."], "stopped": [True]})
    found = samples_of("m", asked_of([test]), said)
    assert (test.frame["expected"].to_list(), found["verdict"].to_list()) == (["12*(4+10)"], ["RIGHT"])


def test_shards_are_one_test_and_files_of_one_name_are_two(tmp_path: Path, dataset: Path) -> None:
    lines = (dataset / "test.jsonl").read_text().splitlines(keepends=True)
    for number in range(2):
        (tmp_path / f"test-0000{number}-of-00002.jsonl").write_text("".join(lines[number::2]))
    (test,) = read_tests(tmp_path)
    assert (test.name, test.frame.height) == ("test", 40)
    shutil.copytree(dataset, tmp_path / "other")
    both = [each.name for each in read_tests([dataset / "test.jsonl", tmp_path / "other" / "test.jsonl"])]
    assert both == [str(dataset / "test"), str(tmp_path / "other" / "test")]


@pytest.mark.parametrize("name", ["arithmetic", "equations", "notebook"])
def test_operator_and_form_are_told_from_the_text_as_the_metadata_have_them(name: str, tmp_path: Path) -> None:
    recipe = pairwright.load_recipe(name)
    split = next(each for each in recipe.splits if each.startswith("test"))
    rows = pairwright.generate(recipe, split)
    rows.select("question", "answer").write_ndjson(tmp_path / "test.jsonl")
    asked = asked_of(read_tests(tmp_path / "test.jsonl"))
    assert asked["operator"].to_list() == rows["operator"].to_list()
    # A view has one form, up to the parentheses around negative numbers.
    forms = asked["form"].str.replace_all(r"\(-N\)|-N\b|^-N", "N")
    assert rows.select("view", form=forms).unique().height <= 2 * rows["view"].n_unique()


KINDS = {
    ("79-7=?", "The answer is 86."): "wrong_operation",
    ("12-5=?", "17"): "wrong_operation",
    ("x+55=95,x=?", "The answer is 150 because 95+55 equals 150."): "wrong_inverse",
    ("57+36=?", "The answer is 83."): "no_carry",
    ("83-57=?", "34"): "no_borrow",
    ("72/3=?", "20"): "remainder_slip",
    ("7*8=?", "63"): "multiplication_slip",
    ("57+4=?", "62"): "off_by_one",
    ("57+14=?", "81"): "off_by_ten",
    ("50+11=?", "16"): "digit_swap",
    ("9-12=?", "3"): "wrong_sign",
    ("55+20=?", "20"): "operand_echo",
    ("57+4=?", "The answer is 61 because 57+5 equals 61."): "wrong_reason",
    ("57+4=?", "The answer is 65 because 57+4 equals 61."): "wrong_answer_right_reason",
    ("57+48=?", "135"): "wrong_digit",
    ("57+48=?", "999"): "other",
    ("57+4=?", "Sorry, I don't know."): "refusal",
    ("57+4=?", ""): "unparsed",
    ("57+4=?", "61 or 62"): "unparsed",
    # Views in other words, and in other signs.
    ("What is 79 - 7?", "86"): "other",
    ("79 − 7 = ?", "86"): "wrong_operation",
    ("3*x+5=20,x=?", "25"): "other",
    ("(2+3)*4=?", "21"): "off_by_one",
    ("(2+3)*4=?", "-20"): "wrong_sign",
    ("57+4=?", "61"): None,
}  # fmt: skip


@pytest.mark.parametrize(("asked", "kind"), KINDS.items(), ids=str)
def test_each_kind_of_mistake_is_named(asked: tuple[str, str], kind: str | None) -> None:
    assert judged([asked])["mistake"].item() == kind


def test_the_mistakes_that_data_is_made_with_are_named_again() -> None:
    recipe = pairwright.load_recipe("mistakes").with_layout("preference")
    rows = pairwright.generate(recipe, "train", 0, 4000).filter(pl.col("mistake") != "random_number")
    found = judged(list(zip(rows["prompt"], rows["rejected"], strict=True)))
    same = found["mistake"] == rows["mistake"]
    # Two kinds may come to one number; what is named then comes to it as well.
    assert same.sum() > 0.8 * len(same)
    assert found["mistake"].null_count() == 0
    assert not found["mistake"].is_in(["other", "unparsed"]).any()


def test_the_interval_is_wilsons() -> None:
    for count, of in ((0, 10), (10, 10), (398, 398), (37, 100)):
        low, high = Share(count, of).interval
        for end in (low, high):
            # Both ends p solve |count/of - p| = z sqrt(p (1 - p) / of).
            if 0 < end < 1:
                assert abs(count / of - end) == pytest.approx(1.959964 * sqrt(end * (1 - end) / of), rel=1e-5, abs=1e-7)
        assert 0 <= low <= count / of <= high <= 1
    assert [round(end, 4) for end in Share(398, 398).interval] == [0.9904, 1.0]


def test_degenerate_and_unended_answers_count() -> None:
    score = counted("m", judged([("57+4=?", "61"), ("57+4=?", "The answer is")], stopped=False), 1.0)
    assert (score.right, score.no_stop, score.unparsed.count) == (Share(1, 2), Share(2, 2), 1)


def test_repeated_questions_are_asked_once_and_counted_each(model: Path, tmp_path: Path) -> None:
    (tmp_path / "test.jsonl").write_text('{"question": "57+4=?", "answer": 61}\n' * 5)
    calls: list[tuple[int, int]] = []
    found = pairwright.evaluate(model, tmp_path / "test.jsonl", progress=lambda *each: calls.append(each))
    assert found.models[0].right == Share(5, 5)
    assert calls == [(1, 1)]


def test_a_nanogpt_checkpoint_answers(tmp_path: Path) -> None:
    from pairwright.learn.models import new_model
    from pairwright.learn.nanogpt.exporting import export_nanogpt
    from pairwright.learn.saving import save_model
    from pairwright.learn.tokenizers import character_tokenizer

    tokenizer = character_tokenizer()
    (tmp_path / "hf").mkdir()
    save_model(tmp_path / "hf", new_model("nanogpt", tokenizer, seed=0), tokenizer)
    export_nanogpt(tmp_path / "hf", tmp_path / "dpo.pt", meta=tmp_path / "meta.pkl")
    (tmp_path / "test.jsonl").write_text('{"question": "57+4=?", "answer": 61}\n')
    found = pairwright.evaluate([tmp_path / "hf", tmp_path / "dpo.pt"], tmp_path / "test.jsonl", max_new_tokens=6)
    assert [each.right.of for each in found.models] == [1, 1]
    said = [each.samples["completion"].item() for each in found.models]
    assert said[0].rstrip("\n") == said[1].rstrip("\n")


def test_accuracy_by_the_difficulty_and_kind_that_a_test_states(model: Path, tmp_path: Path) -> None:
    rows = [
        {"question": "57+4=?", "answer": 61, "type": "Sums", "difficulty": 2.9},
        {"question": "3+4=?", "answer": 7, "difficulty": 2.0},
        {"question": "12*12=?", "answer": 144, "difficulty": 11},
    ]
    test = tmp_path / "test.jsonl"
    test.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (score,) = pairwright.evaluate(model, test, max_new_tokens=8).models
    assert {level: share.of for level, share in score.by["difficulty"].items()} == {"2": 2, "11": 1}
    assert {kind: share.of for kind, share in score.by["kind"].items()} == {
        "Sums": 1, "additive": 1, "multiplicative": 1
    }  # fmt: skip
