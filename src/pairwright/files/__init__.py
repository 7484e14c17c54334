"""One file of rows: bytes and columns, nothing else; written to a given path, down to the disk.

- `encoding`      frames to JSON bytes
- `json_file`     encoded rows to JSON Lines or a JSON array
- `parquet_file`  frames to Parquet
- `digest`        the checksum, made while the bytes go by
"""

from pairwright.files.encoding import JsonEncoder
from pairwright.files.json_file import write_json
from pairwright.files.parquet_file import write_parquet
from pairwright.files.written import WrittenFile

__all__ = ["JsonEncoder", "WrittenFile", "write_json", "write_parquet"]
