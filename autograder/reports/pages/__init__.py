"""HTML pages, made only of the files that `grade` has written."""
