"""Kinds of check that only tests have."""
