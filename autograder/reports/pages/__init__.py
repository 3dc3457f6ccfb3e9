"""HTML pages out of the files that `grade` has written, and of nothing else."""
