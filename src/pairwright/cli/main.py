"""The command line: arguments only; every command calls one public function."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from pairwright.cli.evaluation import app as eval_app
from pairwright.cli.learn import app as learn_app
from pairwright.cli.training import app as train_app
from pairwright.errors import PairwrightError
from pairwright.stopping import NotedStopError, checked, keeping_notes, stopped_by_signals
from pairwright.version import __version__

if TYPE_CHECKING:
    from pairwright.recipe.recipe import Recipe

app = typer.Typer(
    name="pairwright",
    help="Preference data for mathematics that is proven right.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(learn_app)
app.add_typer(train_app)
app.add_typer(eval_app)

INTERRUPTED = 130
# As in `layouts.LAYOUTS`, which would be slow to import for a word of help.
LAYOUT_NAMES = "pairs, preference, implicit, chat, listwise, kto, prompts, prompts_chat, sft, sft_chat, qa"


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a whole number") from None


RecipeArgument = Annotated[str, typer.Argument(help="A built-in recipe, or the path of a .yaml file.")]
SeedOption = Annotated[
    int | None, typer.Option(parser=_whole_number, metavar="<int>", help="Another seed than the recipe's.")
]
RowsOption = Annotated[
    int | None,
    typer.Option(parser=_whole_number, metavar="<int>", help="Another number of training rows than the recipe's."),
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"pairwright {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _wants_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Preference data for mathematics that is proven right."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def generate(
    out: Annotated[
        str, typer.Option(help="The folder to write, made if it is missing; or a URL such as s3://bucket/name.")
    ],
    recipe: RecipeArgument = "arithmetic",
    rows: RowsOption = None,
    seed: SeedOption = None,
    layout: Annotated[str | None, typer.Option(help=f"Columns of the training split: {LAYOUT_NAMES}.")] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", help="jsonl or json (one array), each also with .gz or .zst; parquet; arrow (load_from_disk)."
        ),
    ] = None,
    metadata: Annotated[
        bool, typer.Option("--metadata", help="Add operator, view, family, answer, mistake to JSON.")
    ] = False,
    certify: Annotated[bool, typer.Option(help="Prove every row right before it is kept.")] = True,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a dataset that stands there.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    shards: Annotated[
        int | None,
        typer.Option(
            parser=_whole_number, metavar="<int>", help="Files of a training split; else one for a million rows."
        ),
    ] = None,
    engine: Annotated[str, typer.Option(help="local (the cores of this machine) or ray (a cluster).")] = "local",
    address: Annotated[
        str | None, typer.Option(help="Of the Ray cluster; else that of RAY_ADDRESS, or a Ray of this machine's own.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(parser=_whole_number, metavar="<int>", help="Threads, or tasks at once."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write the dataset of a recipe: one file per split, a manifest and a dataset card."""
    from pairwright.cli.terminal import print_summary, progress_bar
    from pairwright.dataset_folder.writing import write

    chosen = _changed(recipe, rows=rows, seed=seed, layout=layout, format_name=format_name)
    with keeping_notes(), progress_bar(hidden=quiet or as_json) as progress:
        summary = write(
            chosen,
            out,
            overwrite=overwrite,
            resume=resume,
            metadata=metadata,
            certify=certify,
            shards=shards,
            engine=engine,
            address=address,
            workers=workers,
            progress=checked(progress),
        )
    if as_json:
        print(json.dumps(summary.as_dict(), indent=2))
    elif not quiet:
        print_summary(summary)


