"""The report as people use it: read, filtered, paged, opened by keyboard; numbers are those of the data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.pages.conftest import CONTRASTS, HOSTILE, Opener

import pairwright


@pytest.fixture(scope="module")
def report(mistakes: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report") / "report.html"
    pairwright.report(mistakes, out)
    return out.as_uri()


def table(page: Page, section: str) -> list[list[str]]:
    rows = page.locator(f"#{section} table").first.locator("tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def number(text: str) -> int | None:
    return int(text.replace(",", "")) if text != "–" else None


def test_the_numbers_are_those_of_the_data(report: str, mistakes: Path, opened: Opener) -> None:
    page = opened(report)
    manifest = json.loads((mistakes / "manifest.json").read_text())
    splits = {row[0]: list(map(number, row[2:])) for row in table(page, "splits")}
    for name, said in manifest["splits"].items():
        lines = (mistakes / said["files"][0]["path"]).read_text().splitlines()
        questions = {json.loads(line).get("question") or json.loads(line)["positive"].split(" ")[0] for line in lines}
        shared = said["families_shared_with_train"]
        assert splits[name] == [len(lines), len(questions), said["families"], shared], name
    rejected = {row[0].replace(" ", "_"): number(row[1]) for row in mistakes_table(page)}
    assert rejected == manifest["splits"]["train"]["mistakes"]
    assert "No test states a fact that training states" in page.locator("#splits").inner_text()


def mistakes_table(page: Page) -> list[list[str]]:
    rows = page.locator("#dataset table", has_text="rejected answers").locator("tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def test_rows_are_filtered_paged_and_opened(report: str, mistakes: Path, opened: Opener) -> None:
    page = opened(report)
    train = page.locator("#rows .list").first
    rows = [json.loads(line) for line in (mistakes / "train.jsonl").read_text().splitlines()[:50]]
    assert train.locator(".question").first.inner_text() == rows[0]["positive"].split(" ")[0]
    train.get_by_role("button", name="Later").click()
    assert train.locator(".status").inner_text() == "11–20 of 50"
    assert train.locator(".question").first.inner_text() == rows[10]["positive"].split(" ")[0]
    chosen = rows[0]["mistake"]
    like = [row for row in rows if row["mistake"] == chosen]
    train.get_by_label("mistake").select_option(chosen)
    assert train.locator(".status").inner_text() == f"1–{min(10, len(like))} of {len(like)}"
    train.get_by_label("text").fill(like[-1]["negative"].partition("? ")[2])
    # A wrong reason for the right answer is RIGHT with a reason that FAILS; all others are WRONG.
    row = train.locator("details.row").first
    row.locator("summary").click()
    said = row.inner_text()
    assert like[-1]["family"] in said
    assert re.search(r"rejected: answer\s*WRONG", said) or chosen == "wrong_reason"
    train.get_by_label("text").fill("nothing is like this")
    assert "No row is like that" in train.locator(".status").inner_text()


def test_by_keyboard_alone(report: str, opened: Opener) -> None:
    page = opened(report)
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.tagName + '.' + document.activeElement.className")
        reached.add(kind.split(".")[0])
        if kind.startswith("SUMMARY") and page.evaluate("!!document.activeElement.closest('details.row')"):
            break
    assert {"A", "SUMMARY", "SELECT", "INPUT"} <= reached
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(report: str, width: int, scheme: str, opened: Opener) -> None:
    page = opened(report, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each, i) => { if (i < 6) each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CONTRASTS) == []
    # Each picture is drawn, has a name, and the same as a table.
    for figure in page.locator("figure").all():
        assert figure.locator("svg[role=img]").get_attribute("aria-label")
        assert figure.locator("svg path, svg rect").count() > 2
        assert figure.locator("details table tbody tr").count() > 0


def test_a_picture_changes_with_its_choice(report: str, opened: Opener) -> None:
    page = opened(report)
    figure = page.locator("#facts figure")
    before = figure.locator("svg").inner_html()
    figure.get_by_role("combobox").select_option("products")
    assert figure.locator("svg").inner_html() != before


def test_on_paper_all_rows_are_open(report: str, opened: Opener) -> None:
    page = opened(report)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.row:not([open])").count() == 0
    assert not page.locator(".contents").is_visible()
    assert page.evaluate(CONTRASTS) == []


def test_hostile_data_are_text(hostile: Path, tmp_path: Path, opened: Opener) -> None:
    out = tmp_path / "hostile.html"
    pairwright.report(hostile, out)
    assert out.stat().st_size < 1_300_000
    page = opened(out.as_uri(), 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("main img, main script, main b, main svg:not(.marks)").count() == 0
    shown = page.locator("#rows .question").all_inner_texts()
    assert [text for text in HOSTILE if "\x1b" not in text] == [text for text in shown if "\\x1b" not in text][:3]
    escaped = next(text for text in shown if "\\x1b" in text)
    assert escaped == "\\x1b[31mred\\x07\\x00 \\u202egnp.exe\\u2066 \u05e9\u05dc\u05d5\u05dd 1+1=?"
    assert "more characters)" in shown[-1]
    assert len(shown[-1]) < 2100
    assert page.title() == hostile.name
