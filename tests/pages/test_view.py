"""The explorer: rows of the data, any page of any filter, for one reader of this machine alone."""

from __future__ import annotations

import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import polars as pl
import pytest
from tests.pages.conftest import CONTRASTS, HOSTILE, Opener

import pairwright
from pairwright.errors import DataError, OutputError
from pairwright.viewing.bundle import write_bundle
from pairwright.viewing.looking import Looking
from pairwright.viewing.server import Viewer
from pairwright.viewing.tables import MOST_A_PAGE, RowQuery, tables_of


def served(looking: Looking) -> Iterator[Viewer]:
    viewer = Viewer(looking)
    thread = threading.Thread(target=viewer.serve)
    thread.start()
    yield viewer
    viewer.close()
    thread.join()


@pytest.fixture(scope="module")
def viewer(mistakes: Path) -> Iterator[Viewer]:
    yield from served(Looking.at([mistakes]))


@pytest.fixture(scope="module")
def train(mistakes: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (mistakes / "train.jsonl").read_text().splitlines()]


def got(viewer: Viewer, name: str, **query: object) -> object:
    with urllib.request.urlopen(f"{viewer.url}api/{name}?{urlencode(query)}") as answer:
        return json.loads(answer.read())


def refused(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_any_page_of_any_filter_is_what_the_file_holds(viewer: Viewer, train: list[dict[str, object]]) -> None:
    asked: dict[str, object] = {"is.operator": "-", "is.mistake": "wrong_sign", "text": "X="}
    like = [
        number
        for number, row in enumerate(train, 1)
        if (row["operator"], row["mistake"]) == ("-", "wrong_sign") and "x=" in str(row["positive"])
    ]
    assert got(viewer, "count", **asked) == len(like) > 3
    found = got(viewer, "rows", offset=2, count=3, **asked)
    assert isinstance(found, list)
    assert [row["place"] for row in found] == like[2:5]
    by_answer = sorted(range(len(train)), key=lambda number: (-int(str(train[number]["answer"])), number))
    found = got(viewer, "rows", sort="answer", descending=1, count=5)
    assert isinstance(found, list)
    assert [row["place"] - 1 for row in found] == by_answer[:5]
    found = got(viewer, "rows", text="THE ANSWER IS -", count=1)
    assert isinstance(found, list)
    assert "The answer is -" in json.dumps(found[0]["sides"])


def test_a_fact_is_found_in_each_split_that_asks_it(viewer: Viewer, mistakes: Path) -> None:
    rows = {
        name: [json.loads(line) for line in (mistakes / f"{name}.jsonl").read_text().splitlines()]
        for name in ("train", "test", "test_familiar", "test_beyond")
    }
    fact = next(
        row["family"] for row in rows["test_familiar"] if any(r["family"] == row["family"] for r in rows["train"])
    )
    where = [(name, n) for name, of in rows.items() for n, row in enumerate(of, 1) if row["family"] == fact]
    found = got(viewer, "fact", set=0, fact=fact)
    assert isinstance(found, dict)
    assert sorted((row["split"], row["place"]) for row in found["rows"]) == sorted(where)
    assert {name for name, _ in where} >= {"train", "test_familiar"}


def test_nobody_else_is_answered(viewer: Viewer) -> None:
    base = f"http://127.0.0.1:{viewer.port}/"
    assert refused(viewer.url) == 200
    for url, headers in (
        (base, {}), (f"{base}wrong/", {}), (f"{base}api/rows", {}), (viewer.url, {"Host": "evil.example"}),
        (viewer.url.replace(viewer.token, viewer.token[:-1]), {}), (f"{base}%E2%80%AE/", {}),
    ):  # fmt: skip
        assert refused(url, **headers) == 403, url
    assert refused(f"{viewer.url}../../etc/passwd") == 404
    request = urllib.request.Request(viewer.url, data=b"x", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="501"):
        urllib.request.urlopen(request)
    # No other address of this machine is listened at.
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", viewer.port))


@pytest.mark.parametrize(
    "query", ["set=9", "set=x", "offset=-1", "count=0", f"count={MOST_A_PAGE + 1}", "sort=nothing", "is.nothing=1"]
)
def test_what_cannot_be_asked_is_one_line(viewer: Viewer, query: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(f"{viewer.url}api/rows?{query}")
    assert raised.value.code == 400
    assert "\n" not in json.loads(raised.value.read())["error"]


def test_wrong_input_is_told_before_a_browser_opens(mistakes: Path, tmp_path: Path, viewer: Viewer) -> None:
    unfinished = tmp_path / "unfinished"
    (unfinished / ".unfinished").mkdir(parents=True)
    (unfinished / ".unfinished" / "run.json").write_text("{}")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    for path, said in (
        (tmp_path / "none", "no such file"), (tmp_path / "broken.parquet", "cannot be read"),
        (unfinished, "an unfinished dataset"),
    ):  # fmt: skip
        with pytest.raises(DataError, match=said):
            Looking.at([path])
    with pytest.raises(DataError, match="no tokenizer can be read"):
        Looking.at([mistakes], tokenizer=tmp_path)
    with pytest.raises(OutputError, match=rf"port: {viewer.port} cannot be had"):
        Viewer(Looking.at([mistakes]), viewer.port)
    with pytest.raises(OutputError, match="stands there already"):
        write_bundle(Looking.at([mistakes]), mistakes, overwrite=True)
    assert (mistakes / "manifest.json").is_file()


def test_tokens_are_those_of_the_tokenizer(mistakes: Path, tmp_path: Path) -> None:
    vocabulary = {"<unk>": 0, "7": 1, "*": 2, "8": 3, "=": 4, "?": 5}
    model = {"type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>"}
    split = {"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated", "invert": False}
    plain = dict.fromkeys(("truncation", "padding", "normalizer", "post_processor", "decoder"))
    tokenizer: dict[str, object] = {
        "version": "1.0",
        **plain,
        "added_tokens": [],
        "pre_tokenizer": split,
        "model": model,
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    tokens = Looking.at([mistakes], tokenizer=tmp_path).tokens(["7*8=?", "8!"])
    assert tokens == [["7", "*", "8", "=", "?"], ["8", "<unk>"]]
    assert Looking.at([mistakes]).tokens(["7"]) is None


@pytest.mark.parametrize("layout", ["chat", "listwise", "kto", "preference"])
@pytest.mark.parametrize("format_name", ["parquet", "json.gz"])
def test_every_layout_and_format_is_paged(layout: str, format_name: str, tmp_path: Path) -> None:
    recipe = pairwright.load_recipe("mistakes").with_rows(60).with_layout(layout).with_changes(format=format_name)
    pairwright.write(recipe, tmp_path / "data")
    looking = Looking.at([tmp_path / "data"])
    rows = looking.rows(0, RowQuery(10, 5))
    assert {row["place"] for row in rows} == {11, 12, 13, 14, 15}
    assert all(side["verdict"] == "RIGHT" for row in rows for side in row["sides"] if side["name"] == "chosen")


def test_the_first_page_of_many_rows_costs_as_much_as_of_few(tmp_path: Path) -> None:
    one = pl.DataFrame({"prompt": ["57+4=?"], "chosen": ["61"], "rejected": ["62"], "operator": ["+"]})
    one.select(pl.all().repeat_by(500_000).explode()).write_parquet(tmp_path / "many.parquet", row_group_size=50_000)
    looking = Looking.at([tmp_path / "many.parquet"])
    assert [row["place"] for row in looking.rows(0, RowQuery(499_990, 200))] == list(range(499_991, 500_001))
    assert "SLICE" in looking.tables[0].lazy.slice(5, 5).explain()


def test_in_a_browser(viewer: Viewer, train: list[dict[str, object]], opened: Opener) -> None:
    page = opened(viewer.url)
    assert page.locator(".status").first.inner_text() == "1–25 of 600"
    page.get_by_role("button", name="Later").click()
    page.get_by_text("26–50 of 600").wait_for()
    page.get_by_label("mistake", exact=True).select_option("off_by_one")
    like = sum(row["mistake"] == "off_by_one" for row in train)
    page.get_by_text(f"of {like}", exact=False).wait_for()
    page.locator("details.row summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(".forms tbody tr").first.wait_for()
    answer = page.get_by_label("answer", exact=True)
    expected = page.locator("details[open] .fields dt:text-is('answer') + dd").inner_text()
    for typed, verdict in ((expected, "RIGHT"), ("7777", "WRONG"), ("no idea", "UNPARSED")):
        answer.fill(typed)
        page.locator(".scored .badge", has_text=verdict).wait_for()
    assert page.evaluate(CONTRASTS) == []
    page.get_by_role("tab", name="Report").click()
    page.wait_for_selector("#report-tab[data-ready=yes]")
    assert not page.locator("#rows-tab").is_visible()
    assert page.locator("#report-tab figure svg[role=img]").count() == 2
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_two_stand_side_by_side_and_hostile_rows_are_text(mistakes: Path, hostile: Path, opened: Opener) -> None:
    for viewer in served(Looking.at([mistakes, hostile])):
        page = opened(viewer.url)
        left, right = page.locator(".panel").all()
        boxes = left.bounding_box(), right.bounding_box()
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
        shown = right.locator(".question").all_inner_texts()
        assert HOSTILE[0] in shown
        assert HOSTILE[1] in shown
        for row in right.locator("details.row summary").all()[:3]:
            row.click()
        page.locator(".scored").nth(2).wait_for()
        assert page.locator("main img, main script, main svg, main b").count() == 0
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_bundle_needs_no_server_of_ours(mistakes: Path, tmp_path: Path, opened: Opener) -> None:
    out = tmp_path / "bundle"
    rows = write_bundle(Looking.at([mistakes]), out)
    manifest = json.loads((mistakes / "manifest.json").read_text())
    assert rows == sum(min(2000, split["rows"]) for split in manifest["splits"].values())
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=out))
    thread = threading.Thread(target=host.serve_forever)
    thread.start()
    try:
        page = opened(f"http://127.0.0.1:{host.server_address[1]}/")
        assert page.locator("#rows .status").inner_text() == "1–10 of 600"
        page.locator("#rows").get_by_label("rows of").select_option("test")
        page.get_by_text("of 398").first.wait_for()
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


def test_rows_are_filtered_by_kind_and_by_whole_numbers_of_difficulty(tmp_path: Path) -> None:
    train = {"families": "training", "rows": 300, "layout": "preference"}
    problems: dict[str, object] = {"additive": {}, "gcd": {}}
    recipe = pairwright.load_recipe({"problems": problems, "splits": {"train": train}, "format": "parquet"})
    pairwright.write(recipe, tmp_path / "data")
    (table,) = tables_of(tmp_path / "data")
    rows = pairwright.generate(recipe)
    assert table.filters["kind"] == ["additive", "gcd"]
    assert table.filters["difficulty"] == sorted({str(int(each)) for each in rows["difficulty"]})
    for level in table.filters["difficulty"]:
        asked = RowQuery(values={"kind": "gcd", "difficulty": level})
        expected = rows.filter(pl.col("difficulty").is_between(int(level), int(level) + 1, closed="left"))
        assert table.count(asked) == expected.filter(pl.col("kind") == "gcd").height
