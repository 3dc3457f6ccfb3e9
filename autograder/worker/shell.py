"""Worker: The IPython shell that runs a submission's cells: no files, no threads, no terminal."""

from __future__ import annotations

import ast
import re
import sys
from codeop import PyCF_ALLOW_INCOMPLETE_INPUT  # type: ignore[attr-defined]
from contextlib import AbstractContextManager, nullcontext, suppress
from inspect import CO_COROUTINE
from mmap import mmap
from time import perf_counter
from types import CodeType, ModuleType
from typing import Any

from IPython.core.async_helpers import _pseudo_sync_runner
from IPython.core.autocall import IPyAutocall
from IPython.core.compilerop import CachingCompiler
from IPython.core.interactiveshell import ExecutionResult
from IPython.core.macro import Macro
from traitlets import Type
from traitlets.config import Config

from autograder.frozen import dataclass

try:
    from mmap import MAP_ANONYMOUS, MAP_PRIVATE
except ImportError:  # Windows, where there is one kind of such memory
    _PRIVATE: dict[str, int] = {}
else:
    _PRIVATE = {"flags": MAP_PRIVATE | MAP_ANONYMOUS}

from autograder.records import Raised
from autograder.worker.display import KEPT, ScreenDisplayHook, ScreenPublisher
from autograder.worker.figures import KIND, FigureFormatter
from autograder.worker.magics import ForgivingMagics
from autograder.worker.screen import Screen
from autograder.worker.steps import Step, commented, lines_of, remember
from autograder.worker.timing import Interrupted
from autograder.worker.tracebacks import (
    as_raised,
    cell_file,
    is_a,
    is_out_of_memory,
    rendered,
)

_RESERVE = 4 << 20  #: bytes
#: In Python too: space at the beginning and prompts, which IPython takes away, and where a parser
#: warns, which it does as often as it parses.
_NOT_PLAIN = re.compile(
    r"\A\s|\A\Z|^(?:>>>|\.\.\.)|^[ \t]*In ?\[|\\|\d(?:and|else|for|if|in|is|not|or)\b",
    re.MULTILINE,
)
_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_TIMED = re.compile(r"\s*%%time\b.*\n(?![ \t]|\s*%%)")
_BLANK_START = re.compile(r"(?:[ \t]*\n)+(?!\s|%%)")


@dataclass(frozen=True, kw_only=True)
class _PlainCell:
    """A cell that is Python as it stands, parsed."""

    source: str  #: as it is to be compiled
    tree: ast.AST


class CellCompiler(CachingCompiler):
    """Compiles a cell under a file name that tells its number."""

    file = cell_file(0)
    number: int | None = None  #: of the cell that runs; None in a module
    read: _PlainCell | None = None  #: the cell that runs next, where it is no more than Python

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return self.file

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        """Parse a cell as a file is parsed: one that is cut off is told what it leaves open."""
        read, self.read = self.read, None
        if read and read.source == source:
            return read.tree
        flags = (self.flags & ~PyCF_ALLOW_INCOMPLETE_INPUT) | ast.PyCF_ONLY_AST
        tree: ast.AST = compile(source, filename, symbol, flags, dont_inherit=True)
        return tree

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        """Let tracebacks quote what the student wrote, not what IPython made of its magics."""
        name = super().cache(transformed_code, number, raw_code)
        remember(name, lines_of(raw_code or transformed_code))
        return name


