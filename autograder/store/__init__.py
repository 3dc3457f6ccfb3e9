"""The output folder: whole files, and observations that are read back from it."""
