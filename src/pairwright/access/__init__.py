"""Rows made when they are asked for, without a file: as a map, as a stream, for torch and for `datasets`."""

from pairwright.access.mapped import Rows, dataset
from pairwright.access.streamed import RowStream

__all__ = ["RowStream", "Rows", "dataset"]
