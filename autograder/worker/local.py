"""Worker: The plain child process, on any system; its author runs it, so nothing is locked in.

    python -c "…; main()" IMPORTS       requests on standard input, replies on standard output

A reply is `{"reply": …, "cpu": seconds used so far}`; the first is `{"versions": …, "trainer": …}`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, NoReturn

from autograder.protocol.errors import WireError
from autograder.protocol.frames import receive, send
from autograder.protocol.libraries import imported_by_all
from autograder.worker import training
from autograder.worker.answering import unsendable
from autograder.worker.service import Service
from autograder.worker.shell import WorkerShell
from autograder.worker.timing import cpu_seconds, timed
from autograder.worker.versions import versions


def main() -> NoReturn:
    """Import what the command line says, then answer until the other side hangs up."""
    requests, replies = _take_pipes()
    imports = imported_by_all(json.loads(sys.argv[1]))
    modules = [importlib.import_module(name) for name in imports]
    trainer = training.install() if "tensorflow" in sys.modules else None
    shell = WorkerShell.instance()
    shell.prepare_display()
    service = Service(shell)
    service.move_in()
    service.begin()
    send(replies, {"versions": versions(modules), "trainer": trainer})
    while (message := receive(requests)) is not None:
        for request, limits in timed(message):
            _reply(replies, service.answer(request, limits))
    os._exit(0)


def _reply(fd: int, reply: dict[str, Any]) -> None:
    try:
        send(fd, {"reply": reply, "cpu": cpu_seconds()})
    except WireError as error:
        send(fd, {"reply": unsendable(error), "cpu": cpu_seconds()})


def _take_pipes() -> tuple[int, int]:
    """Move both pipes away from where student code reads and prints."""
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(nothing, fd)
    os.close(nothing)
    return requests, replies
