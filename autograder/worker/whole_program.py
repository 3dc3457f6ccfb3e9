"""Worker: A file run from its beginning to its end, as `python file.py` runs it."""

from __future__ import annotations

import atexit
import builtins
import io
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from autograder.records import ProgramRequest, Raised, Ran
from autograder.worker.screen import Screen
from autograder.worker.steps import lines_of, remember
from autograder.worker.timing import Interrupted
from autograder.worker.tracebacks import as_raised, cell_file, is_a, is_out_of_memory, rendered
from autograder.worker.written import remove, written


def run_program(screen: Screen, request: ProgramRequest) -> Ran:
    """Run the program up to its end or its first error; raises `MemoryError`, a limit."""
    folder = Path.cwd()  # which the program may leave
    remove(folder, request.stale)
    main = ModuleType("__main__")
    vars(main).update(__builtins__=builtins)
    if request.file:
        main.__file__ = os.path.abspath(request.file)
    sys.modules["__main__"] = main
    sys.argv[:] = [request.file or "notebook.py", *request.arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(request.stdin.encode()), encoding="utf-8")
    raised, status = None, 0
    try:
        for file, source in _files(request):
            exec(compile(source, file, "exec", dont_inherit=True), vars(main))
        _end_as_python_does()
    except BaseException as error:  # student code, and it may raise anything
        if is_a(error, Interrupted):
            raise
        if is_out_of_memory(error):
            raise MemoryError from error
        raised, status = _ended_by(error)
    return Ran(
        printed=screen.printed(),
        errors=screen.printed("stderr"),
        status=status,
        raised=raised,
        written=written(folder, request.writes),
    )


def _files(request: ProgramRequest) -> Iterator[tuple[str, str]]:
    """Yield what is compiled: a module as one file, a notebook cell by cell."""
    if not request.file:
        for number, source in request.cells:
            yield _remembered(cell_file(number), source)
        return
    lines: list[str] = []
    for above, source in request.cells:
        lines += ["\n"] * (above - len(lines))
        lines += lines_of(source)
    yield _remembered(cell_file(1, request.file), "".join(lines))


def _remembered(file: str, source: str) -> tuple[str, str]:
    remember(file, lines_of(source))
    return file, source


def _end_as_python_does() -> None:
    """Wait for threads, and do what the program has left for its end."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()


def _ended_by(error: BaseException) -> tuple[Raised | None, int]:
    """Return what ended the program, and its exit status; `exit()` is no error."""
    if not is_a(error, SystemExit):
        print(rendered(error), file=sys.stderr)
        return as_raised(error), 1
    code = vars(SystemExit)["code"].__get__(error)  # past a subclass of the student's
    if code is None or type(code) is int:
        return None, (code or 0) & 0xFF
    print(code, file=sys.stderr)
    return None, 1
