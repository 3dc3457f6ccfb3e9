"""Running a submission and asking it: in a sandbox, in a plain process, or in a live notebook."""