class WorkerShell(ForgivingMagics):
    """One per process (`WorkerShell.instance()`), because `get_ipython()` finds it that way."""

    compile: CellCompiler
    compiler_class = Type(CellCompiler)
    display_pub_class = Type(ScreenPublisher)
    displayhook_class = Type(ScreenDisplayHook)

    def __init__(self, **settings: Any) -> None:
        self.screen = Screen()
        self.raised: Raised | None = None  #: by the running cell
        self.out_of_memory = False  #: that was the reason
        self._interrupted = False  #: the running cell, at a limit
        self._reserve = _reserve()
        config = Config(
            HistoryManager={"enabled": False, "hist_file": ":memory:"},
            DisplayFormatter={"active_types": [*KEPT, KIND]},
            OSMagics={"cd_force_quiet": True},  # it would print where our scratch folder is
        )
        main = sys.modules["__main__"]  # a template's own, until `enter_main`
        super().__init__(config=config, user_module=ModuleType("__main__"), **settings)  # type: ignore[no-untyped-call]
        sys.modules["__main__"] = main
        self._usual_transformers = self._transformers()
        self.figures = FigureFormatter(parent=self)
        self.db = {}
        self.set_hook("show_in_pager", _show_nothing)  # type: ignore[no-untyped-call]
        self._let_exit_raise()

    def init_ipython_dir(self, ipython_dir: object) -> None:
        """Nothing: the shell reads and writes no file of its own."""

    def init_profile_dir(self, profile_dir: object) -> None:
        """Nothing, for the same reason."""

    def init_virtualenv(self) -> None:
        """Nothing: the worker's interpreter is the right one."""

    def prepare_display(self) -> None:
        """Make the formatters now, which would otherwise be made when the first value is shown."""
        if self.display_formatter:
            self.display_formatter.formatters[KIND] = self.figures
            self.display_formatter.format(0)  # type: ignore[no-untyped-call]

    def enter_main(self) -> dict[str, Any]:
        """Make the shell's fresh module the process's `__main__`; return its namespace."""
        sys.modules["__main__"] = self.user_module
        self.builtin_trap.__enter__()  # for good: calls between cells may use `get_ipython` too
        namespace: dict[str, Any] = self.user_ns
        return namespace

    def run_numbered(self, number: int, source: str) -> None:
        """Run a cell as Jupyter does; what it shows and raises is in `screen` and `raised`."""
        self.compile.number = number
        self._run_as(cell_file(number), source)

    def transform_cell(self, raw_cell: str) -> str:
        """Leave plain Python as it is, without looking for magics token by token."""
        self.compile.read = self._plain(raw_cell)
        if self.compile.read:
            return self.compile.read.source
        transformed: str = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]
        return transformed

    def _plain(self, cell: str) -> _PlainCell | None:
        """Return a cell that IPython would compile as it stands, if that can be told at once."""
        if _NOT_PLAIN.search(cell) or ("\n" not in cell.strip() and self._may_be_magic(cell)):
            return None
        if self._transformers() != self._usual_transformers:
            return None
        source = cell if cell.endswith("\n") else f"{cell}\n"
        try:
            tree = self.compile.ast_parse(source, self.compile.file)
        except Exception:  # which is told when it is compiled, after its magics
            return None
        return _PlainCell(source=source, tree=tree)

    def _may_be_magic(self, line: str) -> bool:
        """Whether a line of its own may call a magic without its `%`, or something else."""
        word = _WORD.match(line)
        if word is None or self.autocall or self.find_magic(word[0]):  # type: ignore[no-untyped-call]
            return True
        return isinstance(self.user_ns.get(word[0]), IPyAutocall | Macro)

    def _transformers(self) -> tuple[object, ...]:
        """Return what changes a cell before it is parsed; the student's code may add to it."""
        manager = self.input_transformer_manager
        before = (*manager.cleanup_transforms, *manager.line_transforms)
        return (*before, *manager.token_transformers, *self.input_transformers_post)

    def run_step(self, step: Step) -> None:
        """Run a part of a module; only the last one of a cell shows its value, and figures."""
        self.compile.number = None
        if step.cell:
            self._run_as(step.file, step.cell)
            return
        self._begin()
        for statement in step.statements:
            self._run_statement(step, statement)
            if self._interrupted or self.out_of_memory:
                return
        if step.is_last:
            self.events.trigger("post_execute")
            self.events.trigger("post_run_cell", ExecutionResult(None))  # type: ignore[no-untyped-call]

    def _run_statement(self, step: Step, statement: ast.stmt) -> None:
        """Run it without all that IPython does for a cell, which takes longer than most of them."""
        shows = step.shows_value and statement is step.statements[-1]
        try:
            code = self._compiled(statement, step.file, shows and isinstance(statement, ast.Expr))
        except Exception:
            self.showtraceback()
            return
        waits = bool(code.co_flags & CO_COROUTINE)
        run = self.loop_runner if waits else _pseudo_sync_runner
        with self.display_trap:
            run(self.run_code(code, async_=waits))  # type: ignore[no-untyped-call]

    def _compiled(self, statement: ast.stmt, file: str, shows: bool) -> CodeType:
        tree = ast.Interactive([statement]) if shows else ast.Module([statement], [])
        with self.compile.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
            code: CodeType = self.compile(tree, file, "single" if shows else "exec")  # type: ignore[arg-type]
        return code

    def _run_as(self, file: str, source: str) -> None:
        self._begin()
        self.compile.file = file
        if header := _TIMED.match(source):
            self._run_timed(
                commented(header[0].replace("%%time", "# %%time") + source[header.end() :])
            )
        else:
            self._run(commented(source) if _BLANK_START.match(source) else source)
        self.last_execution_result = None  # it would keep alive what a failed cell had made

    def _begin(self) -> None:
        """Forget what the last cell or step has raised."""
        self.raised = None
        self.out_of_memory = False
        self._interrupted = False
        if self._reserve.closed:
            with suppress(OSError):  # still too little for it
                self._reserve = _reserve()

    def _run(self, source: str) -> None:
        self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]

    def _run_timed(self, source: str) -> None:
        """In place of `%%time`, under which tracebacks would not know the cell's lines."""
        start = perf_counter()
        self._run(source)
        self.screen.transcript.write("stdout", f"Wall time: {perf_counter() - start:.3g} s\n")

    def run_out_of_memory(self) -> None:
        """Free what was kept back, so that there is enough left to say so."""
        self.out_of_memory = True
        self._reserve.close()

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Show an exception with the student's own lines; our interruption is none."""
        error = exc_tuple[1] if exc_tuple else sys.exc_info()[1]
        if error is None or is_a(error, Interrupted):
            self._interrupted = error is not None
            return
        if is_out_of_memory(error):
            self.run_out_of_memory()
        self.raised = as_raised(error)
        self.screen.transcript.show(
            "error",
            {
                "ename": self.raised.type,
                "evalue": self.raised.message,
                "traceback": rendered(error),
            },
        )

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        self.showtraceback()

    def showindentationerror(self) -> None:
        self.showtraceback()

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> list[str]:
        """Nothing: formatting asks the exception for its text once more."""
        return []

    def _tee(self, channel: str) -> AbstractContextManager[None]:  # type: ignore[override]
        """Nothing: IPython would keep a second, unbounded copy of what is printed."""
        return nullcontext()

    def _let_exit_raise(self) -> None:
        """In place of IPython's `exit`, which does nothing here, have Python's, which raises."""
        for name in ("exit", "quit"):
            self.builtin_trap.auto_builtins.pop(name, None)
            self.user_ns.pop(name, None)


def _reserve() -> mmap:
    """Return memory that counts and costs nothing, because nobody touches it."""
    return mmap(-1, _RESERVE, **_PRIVATE)


def _show_nothing(shell: object, text: object, **_: Any) -> None:
    """Ignore what `name?` would show in a pager: it is no output of the cell."""
