"""docs/evidence.md is what evidence/results.json says, and cells that are compared had the same compute."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from evidence import winners
from evidence.cells import BATCH, FROM_THE_BASE, KINDS, REJECTED, SHORT, STEPS, THEN_DPO, Table
from evidence.making import AgainstTheRule, LaidOut, OwnAnswers, Refusals, WrongRule
from evidence.page import NOTHING, PAGE, TEMPLATE, text_of
from evidence.recipes import mostly, refusals, stepwise
from evidence.results import Results, spec_of
from evidence.settings import ANSWERS, GROUPS, SETTINGS, Setting
from evidence.tables import TABLES, every_cell

import pairwright


def test_the_page_is_that_of_the_results() -> None:
    assert PAGE.read_text(encoding="utf-8") == text_of(Results.read())


def test_what_was_run_is_a_cell_and_what_was_not_is_named_at_the_end() -> None:
    results, cells = Results.read(), every_cell()
    assert set(results.runs) <= {cell.name for cell in cells}
    _, _, end = PAGE.read_text(encoding="utf-8").partition("## Not run yet")
    assert set(re.findall(r"`([\w-]+)`", end)) == {cell.name for cell in cells if not results.of(cell)}


def test_without_results_the_page_has_no_tables() -> None:
    text = text_of(Results({}))
    assert NOTHING in text
    assert not re.search(r"^\| trained on", text, re.MULTILINE)


def test_a_run_of_a_cell_that_was_changed_does_not_count() -> None:
    cell = next(cell for cell in every_cell() if cell.name == "sft")
    results = Results({"sft": {"1": {"spec": [*spec_of(cell), "other"]}, "2": {"spec": spec_of(cell)}}})
    assert list(results.by_seed(cell)) == ["2"]


def test_the_template_has_a_place_for_each_table_and_the_page_none_left() -> None:
    places = re.findall(r"<!-- (\S+) -->", TEMPLATE.read_text(encoding="utf-8"))
    own = ["setting", "winners", "held-out", "held-out-answer-first", "judges", "smollm2", "not-run"]
    assert sorted(places) == sorted([*own, *(table.name for table in TABLES), *GROUPS])
    assert "<!--" not in PAGE.read_text(encoding="utf-8")


def test_each_picture_is_there() -> None:
    pictures = re.findall(r"\]\((\S+\.png)\)", PAGE.read_text(encoding="utf-8"))
    assert pictures
    assert [name for name in pictures if not (PAGE.parent / name).is_file()] == []


@pytest.mark.parametrize("table", [FROM_THE_BASE, THEN_DPO, REJECTED, KINDS], ids=lambda table: table.name)
def test_cells_that_are_compared_have_the_same_compute(table: Table) -> None:
    answers = {cell.answers for cell in table.cells if cell.name != "first"}
    assert answers == {BATCH * STEPS}
    assert next(cell.answers for cell in every_cell() if cell.name == "first") == STEPS * BATCH - 2 * SHORT * BATCH


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_cells_of_a_setting_begin_alike_and_have_the_same_compute(setting: Setting) -> None:
    begin = setting.before.stages
    assert all(cell.stages[:-1] == begin for cell in setting.cells)
    assert {cell.stages[-1].answers for cell in setting.cells} == {ANSWERS}


def test_the_winner_and_its_interval() -> None:
    setting = SETTINGS[0]
    shares = {
        setting.cells[0].name: (50, 60, 70),
        setting.cells[1].name: (52, 61, 75),
        setting.cells[2].name: (1, 2, 3),
    }
    runs = {
        cell.name: {
            str(seed): {"spec": spec_of(cell), "tests": {"test": [right, 100]}}
            for seed, right in enumerate(shares[cell.name], 1)
        }
        for cell in setting.cells[:3]
    }
    line = list(winners.lines([setting], Results(runs)))[-1]
    # Gains of 2, 1, 5: mean 8/3, standard deviation 2.082, t 4.303.
    told = [each.strip() for each in line.strip("|").split("|")]
    assert told == [
        setting.title,
        setting.cells[1].title,
        "62.7",
        f"{setting.cells[0].title}: 60.0",
        "+2.7",
        "-2.5 to 7.8",
        "3",
    ]
    assert len(list(winners.lines([setting], Results()))) == 2


def test_rows_that_are_made_are_what_they_are_called(tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"

    def written(made: Refusals | WrongRule | AgainstTheRule | LaidOut) -> pl.DataFrame:
        made.write(tmp_path, out, 1)
        return pl.read_ndjson(out)

    def verdicts(rows: pl.DataFrame, completion: str) -> set[str]:
        return set(pairwright.score_column(rows, question="prompt", completion=completion)["verdict"])

    assert written(Refusals(refusals, 50))["completion"].unique().to_list() == [" Sorry, I don't know."]
    kinds = pairwright.generate(mostly("no_carry").with_layout("preference"), "train", 0, 400)["mistake"]
    ruled = written(WrongRule("no_carry", 400))
    wrong = pairwright.score_column(ruled, question="prompt")["verdict"] == "WRONG"
    assert wrong.to_list() == (kinds == "no_carry").to_list()
    assert 0 < wrong.sum() < 400
    for alike, refuted in ((False, 64), (True, 32)):
        rows = written(AgainstTheRule("no_carry", 64, alike))
        assert (verdicts(rows, "chosen"), verdicts(rows, "rejected")) == ({"RIGHT"}, {"WRONG"})
        ours = rows["prompt"].is_in(
            pairwright.generate(mostly("no_carry").with_layout("preference"), "train", 0, 2048)
            .filter(pl.col("mistake") == "no_carry")["prompt"]
            .implode()
        )
        assert ours.sum() == refuted
    steps = written(LaidOut(stepwise, "step_preference", 40))
    assert steps.columns == ["prompt", "chosen", "rejected"]
    assert steps.height == 40


def test_own_answers_are_sorted_by_their_verdicts(tmp_path: Path) -> None:
    model, out = tmp_path / "model", tmp_path / "rows.jsonl"
    said = pl.DataFrame(
        {
            "prompt": ["1+1=?"] * 3 + ["2+2=?"] * 2 + ["3+3=?"],
            "completion": [" 2", " 3", " 3", " 4", " 4", " 7"],
            "right": [True, False, False, True, True, False],
        }
    )
    said.write_parquet(tmp_path / "model-asked-3.parquet")
    found = {}
    for form in ("right", "pairs", "labelled"):
        OwnAnswers(form, 3).write(model, out, 1)
        found[form] = pl.read_ndjson(out).rows()
    assert found["right"] == [("1+1=?", " 2"), ("2+2=?", " 4")]
    assert found["pairs"] == [("1+1=?", " 2", " 3")]
    assert found["labelled"] == said.rows()
