"""What the worst that can be handed in costs the grader.

Run: python -m tests.benchmark_reader [files|advice|pages|texts|replies]
Prints, worst first, what takes more than `SHOWN` seconds or 100 MiB:
files     CPU seconds and MiB to make cells of a file of `LARGE` bytes, or to refuse it
advice    the same to look for names in code that is as long as is looked at
pages     the same to mark up as much of a page as is marked up; a reader is ended at its limit
texts     the same to clean what is shown
replies   the same to read, decode, keep and show what a worker may send before it is cut off
growth    by which factor each takes longer for twice the length; more than 3 is not linear
and what a request to a reader costs, and the start of one.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Literal

from autograder.bindings import bindings_of_cells
from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.execution.budget import MOST_PIECES
from autograder.execution.kept import KeptOutputs
from autograder.protocol import answers
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack
from autograder.protocol.records import RECORDS
from autograder.reading.reader import Reader
from autograder.records import (
    Cell,
    CellRequest,
    DependsOn,
    Limits,
    Observation,
    Status,
    Submission,
    SubmissionResult,
    WorkerAnswer,
)
from autograder.reports.executed import executed_notebook
from autograder.reports.pages.markup import marked_up
from autograder.reports.pages.notebook import cell_views
from autograder.sandbox.inbox import Inbox, TooManyPieces
from autograder.store.observations import observation_files
from autograder.texts import sanitize
from tests.exhausting import JSON, MARKDOWN, MODULES, module, notebook, repeated

LARGE = 15 << 20  #: bytes of a file; of a module nearly all that is read
SHOWN, ENOUGH = 0.3, 60
_LENGTH = struct.Struct("<dd")
Act = tuple[Callable[[], Any], Callable[[Any], object]]
"""Makes what is handed in, which does not count, and reads it."""


def cost(act: Act) -> tuple[float, float]:
    """CPU seconds and MiB that an act takes in a process of its own, `ENOUGH` seconds at most."""
    make, read = act
    here, there = os.pipe()
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_CPU, (ENOUGH, ENOUGH))
        made = make()
        before, started = _most_resident(), time.process_time()
        with suppress(Unreadable, WireError):
            read(made)
        taken = time.process_time() - started
        os.write(there, _LENGTH.pack(taken, _most_resident() - before))
        os._exit(0)
    os.close(there)
    os.waitpid(pid, 0)
    told = os.read(here, _LENGTH.size)
    os.close(here)
    return _LENGTH.unpack(told) if told else (float(ENOUGH), 0.0)


def _most_resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def files(size: int) -> Iterator[tuple[str, Act]]:
    for name in MODULES:
        yield name, (partial(module, name, size), lambda content: read_cells(content, ".py"))
    for name in JSON:
        for place in ("metadata", "outputs", "source"):
            made = partial(notebook, name, size, place)
            yield f"{name} ({place})", (made, lambda content: read_cells(content, ".ipynb"))


def advice(size: int) -> Iterator[tuple[str, Act]]:
    for name, parts in MODULES.items():
        made = partial(repeated, parts, size)
        yield name, (made, lambda source: list(bindings_of_cells([source] * 10)))


def pages(size: int) -> Iterator[tuple[str, Act]]:
    for table, kind in ((MARKDOWN, "markdown"), (MODULES, "code")):
        for name, parts in table.items():
            made = partial(_cell, kind, parts, size)
            yield name, (made, lambda cell: marked_up([cell] * 20, "en"))


def _cell(kind: Literal["code", "markdown"], parts: tuple[str, str, str], size: int) -> Cell:
    return Cell(kind=kind, source=repeated(parts, size)[:size])


def texts(size: int) -> Iterator[tuple[str, Act]]:
    for name, parts in MODULES.items():
        yield name, (partial(repeated, parts, size), sanitize)


SMALL = {
    "empty sets": ["set", []],
    "empty lists": ["list", []],
    "numbers": ["float", (0.1).hex()],
    "texts": ["text", "a"],
    "arrays": ["array", "f8", [0], ""],
}


def replies(_size: int) -> Iterator[tuple[str, Act]]:
    for name, node in SMALL.items():
        yield f"answers of {name}", (partial(_many_values, node), _answers)
    for name, content in {
        "nothing": [],
        "a letter": [["text/plain", "a"]],
        "escapes": [["text/plain", "\x1b\u202e" * 500]],
    }.items():
        yield f"outputs of {name}", (partial(_many_outputs, content), _outputs)


def _many_values(node: object) -> bytes:
    return pack({"Value": {"value": ["list", [node] * 199_000], "with_lists": False}})


def _many_outputs(content: object) -> bytes:
    shown = [{"kind": "display_data", "content": content}] * answers.MOST_OUTPUTS
    return pack({"cell": 1, "outputs": shown, "raised": None, "stopped": None})


def _read(frame: bytes) -> Iterator[Any]:
    """Yield what is read of a message that is sent again and again, until no more is."""
    inbox = Inbox()
    with suppress(WireError, TooManyPieces):
        while True:
            inbox.add(frame)
            yield inbox.take(MOST_PIECES - inbox.pieces)


def _answers(frame: bytes) -> None:
    for answer in [answers.answer(reply) for reply in _read(frame)]:
        json.dumps(RECORDS.dump(WorkerAnswer, answer))


def _outputs(frame: bytes) -> None:
    kept, request = KeptOutputs(), CellRequest(cell=1, source="")
    runs = [kept.run(answers.cell_run(request, reply), len(frame)) for reply in _read(frame)]
    observation = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=tuple(runs),
        exchanges=(),
    )
    observation_files(observation, Limits(), DependsOn(base="", groups=()))
    submission = Submission(
        name="s", path=Path("s.py"), cells=(Cell(kind="code", source="x"),), sha256=""
    )
    result = SubmissionResult(
        submission=submission, status=Status.GRADED, questions=(), observation=observation
    )
    cells = json.loads(executed_notebook(result, "en"))["cells"]
    cell_views(cells, "en", lambda *_: None)


SIZES = {files: LARGE, advice: 95_000, pages: 9_900, texts: 4 << 20, replies: 0}


def main() -> None:
    marked_up([Cell(kind="code", source="x"), Cell(kind="markdown", source="x")], "en")
    wanted = sys.argv[1:] or [acts.__name__ for acts in SIZES]
    for acts, size in ((acts, size) for acts, size in SIZES.items() if acts.__name__ in wanted):
        title = acts.__name__
        costs = {name: cost(act) for name, act in acts(size)}
        print(f"{title}: {len(costs)}")
        for name, (seconds, more) in sorted(costs.items(), key=lambda pair: -pair[1][0]):
            if seconds > SHOWN or more > 100:
                print(f"  {name:45}{seconds:7.2f} s{more:7.0f} MiB")
        if title in ("files", "advice", "texts"):
            _print_growth(acts, size, costs)
    _print_requests()


def _print_growth(
    acts: Callable[[int], Iterator[tuple[str, Act]]],
    size: int,
    costs: Mapping[str, tuple[float, float]],
) -> None:
    for name, act in acts(size // 2):
        half, whole = cost(act)[0], costs[name][0]
        if whole > 0.1 and whole > 3 * half:
            print(f"  NOT LINEAR? {name}: {whole / half:.1f} times as long for twice the length")


def _print_requests() -> None:
    source = b"import numpy as np\n# %%\ndef relu(x):\n    return np.maximum(x, 0)\n" * 10
    with Reader() as reader:
        for name in ("the first request, with the start", "a request to a warm reader"):
            rounds, started = (1 if "first" in name else 200), time.perf_counter()
            for _ in range(rounds):
                reader.cells(source, ".py")
            print(f"{name}: {(time.perf_counter() - started) * 1e3 / rounds:.2f} ms")


if __name__ == "__main__":
    main()
