"""One file of rows: bytes and columns, nothing else; written to a given path, down to the disk.

- `formats`       the formats there are, and what their files are called
- `encoding`      frames to JSON bytes
- `packing`       bytes to fewer bytes
- `json_file`     encoded rows to JSON Lines or a JSON array, packed or not
- `parquet_file`  frames to Parquet
- `arrow_file`    frames to an Arrow stream
- `arrow_folder`  what makes a folder of these one that `datasets.load_from_disk` takes
- `columns`       frames of one file are alike
- `digest`        the checksum, made while the bytes go by
"""

from pairwright.files.arrow_file import write_arrow
from pairwright.files.arrow_folder import arrow_folder, beside
from pairwright.files.encoding import JsonEncoder
from pairwright.files.formats import FORMATS, Format
from pairwright.files.json_file import write_json
from pairwright.files.parquet_file import write_parquet
from pairwright.files.written import WrittenFile

__all__ = [
    "FORMATS",
    "Format",
    "JsonEncoder",
    "WrittenFile",
    "arrow_folder",
    "beside",
    "write_arrow",
    "write_json",
    "write_parquet",
]
