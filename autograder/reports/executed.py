"""`executed/<submission>.ipynb`: the submission's cells with the outputs of our run.

Format: nbformat 4.5. The outputs are text and pixel images only; nothing in them can run script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from nbformat import v4

from autograder.feedback import raised_in_cell, stopped_in_cell
from autograder.formatting import harmless
from autograder.ipynb import notebook, notebook_cell
from autograder.records import Cell, CellRun, Language, Output, SubmissionResult


def executed_notebook(result: SubmissionResult, language: Language) -> str:
    """Return the text of the executed notebook."""
    runs = {run.cell: run for run in result.observation.runs} if result.observation else {}
    numbers = count(1)
    cells = []
    for place, cell in enumerate(result.submission.cells, 1):
        run = runs.get(next(numbers)) if cell.kind == "code" else None
        cells.append(_cell(place, cell, run, language))
    return notebook(cells)


def _cell(place: int, cell: Cell, run: CellRun | None, language: Language) -> Any:
    if run is None:
        return notebook_cell(place, cell)
    return notebook_cell(place, cell, list(_outputs(run, language)), execution_count=run.cell)


def _outputs(run: CellRun, language: Language) -> Iterator[Any]:
    for output in run.outputs:
        yield _output(run.cell, output)
    if run.stopped:
        text = stopped_in_cell(run.cell, run.stopped, language)
        yield v4.new_output("stream", name="stderr", text=text + "\n")
    elif run.raised and not any(output.kind == "error" for output in run.outputs):
        text = raised_in_cell(run.cell, run.raised, language)
        yield v4.new_output("stream", name="stderr", text=text + "\n")


def _output(number: int, output: Output) -> Any:
    content = dict(output.content)
    if output.kind == "stream":
        return v4.new_output("stream", name=content["name"], text=harmless(content["text"]))
    if output.kind == "error":
        traceback = harmless(content["traceback"]).splitlines()
        names = {"ename": content["ename"], "evalue": content["evalue"]}
        return v4.new_output("error", traceback=traceback, **names)
    shown = dict(_harmless_data(output.content))
    if output.kind == "execute_result":
        return v4.new_output("execute_result", data=shown, execution_count=number)
    return v4.new_output("display_data", data=shown)


def _harmless_data(content: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for media, data in content:
        yield media, harmless(data) if media == "text/plain" else data
