"""Measurements against other graders, run by hand: `python -m tests.benchmarks`."""
