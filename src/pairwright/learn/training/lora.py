"""LoRA by peft: a few weights beside the model's own are trained, and merged into them at the end."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from pairwright.errors import TrainingError, extra_missing

if TYPE_CHECKING:
    from pathlib import Path

    from peft import LoraConfig, PeftModel
    from transformers import PreTrainedModel

# Options of TRL's own command line (`ModelConfig`), by which its users write it.
_SWITCH = "use_peft"
_DEFAULTS = {"lora_target_modules": ["all-linear"], "lora_r": 16, "lora_alpha": 32, "lora_dropout": 0.0}


def parted(given: Mapping[str, Any], *, wanted: bool) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The trainer's options, and those of LoRA; None where there is to be none.

    Args:
        given: all options, by the names that TRL has for them.
        wanted: whether LoRA is asked for apart from these.

    Raises:
        TrainingError: an option of LoRA that it cannot have, or without LoRA.

    >>> parted({"beta": 0.1, "use_peft": True, "lora_r": "8"}, wanted=False)[1]["lora_r"]
    8
    >>> parted({"beta": 0.1}, wanted=False)
    ({'beta': 0.1}, None)

    """
    types = _types()
    own = {name: value for name, value in given.items() if name in types}
    rest = {name: value for name, value in given.items() if name not in types}
    switch = own.pop(_SWITCH, wanted)
    if not (switch or wanted):
        if own:
            raise TrainingError(f"{next(iter(own))}: an option of LoRA, which is not asked for; add --lora")
        return rest, None
    if importlib.util.find_spec("peft") is None:
        raise TrainingError(extra_missing("LoRA needs an extra (peft is missing)", "train"))
    return rest, {**_DEFAULTS, **{name: _typed(name, value, types[name]) for name, value in own.items()}}


def adapter_of(options: Mapping[str, Any] | None, method: str) -> LoraConfig | None:
    """What peft is to add to the model.

    Raises:
        TrainingError: options that peft refuses.

    """
    if options is None:
        return None
    from peft import LoraConfig

    modules = options["lora_target_modules"]
    renamed = {
        "r": options["lora_r"],
        "lora_alpha": options["lora_alpha"],
        "lora_dropout": options["lora_dropout"],
        "target_modules": modules[0] if modules == ["all-linear"] else modules,
        "modules_to_save": options.get("lora_modules_to_save"),
        "use_rslora": options.get("use_rslora", False),
        "use_dora": options.get("use_dora", False),
        "task_type": "SEQ_CLS" if method == "reward" else "CAUSAL_LM",
    }
    try:
        return LoraConfig(**renamed)
    except (ValueError, TypeError) as error:
        raise TrainingError(f"peft refuses these options of LoRA: {' '.join(str(error).split())[:240]}") from error


def merged_model(model: PreTrainedModel | PeftModel, folder: Path, *, base: str) -> PreTrainedModel:
    """The model with its adapters merged into its weights; they go into `folder` apart, too.

    Args:
        model: as it was trained; without adapters it is what is returned.
        folder: of the model to be.
        base: what the adapters belong to.

    """
    from peft import PeftModel

    if not isinstance(model, PeftModel):
        return model
    for each in model.peft_config.values():
        each.base_model_name_or_path = base
    # Else peft asks the Hub whether the base has grown tokens; embeddings that are trained are saved anyway.
    model.save_pretrained(str(folder / "adapter"), selected_adapters=["default"], save_embedding_layers=False)
    merged: PreTrainedModel = model.merge_and_unload()
    return merged


def _types() -> dict[str, Any]:
    from typing import get_type_hints

    from trl import ModelConfig

    hints = get_type_hints(ModelConfig)
    names = {each.name for each in dataclasses.fields(ModelConfig)}
    taken = {_SWITCH, "use_rslora", "use_dora"} | {
        name for name in names if name.startswith("lora_") and name not in {"lora_task_type", "lora_target_parameters"}
    }
    return {name: hints[name] for name in taken}


def _typed(name: str, value: Any, kind: Any) -> Any:
    listed = [value] if name in {"lora_target_modules", "lora_modules_to_save"} and isinstance(value, str) else value
    try:
        found = TypeAdapter(kind).validate_python(listed)
    except ValidationError as error:
        what = error.errors()[0]["msg"].removeprefix("Input should be ")
        raise TrainingError(f"{name}: {value!r} should be {what}") from error
    if name in {"lora_r", "lora_alpha"} and found <= 0:
        raise TrainingError(f"{name}: {found} should be above 0")
    if name == "lora_dropout" and not 0 <= found < 1:
        raise TrainingError(f"{name}: {found} should be from 0 up to 1")
    return found
