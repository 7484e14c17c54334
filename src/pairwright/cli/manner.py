"""Options that say how a model is asked."""

from __future__ import annotations

from typing import Annotated

import typer

TokensOption = Annotated[
    int | None, typer.Option(help="The longest answer in tokens; else what the longest expected one needs.", min=1)
]
PromptOption = Annotated[
    str, typer.Option(help="chat (the model's template), plain, or a text file with {question}; auto: chat if it can.")
]
SystemOption = Annotated[str | None, typer.Option(help="A system message.")]
ShotsOption = Annotated[int, typer.Option(help="Show so many solved training facts first.", min=0, max=100)]
StyleOption = Annotated[
    str | None, typer.Option(help="Room for a number, a sentence, steps or thought; else as the model needs.")
]
DtypeOption = Annotated[
    str, typer.Option(help="float32, bfloat16 or float16; auto: what is faster, for a large model.")
]
BatchOption = Annotated[int, typer.Option(help="Questions that a local model answers at once.", min=1)]
QuestionsOption = Annotated[int, typer.Option(help="How many different questions to ask.")]
SamplesOption = Annotated[int, typer.Option(help="How often to ask each.")]
TemperatureOption = Annotated[float, typer.Option(help="0 asks once, for the likeliest answer.")]
SampleSeedOption = Annotated[int | None, typer.Option(help="Of the samples; else the recipe's.")]
ModelEngineOption = Annotated[
    str, typer.Option(help="local, or ray: a model in each worker, or one endpoint asked by all of them.")
]
ModelWorkersOption = Annotated[
    int | None, typer.Option(help="Workers of Ray; each asks an endpoint --concurrency questions at once.", min=1)
]
