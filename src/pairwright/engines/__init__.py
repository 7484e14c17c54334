"""Who runs the pieces of work; engines know nothing of rows.

- `local`  threads of this process
- `ray`    tasks on a Ray cluster, or on a Ray that is started on this machine
"""
