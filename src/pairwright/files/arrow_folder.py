"""The small files that make a folder of Arrow files what `datasets.save_to_disk` writes for a `DatasetDict`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from pairwright.files.written import WrittenFile

Feature = dict[str, object]
_ROOT, _STATE, _INFO = "dataset_dict.json", "state.json", "dataset_info.json"


def arrow_folder(splits: Mapping[str, Sequence[WrittenFile]], schemas: Mapping[str, pl.Schema]) -> dict[str, str]:
    """What has to stand beside the data files, so that `datasets.load_from_disk` takes the folder.

    Args:
        splits: name -> its files in order, all in a folder that is called as the split.
        schemas: name -> the columns of these files.

    Returns:
        Path in the dataset -> text: `dataset_dict.json`, and `state.json` and `dataset_info.json` of each split.

    Raises:
        ValueError: a dtype that `datasets` has no name for here.

    >>> file = WrittenFile("train/data-00000-of-00001.arrow", 1, 400, "0" * 64)
    >>> sorted(arrow_folder({"train": [file]}, {"train": pl.Schema({"answer": pl.Int64})}))
    ['dataset_dict.json', 'train/dataset_info.json', 'train/state.json']

    """
    texts = {_ROOT: json.dumps({"splits": list(splits)}) + "\n"}
    for name, files in splits.items():
        texts[f"{name}/{_STATE}"] = _text(_state(name, files))
        texts[f"{name}/{_INFO}"] = _text(_info(schemas[name]))
    return texts


def beside(data_files: Iterable[str]) -> list[str]:
    """The paths of the small files that belong to these data files; none where they are of another format.

    >>> beside(["train/data-00000-of-00001.arrow"])
    ['dataset_dict.json', 'train/dataset_info.json', 'train/state.json']
    """
    folders = sorted({name.rpartition("/")[0] for name in data_files if name.endswith(".arrow")} - {""})
    return [_ROOT, *(f"{folder}/{each}" for folder in folders for each in (_INFO, _STATE))] if folders else []


def _state(split: str, files: Sequence[WrittenFile]) -> dict[str, object]:
    """Which files there are, in order; the fingerprint is of their contents, as `datasets` caches by it."""
    sums = "".join(file.sha256 for file in files)
    return {
        "_data_files": [{"filename": PurePosixPath(file.path).name} for file in files],
        "_fingerprint": hashlib.sha256(sums.encode()).hexdigest()[:16],
        "_format_columns": None,
        "_format_kwargs": {},
        "_format_type": None,
        "_output_all_columns": False,
        "_split": split,
    }


def _info(schema: pl.Schema) -> dict[str, object]:
    # The features are just those of the files: were they others, `datasets` would copy all rows into memory.
    features = {name: _feature(dtype) for name, dtype in schema.items()}
    return {"citation": "", "description": "", "features": features, "homepage": "", "license": ""}


def _feature(dtype: pl.DataType) -> Feature:
    """A dtype as `datasets` writes it down."""
    if isinstance(dtype, pl.List):
        return {"feature": _feature(_instance(dtype.inner)), "_type": "LargeList"}
    if isinstance(dtype, pl.Struct):
        return {field.name: _feature(_instance(field.dtype)) for field in dtype.fields}
    if dtype == pl.String:
        return {"dtype": "large_string", "_type": "Value"}
    if dtype == pl.Boolean:
        return {"dtype": "bool", "_type": "Value"}
    if dtype.is_numeric() and not dtype.is_decimal():
        # Int64 is int64 there, Float32 float32, and so on.
        return {"dtype": str(dtype).lower(), "_type": "Value"}
    raise ValueError(f"{dtype} columns have no place in an Arrow folder; use text, numbers, lists and structs")


def _instance(dtype: object) -> pl.DataType:
    """A dtype that stands in another one may be given as its class."""
    found = dtype() if isinstance(dtype, type) else dtype
    if not isinstance(found, pl.DataType):
        raise TypeError(f"not a dtype: {dtype!r}")
    return found


def _text(data: object) -> str:
    return json.dumps(data, indent=2) + "\n"
