"""A real worker without its sandbox: a process at the end of two pipes, asked over the wire."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.protocol.frames import receive, send
from autograder.protocol.records import dump, load
from autograder.records import (
    CallRequest,
    CellRequest,
    CellRun,
    Raised,
    UsesRequest,
    Value,
    ValueRequest,
    WorkerAnswer,
    WorkerRequest,
)

PATIENCE = 60.0  #: seconds; a reply that takes longer fails the test

# A template: it prepares once, and forks a worker for every byte it reads, with the pipes that
# lie open in its folder of FIFOs.
_TEMPLATE = """
import os, signal, sys, traceback
from importlib.machinery import PathFinder
missing = set(sys.argv[2:])
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *rest: (
    None if name.partition(".")[0] in missing else find(name, *rest)
)
import autograder.worker
autograder.worker.prepare()
serve = autograder.worker.move_in()
os.chdir(sys.argv[1])
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while (scratch := sys.stdin.readline().strip()):
    requests = os.open(scratch + ".requests", os.O_RDONLY)
    replies = os.open(scratch + ".replies", os.O_WRONLY)
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(requests, 3)
        os.dup2(replies, 4)
        os.closerange(5, 256)
        os.chdir(scratch)
        try:
            serve(3, 4)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
            os._exit(70)
    os.close(requests)
    os.close(replies)
try:
    os.wait()  # for all of them, because the kernel has been told to reap them
except ChildProcessError:
    pass
"""


class Worker:
    """One submission's worker."""

    def __init__(self, requests: int, replies: int) -> None:
        self._requests = requests
        self._replies = replies
        self._cells = 0

    def ask(self, request: WorkerRequest, **limits: float) -> Any:
        """Return what the worker says, uncleaned."""
        send(self._requests, {"requests": [dump(WorkerRequest, request)], **limits})
        ready, _, _ = select.select([self._replies], [], [], PATIENCE)
        assert ready, f"no reply to {request}"
        reply = receive(self._replies)
        assert reply is not None, f"the worker died of {request}"
        return load(CellRun if isinstance(request, CellRequest) else WorkerAnswer, reply)

    def cell(self, source: str, *, seconds: float = 20.0, wall: float = 40.0) -> Any:
        self._cells += 1
        return self.ask(CellRequest(cell=self._cells, source=source), seconds=seconds, wall=wall)

    def call(self, name: str, *arguments: object, **limits: float) -> Any:
        limits = {"seconds": 20.0, "wall": 40.0} | limits
        return self.ask(CallRequest(name=name, arguments=arguments), **limits)

    def answer(self, name: str, *arguments: object) -> Any:
        """Return what a call returned, and fail if it did anything else."""
        answer = self.call(name, *arguments)
        assert isinstance(answer, Value), answer
        return answer.value

    def value(self, name: str) -> Any:
        answer = self.ask(ValueRequest(name=name))
        assert isinstance(answer, Value), answer
        return answer.value

    def uses(self, name: str | None, *sources: str) -> Any:
        answer = self.ask(UsesRequest(name=name, sources=sources))
        return answer.value if isinstance(answer, Value) else answer


class Template:
    """A prepared process that becomes a fresh worker again and again."""

    def __init__(self, folder: Path, missing: Sequence[str] = ()) -> None:
        self._folder = folder
        self._made = 0
        self._process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-c", _TEMPLATE, str(folder), *missing],
            stdin=subprocess.PIPE,
            env={"PATH": os.defpath, "HOME": str(folder), "PYTHONPATH": os.getcwd()}
            | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
            text=True,
        )

    def __enter__(self) -> Template:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait(PATIENCE) == 0

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        """Return a worker with an empty scratch folder; it ends when its pipes are closed."""
        self._made += 1
        scratch = self._folder / f"scratch{self._made}"
        scratch.mkdir()
        for name in (f"{scratch}.requests", f"{scratch}.replies"):
            os.mkfifo(name)
        assert self._process.stdin
        self._process.stdin.write(f"{scratch}\n")
        self._process.stdin.flush()
        requests = os.open(f"{scratch}.requests", os.O_WRONLY)
        replies = os.open(f"{scratch}.replies", os.O_RDONLY)
        try:
            yield Worker(requests, replies)
        finally:
            os.close(requests)
            os.close(replies)


def printed(run: CellRun, name: str = "stdout") -> str:
    """Return what a cell printed on one stream."""
    streams = [dict(output.content) for output in run.outputs if output.kind == "stream"]
    return "".join(content["text"] for content in streams if content["name"] == name)


def shown(run: CellRun, kind: str) -> list[dict[str, str]]:
    """Return the contents of a cell's outputs of one kind."""
    return [dict(output.content) for output in run.outputs if output.kind == kind]


def lines(raised: Raised) -> list[tuple[Any, ...]]:
    """Return cell, line, function and source of each frame."""
    return [astuple(frame)[:4] for frame in raised.frames]
