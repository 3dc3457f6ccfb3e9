"""`executed/<submission>.ipynb`: the submission's cells with the outputs of our run.

Format: nbformat 4.5. The outputs are text and pixel images only; nothing in them can run script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from autograder.feedback.cells import raised_in_cell, stopped_in_cell
from autograder.feedback.hints import hint
from autograder.feedback.names import Names
from autograder.feedback.show.sentences import in_language
from autograder.ipynb import Node, display, error, notebook, notebook_cell, stream
from autograder.records import CellRun, Language, Output, SubmissionResult
from autograder.records.sentences import Sentence
from autograder.texts import sanitize


def executed_notebook(result: SubmissionResult, language: Language) -> str:
    """Return the text of the executed notebook."""
    return notebook(executed_cells(result, language))


def executed_cells(result: SubmissionResult, language: Language) -> list[Node]:
    """Return the cells of the executed notebook."""
    runs: dict[int, list[CellRun]] = {}
    for run in result.observation.runs if result.observation else ():
        runs.setdefault(run.cell, []).append(run)
    names = Names(module=result.submission.module)
    numbers = count(1)
    cells = []
    for place, cell in enumerate(result.submission.cells, 1):
        number = next(numbers) if cell.kind == "code" else 0
        outputs = [o for run in runs.get(number, ()) for o in _outputs(run, names, language)]
        ran = number if number in runs else None
        cells.append(notebook_cell(place, cell, list(_joined(outputs)), execution_count=ran))
    return cells


def _joined(outputs: Iterable[Node]) -> Iterator[Node]:
    """Make one of what neighbouring steps print to the same stream."""
    waiting: Node = {}
    for output in outputs:
        if waiting and _stream_of(waiting) and _stream_of(waiting) == _stream_of(output):
            waiting = {**waiting, "text": waiting["text"] + output["text"]}
        else:
            yield from [waiting] if waiting else []
            waiting = output
    yield from [waiting] if waiting else []


def _stream_of(output: Node) -> str | None:
    return output["name"] if output["output_type"] == "stream" else None


def _outputs(run: CellRun, names: Names, language: Language) -> Iterator[Node]:
    for output in run.outputs:
        yield _output(run.cell, output)
    if said := _after(run, names):
        yield stream("stderr", in_language(said, language) + "\n")


def _after(run: CellRun, names: Names) -> Sentence | None:
    """Return what is said of a cell below its outputs, None if they say it all."""
    if run.stopped:
        return stopped_in_cell(run.cell, run.stopped, names, run.line)
    if run.raised and not any(output.kind == "error" for output in run.outputs):
        return raised_in_cell(run.cell, run.raised, names, run.line)
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
