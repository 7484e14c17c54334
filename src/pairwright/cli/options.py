"""Arguments and options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

# As in `layouts.LAYOUTS`, which would be slow to import for a word of help.
LAYOUT_NAMES = "pairs, preference, implicit, chat, listwise, kto, prompts, prompts_chat, sft, sft_chat, qa"


def whole_number(text: str) -> int:
    """What an option of whole numbers takes."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a whole number") from None


RecipeArgument = Annotated[str, typer.Argument(help="A built-in recipe, or the path of a .yaml file.")]
SeedOption = Annotated[
    int | None, typer.Option(parser=whole_number, metavar="<int>", help="Another seed than the recipe's.")
]
RowsOption = Annotated[
    int | None,
    typer.Option(parser=whole_number, metavar="<int>", help="Another number of training rows than the recipe's."),
]
LayoutOption = Annotated[str | None, typer.Option(help=f"Columns of the training split: {LAYOUT_NAMES}.")]
WordedOption = Annotated[
    str | None,
    typer.Option(help="The recipe whose wordings the rows have; else what the manifest beside a file says."),
]
AddressOption = Annotated[
    str | None, typer.Option(help="Of the Ray cluster; else that of RAY_ADDRESS, or a Ray of this machine's own.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")]
OverwriteFolderOption = Annotated[bool, typer.Option("--overwrite", help="Replace a dataset that stands there.")]
OverwriteModelOption = Annotated[bool, typer.Option("--overwrite", help="Replace a model that stands there.")]
OverwriteFileOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file that stands there.")]
AgainstOption = Annotated[
    list[str] | None, typer.Option(help="Another model, to stand beside; give it again for more.")
]
