"""The user's cache as commands use it: where it cannot be used, they say so and go on without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from autograder.errors import OutputError
from autograder.store.cache import NO_CACHE, Cache, ObservationCache, cache_folder
from autograder.texts import counted


@contextmanager
def user_cache(*, is_wanted: bool) -> Iterator[Cache]:
    """Give the user's cache, or one that keeps nothing where it is not wanted or cannot be had."""
    if not is_wanted or _is_unwanted():
        yield NO_CACHE
        return
    try:
        cache = ObservationCache(cache_folder())
    except OutputError as error:
        click.echo(f"The cache is not used: {error}.", err=True)
        yield NO_CACHE
        return
    yield cache
    cache.trim()
    if cache.problem:
        click.echo(f"Not everything is in the cache: {cache.problem}.", err=True)


def opened_cache() -> ObservationCache | None:
    """Return the user's cache, None without one or with AUTOGRADER_NO_CACHE; raises OutputError."""
    folder = cache_folder()
    return ObservationCache(folder) if folder.exists() and not _is_unwanted() else None


def _is_unwanted() -> bool:
    return bool(os.environ.get("AUTOGRADER_NO_CACHE"))


def about_cache() -> str:
    """Return where the user's cache is, and how large, as `doctor` says it."""
    if _is_unwanted():
        return "not used: AUTOGRADER_NO_CACHE is set"
    try:
        cache = opened_cache()
    except OutputError as error:
        return f"not used: {error}"
    number, total = cache.size if cache else (0, 0)
    return f"{cache_folder()}, {counted(number, 'observation')}, {total / 2**20:,.1f} MiB"
