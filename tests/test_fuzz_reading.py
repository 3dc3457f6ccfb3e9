"""Whatever is handed in and shown: it is read, or refused by name, and nothing else ends.

What comes out is asserted, never how long it took, which `python -m tests.benchmark_reader` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.protocol import answers
from autograder.protocol.errors import WireError
from autograder.reading.reader import Reader
from autograder.records import (
    Cell,
    CellRequest,
    Observation,
    Status,
    Submission,
    SubmissionResult,
)
from autograder.reports.executed import executed_cells
from autograder.reports.pages.notebook import cell_views
from tests.exhausting import JSON, MARKDOWN, MODULES, repeated

pytestmark = [pytest.mark.process, pytest.mark.hostile]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as warm:
        yield warm


def texts(*tables: Mapping[str, tuple[str, str, str]], most: int) -> st.SearchStrategy[str]:
    """Text of several pieces, each over and over again."""
    pieces = [parts for table in tables for parts in table.values()]
    made = st.builds(repeated, st.sampled_from(pieces), st.integers(0, most))
    return st.lists(made | st.text(max_size=20), max_size=4).map("".join)


SIZES = {"short": 20_000, "long": 4 << 20}


def modules(most: int) -> st.SearchStrategy[bytes]:
    return texts(MODULES, MARKDOWN, most=most).map(lambda text: text.encode())


NOTEBOOK = '{{"nbformat": 4, "metadata": {}, "cells": [{{"cell_type": "code", "source": {}}}]}}'


def notebooks(most: int) -> st.SearchStrategy[bytes]:
    return st.builds(
        NOTEBOOK.format,
        texts(JSON, most=most) | st.just("{}"),
        texts(JSON, most=most) | st.just('"x"'),
    ).map(str.encode)


def read(cells: Callable[[bytes, str], object], content: bytes, suffix: str) -> object:
    """Return the cells of a file, or the words and the status of its refusal."""
    try:
        return cells(content, suffix)
    except Unreadable as unreadable:
        return unreadable.reason, unreadable.status


def require_read_or_refused(reader: Reader, content: bytes, suffix: str) -> None:
    """Fail unless a file is the same cells as here, or refused with the same words as here."""
    assert read(reader.cells, content, suffix) == read(read_cells, content, suffix)


def require_told(reader: Reader, cells: list[Cell]) -> None:
    """Fail unless there is advice on cells, or none, and a page of them, in colours or not."""
    code = [cell.source for cell in cells if cell.kind == "code"]
    assert len(reader.of("").bindings(code)) == len(code)
    made = [
        {"cell_type": cell.kind, "source": cell.source, "outputs": [], "execution_count": 1}
        for cell in cells
    ]
    assert len(cell_views(made, "ja", reader.of("").markup)) == len(cells)


_FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))
_MANY = settings(max_examples=300, suppress_health_check=list(HealthCheck))


@_FEW
@given(content=modules(SIZES["short"]))
def test_a_module(reader: Reader, content: bytes) -> None:
    require_read_or_refused(reader, content, ".py")


@_FEW
@given(content=notebooks(SIZES["short"]))
def test_a_notebook(reader: Reader, content: bytes) -> None:
    require_read_or_refused(reader, content, ".ipynb")


@pytest.mark.exhaustive
@_MANY
@given(content=modules(SIZES["long"]), suffix=st.sampled_from([".py", ".ipynb"]))
def test_a_long_module(reader: Reader, content: bytes, suffix: str) -> None:
    require_read_or_refused(reader, content, suffix)


@pytest.mark.exhaustive
@_MANY
@given(content=notebooks(SIZES["long"]))
def test_a_long_notebook(reader: Reader, content: bytes) -> None:
    require_read_or_refused(reader, content, ".ipynb")


cells = st.lists(
    st.builds(
        Cell,
        kind=st.sampled_from(["code", "markdown"]),
        source=texts(MODULES, MARKDOWN, most=9_000),
    ),
    max_size=6,
)


@_FEW
@given(cells=cells)
def test_advice_and_pages(reader: Reader, cells: list[Cell]) -> None:
    require_told(reader, cells)


@pytest.mark.exhaustive
@_MANY
@given(cells=cells)
def test_advice_and_pages_of_many(reader: Reader, cells: list[Cell]) -> None:
    require_told(reader, cells * 10)


outputs = st.lists(
    st.builds(
        lambda kind, content, count: [{"kind": kind, "content": content}] * count,
        st.sampled_from(["stream", "display_data", "execute_result", "error"]),
        st.builds(
            lambda text: [["name", "stdout"], ["text", text]], texts(MODULES, MARKDOWN, most=5_000)
        )
        | st.builds(lambda text: [["text/plain", text]], texts(MARKDOWN, most=5_000))
        | st.just([]),
        st.sampled_from([1, 100, 2_000, 3_000]),
    ),
    max_size=2,
).map(lambda lists: [each for shown in lists for each in shown])


def require_shown(outputs: list[Any]) -> None:
    """Fail unless outputs are refused as no reply, or on the page, one view for each at most."""
    try:
        run = answers.cell_run(CellRequest(cell=1, source="x"), {"cell": 1, "outputs": outputs})
    except WireError:
        return
    assert len(run.outputs) == len(outputs) <= answers.MOST_OUTPUTS
    observation = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(run,),
        exchanges=(),
    )
    submission = Submission(
        name="s", path=Path("s.py"), cells=(Cell(kind="code", source="x"),), sha256=""
    )
    result = SubmissionResult(
        submission=submission, status=Status.GRADED, questions=(), observation=observation
    )
    (view,) = cell_views(executed_cells(result, "en"), "en", lambda *_: None)
    assert len(view.outputs) <= len(outputs) + 1


@_FEW
@given(outputs=outputs)
def test_outputs(outputs: list[Any]) -> None:
    require_shown(outputs)


@pytest.mark.exhaustive
@_MANY
@given(outputs=outputs)
def test_many_outputs(outputs: list[Any]) -> None:
    require_shown(outputs)
