"""Pages in a headless Chromium, Debian's or Playwright's own; where there is none, the run says so at its end."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

import pairwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "no Chromium here, so no page was opened in a browser: apt-get install chromium, or playwright install chromium"
)
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        if path is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip(MISSING)
        # Chromium's own sandbox does not start for root, as CI runs.
        sandboxed = os.geteuid() != 0
        started = playwright.chromium.launch(executable_path=path, chromium_sandbox=sandboxed)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens a page, waits until it is drawn, and refuses whatever is complained of on its console."""
    complaints: list[str] = []
    contexts = []

    def refused(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(url: str, width: int = 1400, scheme: str = "light", height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", refused)
        page.goto(url)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with typed mistakes and metadata."""
    out = tmp_path_factory.mktemp("data") / "mistakes"
    pairwright.write(pairwright.load_recipe("mistakes").with_rows(600), out, metadata=True)
    return out


# What a page must show as it is: markup, scripts, an end of the JSON's element, control characters, directions.
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script><!--",
    "\x1b[31mred\x07\x00 \u202egnp.exe\u2066 \u05e9\u05dc\u05d5\u05dd 1+1=?",
    '"><svg/onload=alert(3)>{{constructor}} &lt;b&gt; &amp; \\u003c',
)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows that no page should obey, one of them of a megabyte."""
    path = tmp_path_factory.mktemp("hostile") / "<b>rows&.jsonl"
    texts = [*HOSTILE, "7*8=? " + "<b>y</b>" * (1 << 17)]
    rows = [
        {
            "prompt": text,
            "chosen": f"{text} 56",
            "rejected": text,
            "operator": text[:40],
            "family": text[:60],
            "mistake": text[:30],
        }
        for text in texts
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


CONTRASTS = Path(__file__).with_name("contrasts.js").read_text(encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(each.longrepr) for each in skipped):
        terminalreporter.write_line(
            f"{sum(MISSING in str(each.longrepr) for each in skipped)} tests left out: {MISSING}"
        )
