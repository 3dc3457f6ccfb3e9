"""Telling: one file a reader. Nothing here changes a result."""
