"""Worker: Exceptions as students may see them: lines of their own cells and nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from linecache import getline
from types import TracebackType
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from autograder.cutting import beginning
from autograder.protocol.encoding import type_name
from autograder.records import Frame, Raised
from autograder.worker.installed import without_folders
from autograder.worker.timing import Interrupted
from autograder.worker.transcript import without_escapes

MAX_FRAMES = 20
MAX_MESSAGE = 500
MAX_KINDS = 20
_MAX_TEXT = 1 << 16  #: characters that are looked at
_MAX_NAME = 80
_MAX_LINE = 200
_MAX_CHAIN = 4

_FILE_LINES = re.compile(r'^ *File "[^"\n]*", line [0-9]+, in .*\n+', re.MULTILINE)
_CELL_FILE = re.compile(r"<cell ([0-9]+)(?: of (.+):([0-9]+))?>")
_LIVE_CELL = re.compile(r"In\[([0-9]+)\]")


def cell_file(number: int, module: str = "", above: int = 0) -> str:
    """Return the file name under which a cell is compiled; a module's lines are the file's."""
    return f"<cell {number} of {module}:{above}>" if module else f"<cell {number}>"


def is_a(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether it is of that kind, whatever class the exception claims to have."""
    return issubclass(type(error), kind)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out: Python's, or TensorFlow's, whose exception is of no kind of ours."""
    named = _field(type, "__name__", type(error)) == "ResourceExhaustedError"
    return named or is_a(error, MemoryError)


def as_raised(error: BaseException) -> Raised:
    """Return type, message and the student's own lines, outermost first.

    Asking for the message runs student code: within a time limit only.
    """
    trace = _field(BaseException, "__traceback__", error)
    return Raised(
        type=_type_name(error),
        message=_message(error),
        frames=_shortened((*_frames(trace), *_syntax_frame(error))),
        kinds=_kinds(type(error)),
    )


def rendered(error: BaseException) -> str:
    """Return a traceback of the student's own lines, with the exceptions that led to it."""
    chain = [error]
    while len(chain) < _MAX_CHAIN and (earlier := _led_to(chain[-1])) is not None:
        chain.append(earlier)
    return "\n\n".join(_one(as_raised(e)) for e in reversed(chain))


def _led_to(error: BaseException) -> BaseException | None:
    # Through the base class, because a subclass can put anything under these names.
    cause: BaseException | None = _field(BaseException, "__cause__", error)
    if cause is not None or _field(BaseException, "__suppress_context__", error):
        return cause
    context: BaseException | None = _field(BaseException, "__context__", error)
    return None if context is None or is_a(context, Interrupted) else context


def _one(raised: Raised) -> str:
    lines = [text for frame in raised.frames for text in _frame_lines(frame)]
    return "\n".join([*lines, f"{raised.type}: {raised.message}".removesuffix(": ")])


def _frame_lines(frame: Frame) -> Iterator[str]:
    inside = f", in {frame.function}" if frame.function != "<module>" else ""
    line = frame.above + frame.line
    where = f"{frame.file}, line {line}" if frame.file else f"Cell {frame.cell}, line {line}"
    yield f"{where}{inside}"
    if frame.source:
        yield f"    {frame.source}"


def _type_name(error: BaseException) -> str:
    name: str = _field(type, "__name__", type(error))
    return without_escapes(beginning(name, _MAX_NAME))


def _kinds(kind: type[BaseException]) -> tuple[str, ...]:
    """Return the names of a class and of those it inherits from, past any metaclass."""
    ancestry: tuple[type, ...] = _field(type, "__mro__", kind)
    return tuple(without_escapes(type_name(one)) for one in ancestry[:MAX_KINDS])


def _message(error: BaseException) -> str:
    try:
        text = _own_message(error)
    except Interrupted:
        raise
    except BaseException:  # student code, and it may raise anything
        return "(its text cannot be read)"
    looked_at = str.__getitem__(text, slice(_MAX_TEXT))
    text = without_folders(_without_files(looked_at))
    return without_escapes(beginning(text, MAX_MESSAGE))


def _without_files(text: str) -> str:
    """Leave out the traceback that TensorFlow puts into its messages: most of it is ours."""
    return _FILE_LINES.sub("", text)


def _own_message(error: BaseException) -> str:
    """Leave out file names that are ours, and a line that is in the frame."""
    if is_a(error, SyntaxError):
        return str(_field(SyntaxError, "msg", error))
    if is_a(error, ImportError):
        return str.replace(str(error), f" ({_field(ImportError, 'path', error)})", "")
    return str(error)


def _frames(trace: TracebackType | None) -> Iterator[Frame]:
    while trace is not None:
        code = trace.tb_frame.f_code
        if cell := _cell(code.co_filename):
            yield _frame(cell, code.co_filename, trace.tb_lineno, code.co_name)
        trace = trace.tb_next


def _syntax_frame(error: BaseException) -> Iterator[Frame]:
    """The line that could not be read is in no traceback."""
    if is_a(error, SyntaxError):
        file, line = _field(SyntaxError, "filename", error), _field(SyntaxError, "lineno", error)
        if type(line) is int and (cell := _cell(str(file))):
            yield _frame(cell, str(file), line, "<module>")


def _cell(file: str) -> int | None:
    """Return the number of the cell that was compiled under a file name, None if none was.

    In a student's own notebook, file names are the kernel's, and the number is that of `In [1]`.
    """
    if match := _CELL_FILE.fullmatch(file):
        return int(match[1])
    shell = InteractiveShell._instance
    named = shell.compile.format_code_name(file) if shell else None
    live = _LIVE_CELL.fullmatch(named[1]) if named else None
    return int(live[1]) if live else None


def _frame(cell: int, file: str, line: int, function: str) -> Frame:
    top_level = function.startswith("<cell line")
    module = _CELL_FILE.fullmatch(file)
    above = int(module[3] or 0) if module else 0
    return Frame(
        cell=cell,
        line=line - above,
        file=without_escapes(module[2] or "") if module else "",
        above=above,
        function="<module>" if top_level else without_escapes(beginning(function, _MAX_NAME)),
        source=without_escapes(beginning(getline(file, line).strip(), _MAX_LINE)),
    )


def _shortened(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Keep both ends: a recursion that went wrong shows where it began and where it stood."""
    half = MAX_FRAMES // 2
    return frames if len(frames) <= MAX_FRAMES else (*frames[:half], *frames[-half:])


def _field(kind: type, name: str, instance: object) -> Any:
    """Return a built-in attribute, past any property or metaclass of the student's."""
    read: Callable[[object], Any] = kind.__dict__[name].__get__
    return read(instance)
