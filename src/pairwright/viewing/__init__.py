"""All rows of datasets and of answers in a browser: a server on this machine that only reads, and a page without parts.

- `tables`   files as lazy tables: filtered, sorted and paged without being loaded
- `looking`  what is asked of them: a page of rows, a fact with all its forms, a score
- `server`   127.0.0.1 alone, with a token in the address
- `bundle`   the same page as a folder for any static host
"""