@app.command()
def check(
    data: Annotated[str, typer.Argument(help="The folder or URL of a finished dataset.")],
    remake: Annotated[
        list[str] | None,
        typer.Option(help="A shard to make again and compare: its number, its name, or all; give it again for more."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Prove a dataset against its manifest, and shards of it against its recipe; exit with 1 if it is damaged."""
    from pairwright.cli.terminal import print_check, progress_bar
    from pairwright.dataset_folder.checking import check as run_check

    with progress_bar(hidden=as_json, of="files") as progress:
        found = run_check(data, remake=remake or (), progress=checked(progress))
    if as_json:
        print(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
    else:
        print_check(found)
    if not found.whole:
        raise typer.Exit(1)


@app.command()
def preview(
    recipe: RecipeArgument = "arithmetic",
    split: Annotated[str, typer.Option(help="Which split to show.")] = "train",
    rows: Annotated[int, typer.Option(help="How many rows.")] = 12,
    seed: SeedOption = None,
) -> None:
    """Show the first rows of a split in the terminal; nothing is written."""
    from pairwright.cli.terminal import print_rows
    from pairwright.rows.blocks import first_rows

    print_rows(first_rows(_changed(recipe, seed=seed), split, rows))


@app.command()
def recipes(name: Annotated[str | None, typer.Argument(help="Print this recipe's YAML.")] = None) -> None:
    """List the built-in recipes, or print one as YAML to start from."""
    from pairwright.recipe.file import builtin_names, read_recipe_text

    if name is not None:
        print(read_recipe_text(name), end="")
        return
    from pairwright.cli.terminal import print_table
    from pairwright.recipe.recipe import load_recipe

    found = [load_recipe(each) for each in builtin_names()]
    print_table(["recipe", "what it makes"], [[each.name, each.description] for each in found])


@app.command()
def problems() -> None:
    """List the kinds of problem with their views, operators, ranges and mistakes."""
    from pairwright.cli.terminal import print_table
    from pairwright.problems import known_mistakes, registered

    rows = [
        [problem.name, view.operator, view.name, view.question, ", ".join(problem.ranges)]
        for problem in registered().values()
        for view in problem.views
    ]
    print_table(["problem", "operator", "view", "question", "ranges (min_*, max_*)"], rows)
    places = ["all views" if len(views) == len(rows) else ", ".join(views) for views in known_mistakes().values()]
    print_table(["mistake", "made in"], [list(row) for row in zip(known_mistakes(), places, strict=True)])


@app.command()
def audit(
    data: Annotated[list[Path], typer.Argument(help="Files or folders: JSON Lines, JSON, Parquet, Arrow; .gz, .zst.")],
    against: Annotated[
        list[Path] | None, typer.Option(help="A test of which nothing may be in the data; give it again for more.")
    ] = None,
    tokenizer: Annotated[
        Path | None, typer.Option(help="A tokenizer.json, a folder with one, or nanoGPT's meta.pkl.")
    ] = None,
    max_length: Annotated[
        int | None, typer.Option(help="The longest text in tokens; in characters without --tokenizer.", min=1)
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be audited here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if there is an error among the findings.")
    ] = False,
) -> None:
    """Find what is wrong with a dataset: false answers, repeats, leaks, shortcuts, and more."""
    from pairwright.auditing.run import audit as run_audit
    from pairwright.cli.terminal import progress_bar

    with progress_bar(hidden=as_json) as progress:
        report = run_audit(
            data,
            against=against or (),
            tokenizer=tokenizer,
            max_length=max_length,
            rejects=rejects,
            progress=lambda done: progress(done, None),
        )
    if as_json:
        print(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    else:
        from pairwright.cli.terminal_audit import print_report

        print_report(report)
    if strict and report.errors:
        raise typer.Exit(1)


@app.command()
def convert(
    data: Annotated[list[Path], typer.Argument(help="Files: JSON Lines, JSON, Parquet, Arrow; .gz, .zst.")],
    layout: Annotated[str, typer.Option(help=f"Columns to write: {LAYOUT_NAMES}.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format_name: Annotated[
        str | None, typer.Option("--format", help="As for generate; else as the ending of --out says.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be converted here.")] = None,
    drop_extra: Annotated[
        bool, typer.Option("--drop-extra", help="Leave out the columns that are not those of the layout.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that stands there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write the rows of any dataset in another layout or format; exit with 1 if rows are left out and not kept."""
    from pairwright.cli.terminal import progress_bar
    from pairwright.converting.run import convert as run_convert

    with progress_bar(hidden=quiet or as_json) as progress:
        done = run_convert(
            data,
            out,
            layout=layout,
            format=format_name,
            rejects=rejects,
            drop_extra=drop_extra,
            overwrite=overwrite,
            progress=lambda rows: progress(rows, None),
        )
    if as_json:
        print(json.dumps(done.as_dict(), indent=2, ensure_ascii=False))
    elif not quiet:
        from pairwright.cli.terminal_convert import print_conversion

        print_conversion(done)
    if done.rejected and rejects is None:
        lost = sum(done.rejected.values())
        print(
            f"pairwright: {lost:,} rows are not in {out}; --rejects FILE keeps them with the reasons", file=sys.stderr
        )
        raise typer.Exit(1)


@app.command()
def push(
    folder: Annotated[Path, typer.Argument(help="The folder of a finished dataset.")],
    repo: Annotated[str, typer.Argument(help="The dataset on the Hub: name, or owner/name; made if it is missing.")],
    private: Annotated[bool, typer.Option("--private", help="Make the repository private.")] = False,
    revision: Annotated[str | None, typer.Option(help="The branch, made if it is missing; else the main one.")] = None,
    message: Annotated[str | None, typer.Option(help="The commit's message; else which recipe it is.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would go; nobody is contacted.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what went as JSON.")] = False,
) -> None:
    """Upload a dataset with its card to the Hugging Face Hub, whole or not at all."""
    from pairwright.cli.terminal import progress_bar
    from pairwright.hub.pushing import push as run_push

    with progress_bar(hidden=quiet or as_json, of="bytes") as progress:
        pushed = run_push(
            folder,
            repo,
            private=private,
            revision=revision,
            message=message,
            dry_run=dry_run,
            progress=checked(progress),
        )
    if as_json:
        print(json.dumps(pushed.as_dict(), indent=2, ensure_ascii=False))
    elif not quiet:
        from pairwright.cli.terminal_push import print_pushed

        print_pushed(pushed)


def _changed(
    recipe: str,
    *,
    rows: int | None = None,
    seed: int | None = None,
    layout: str | None = None,
    format_name: str | None = None,
) -> Recipe:
    """The recipe with the options of the command line."""
    from pairwright.recipe.recipe import load_recipe

    chosen = load_recipe(recipe)
    if seed is not None:
        chosen = chosen.with_changes(seed=seed)
    if rows is not None:
        chosen = chosen.with_rows(rows)
    if layout is not None:
        chosen = chosen.with_layout(layout)
    return chosen if format_name is None else chosen.with_changes(format=format_name)


def main() -> None:
    """Run the command line; whatever is refused on purpose is one line on stderr and exit code 2."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        with stopped_by_signals():
            code = app(standalone_mode=False)
        # Typer makes this exit code of an interrupt.
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.stdout.flush()
        sys.exit(code)
    except TyperException as error:
        message = " ".join(error.format_message().split()).rstrip(".")
        print(f"pairwright: {message}; see --help", file=sys.stderr)
        sys.exit(error.exit_code)
    except PairwrightError as error:
        print("; ".join([f"pairwright: {error}", *_notes(error)]), file=sys.stderr)
        sys.exit(2)
    except (KeyboardInterrupt, NotedStopError) as error:
        print("; ".join(["pairwright: stopped; partial files removed", *_notes(error)]), file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        print(f"pairwright: the output cannot be written ({error.strerror}); write it elsewhere", file=sys.stderr)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (what is left in the buffer has nowhere to go)
        sys.exit(2)


def _notes(error: BaseException) -> list[str]:
    """What was added to an exception on its way."""
    return getattr(error, "__notes__", [])
