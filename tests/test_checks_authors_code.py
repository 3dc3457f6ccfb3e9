"""The course's own Python: whatever it raises is told, and what we raise in it gets through."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from autograder.checks.authors_code import AuthorsError, NeverEnds, answer_of, run, run_with


def broken() -> None:
    raise ValueError("two\nlines")


def test_what_it_returns_is_returned() -> None:
    assert run(lambda: 7, 1.0) == 7


def test_what_it_raises_is_told_with_its_place() -> None:
    with pytest.raises(AuthorsError) as caught:
        run(broken, 1.0)
    assert str(caught.value) == "raised ValueError: two\nlines"
    assert re.fullmatch(
        r"raised ValueError: two lines \(test_checks_authors_code\.py:\d+\)",
        caught.value.with_place,
    )


def test_it_may_exit_and_nothing_ends() -> None:
    with pytest.raises(AuthorsError, match="raised SystemExit: 3"):
        run(lambda: sys.exit(3), 1.0)


def test_what_never_ends_is_interrupted() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(NeverEnds, match=r"has not ended after 0\.05 s of computing"):
        run(endless, 0.05)


def test_what_we_raise_is_not_the_authors_to_catch() -> None:
    def cautious(ask: Callable[[int], int]) -> int:
        try:
            return ask(1)
        except Exception:
            return 0

    def no_worker(_: int) -> int:
        raise OSError("no worker")

    assert run_with(lambda number: number + 1, cautious, 1.0) == 2
    with pytest.raises(OSError, match="no worker"):
        run_with(no_worker, cautious, 1.0)


def test_arguments_are_fresh_and_warnings_nobodys() -> None:
    given = [1, 2]
    assert answer_of(lambda row: row.pop(), (given,)) == 2
    assert given == [1, 2]
    assert answer_of(np.log, (np.zeros(1),))[0] == -np.inf


def test_it_runs_beside_the_files_and_we_stay_where_we_are(tmp_path: Path) -> None:
    here = Path.cwd()
    (tmp_path / "heights.csv").write_text("1.5")
    assert run(lambda: Path("heights.csv").read_text(), 1.0, tmp_path) == "1.5"
    asked_in: list[Path] = []

    def work(ask: Callable[[int], None]) -> str:
        ask(1)
        return Path("heights.csv").read_text()

    assert run_with(lambda _: asked_in.append(Path.cwd()), work, 1.0, tmp_path) == "1.5"
    assert (asked_in, Path.cwd()) == ([here], here)


@pytest.mark.skipif(sys.platform != "linux", reason="threads share their folder elsewhere")
def test_other_threads_stay_where_they_are(tmp_path: Path) -> None:
    here, inside, seen = Path.cwd(), Event(), Event()
    with ThreadPoolExecutor(2) as threads:
        threads.submit(run, lambda: (inside.set(), seen.wait(20)), 30.0, tmp_path)
        assert inside.wait(20)
        assert threads.submit(Path.cwd).result() == here
        assert Path.cwd() == here
        seen.set()


def test_the_place_is_the_authors_own_line_and_not_a_librarys() -> None:
    with pytest.raises(AuthorsError) as caught:
        run(lambda: np.array([1, 2]).reshape(3, 3) and json.loads("{"), 1.0)
    assert re.search(r"\(test_checks_authors_code\.py:\d+\)$", caught.value.with_place)
    with pytest.raises(AuthorsError) as caught:
        run(lambda: json.loads("{"), 1.0)
    assert re.search(r"\(test_checks_authors_code\.py:\d+\)$", caught.value.with_place)
