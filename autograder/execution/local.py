"""Grader: Workers without a sandbox, plain child processes for code that its author runs.

They have what graded code has: a folder of their own, the same seeds, the same limits of time.
Nothing here needs Linux.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

import autograder
from autograder.errors import SandboxError
from autograder.execution.worker import Reply, Worker
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack, receive
from autograder.records import Limits, Stopped
from autograder.sandbox import environment
from autograder.sandbox.endings import CLOSED_ITS_PIPES, signal_name
from autograder.sandbox.shortage import as_sandbox_errors
from autograder.sandbox.temporary import TemporaryFolder, remove_left_over

WALL_GRACE = 2.0  #: seconds to stop by itself before it is killed
_START_SECONDS = 180.0  #: importing TensorFlow on a slow disk
_END_SECONDS = 10.0
_FIRST_CRASH_OF_WINDOWS = 0xC0000000


class LocalWorkers:
    """Pool of workers that run with their user's own rights."""

    tier = "none: run by its author"

    def __init__(self, imports: Sequence[str]) -> None:
        self.versions: tuple[tuple[str, str], ...] = ()
        self.trainer: str | None = None
        self._imports = imports
        remove_left_over(shutil.rmtree)

    def worker(self, limits: Limits) -> LocalWorker:
        """Return a fresh worker; `SandboxError` if it does not start."""
        with as_sandbox_errors(), ExitStack() as undo:
            folder = TemporaryFolder()
            undo.callback(_remove, folder)
            worker = LocalWorker(_start(self._imports, folder.path), folder)
            undo.callback(worker.close)
            self.versions, self.trainer = worker.await_ready()
            undo.pop_all()
        return worker


class LocalWorker(Worker):
    """A live child process."""

    def __init__(self, process: subprocess.Popen[bytes], folder: TemporaryFolder) -> None:
        self._process = process
        self._folder = folder
        self._stopped: Stopped | None = None
        self._cpu = 0.0
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        # Blocking, in a thread: Windows cannot wait for a pipe in any other way.
        assert process.stdout is not None
        self._reader = threading.Thread(
            target=_read_on, args=(process.stdout, self._replies), daemon=True
        )
        self._reader.start()

    @property
    def alive(self) -> bool:
        return self._stopped is None

    @property
    def cpu_seconds(self) -> float:
        return self._cpu

    @property
    def threads(self) -> int:
        return 0

    def exchange(
        self, request: Mapping[str, object], *, seconds: float, wall: float
    ) -> Reply | Stopped:
        if self._stopped is not None:
            return self._stopped
        with as_sandbox_errors():
            frame = pack({"requests": [request], "seconds": seconds, "wall": wall})
        message = self._sent(frame, wall)
        if isinstance(message, Stopped):
            return self.stop(message)
        self._cpu = float(message["cpu"])
        reply: Reply = message["reply"]
        return reply

    def await_ready(self) -> tuple[tuple[tuple[str, str], ...], str | None]:
        """Return the versions of what it has imported, and what models train with.

        Raises SandboxError if it does not start.
        """
        message = self._next(_START_SECONDS)
        if isinstance(message, Stopped) or "versions" not in message:
            raise SandboxError("Python did not start")
        versions = tuple((name, version) for name, version in message["versions"])
        return versions, message["trainer"]

    def stop(self, why: Stopped) -> Stopped:
        if self._stopped is None:
            self._stopped = why
            self._process.kill()
            self._process.wait(_END_SECONDS)
        return why

    def close(self) -> None:
        self.stop(Stopped(reason="exit"))
        self._reader.join(_END_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was still to be sent has no reader any more
                    pipe.close()
        _remove(self._folder)

    def _sent(self, frame: bytes, wall: float) -> Reply | Stopped:
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended: its replies, or their end, say how
            self._process.stdin.write(frame)
            self._process.stdin.flush()
        return self._next(wall, WALL_GRACE)

    def _next(self, wall: float, grace: float = 0.0) -> Reply | Stopped:
        try:
            message = self._replies.get(timeout=wall + grace)
        except queue.Empty:
            return Stopped(reason="wall", limit=wall)
        return message if message is not None else self._ending()

    def _ending(self) -> Stopped:
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return CLOSED_ITS_PIPES
        return ending(status)


def ending(status: int) -> Stopped:
    """Return why a process ended by itself, from the status that `subprocess` tells."""
    if status < 0:
        return Stopped(reason="crash", signal=signal_name(-status))
    if status >= _FIRST_CRASH_OF_WINDOWS:
        return Stopped(reason="crash", signal=f"{status:#x}")
    return Stopped(reason="exit", status=status)


def _remove(folder: TemporaryFolder) -> None:
    shutil.rmtree(folder.path, ignore_errors=True)
    folder.release()


def _start(imports: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    ours = str(Path(autograder.__file__).parent.parent)
    program = (
        f"import sys; sys.path.insert(0, {ours!r}); import autograder; del sys.path[0]; "
        "from autograder.worker.local import main; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program, json.dumps(list(imports))],
        cwd=folder,
        env=environment.of_local_worker(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _read_on(pipe: IO[bytes], replies: queue.SimpleQueue[Reply | None]) -> None:
    """Hand on all messages, and None when there will be no more."""
    message: Reply | None = {}
    while message is not None:
        try:
            message = receive(pipe.fileno())
        except (WireError, OSError, ValueError):
            message = None
        replies.put(message)
