"""The audit of any dataset; it knows files, columns and the verifier, and nothing of how we make data.

The package is not called `audit`: importing it would put it in the place of the function `pairwright.audit`.

- `sources`        what the arguments name, and what each file is, by its first bytes
- `unpacking`      files as streams of bytes: plain, gzip, zstd
- `json_lines`     lines to frames of text columns; bad lines set aside with a reason
- `json_array`     the elements of an array as lines, streamed, with true line numbers
- `columnar`       Parquet and Arrow as frames of text columns
- `keys`           which keys mean what
- `reading`        a file, recognised, as blocks of rows
- `pairs`          rows of any layout as question, chosen, rejected
- `verdicts`       what of the verifier is used
- `blocks`         a block of pairs with all that the verifier says of it
- `findings`       the catalogue of findings, and tallies
- `sides`, `repeats`, `leakage`, `shortcuts`, `difficulty`, `preflight`, `balance`   the checks
- `seen`, `places`, `edit_distance`, `vocabularies`   what they are made of
- `rejects`        the file of rows that cannot be audited
- `report`         what was found
- `run`            all of it in order
"""
