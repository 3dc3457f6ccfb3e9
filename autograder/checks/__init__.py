"""Kinds of check, one a file: pure functions of observations."""
