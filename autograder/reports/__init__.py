"""Results made into files, one module a reader. Nothing here changes a result."""
