"""Who runs the pieces of work; engines know nothing of rows.

- `local`      threads of this process
- `processes`  processes of this machine, where threads would wait for one another
- `ray`        tasks on a Ray cluster, or on a Ray that is started on this machine
"""
