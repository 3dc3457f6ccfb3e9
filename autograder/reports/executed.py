"""`executed/<submission>.ipynb`: the submission's cells with the outputs of our run.

Format: nbformat 4.5. The outputs are text and pixel images only; nothing in them can run script.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from autograder.feedback import raised_in_cell, stopped_in_cell
from autograder.feedback.hints import hint
from autograder.feedback.show import in_language
from autograder.ipynb import Node, display, error, notebook, notebook_cell, stream
from autograder.records import Cell, CellRun, Language, Output, SubmissionResult
from autograder.records.sentences import Sentence
from autograder.texts import sanitize


def executed_notebook(result: SubmissionResult, language: Language) -> str:
    """Return the text of the executed notebook."""
    return notebook(executed_cells(result, language))


def executed_cells(result: SubmissionResult, language: Language) -> list[Node]:
    """Return the cells of the executed notebook."""
    runs = {run.cell: run for run in result.observation.runs} if result.observation else {}
    numbers = count(1)
    cells = []
    for place, cell in enumerate(result.submission.cells, 1):
        run = runs.get(next(numbers)) if cell.kind == "code" else None
        cells.append(_cell(place, cell, run, language))
    return cells


def _cell(place: int, cell: Cell, run: CellRun | None, language: Language) -> Node:
    if run is None:
        return notebook_cell(place, cell)
    return notebook_cell(place, cell, list(_outputs(run, language)), execution_count=run.cell)


def _outputs(run: CellRun, language: Language) -> Iterator[Node]:
    for output in run.outputs:
        yield _output(run.cell, output)
    if said := _after(run):
        yield stream("stderr", in_language(said, language) + "\n")


def _after(run: CellRun) -> Sentence | None:
    """Return what is said of a cell below its outputs, None if they say it all."""
    if run.stopped:
        return stopped_in_cell(run.cell, run.stopped)
    if run.raised and not any(output.kind == "error" for output in run.outputs):
        return raised_in_cell(run.cell, run.raised)
    return hint(run.raised) if run.raised else None


def _output(number: int, output: Output) -> Node:
    content = {
        key: text if key.startswith("image/") else sanitize(text) for key, text in output.content
    }
    match output.kind:
        case "stream":
            return stream(content["name"], content["text"])
        case "error":
            return error(content["ename"], content["evalue"], content["traceback"])
        case "execute_result":
            return display(content, execution_count=number)
        case "display_data":
            return display(content)
