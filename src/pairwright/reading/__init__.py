"""Files of rows, ours or anyone's, read block by block; it knows files and keys, and nothing of what they are for.

- `sources`        what the arguments name, and what each file is, by its first bytes
- `unpacking`      files as streams of bytes: plain, gzip, zstd
- `json_lines`     lines to frames of text columns; bad lines set aside with a reason
- `json_array`     the elements of an array as lines, streamed, with true line numbers
- `columnar`       Parquet and Arrow as frames of text columns
- `columns`        which columns a file has, and their dtypes, whatever its format
- `keys`           which keys mean what
- `opening`        a file, recognised, as blocks of rows
- `rejects`        the file of rows that cannot be used
"""
