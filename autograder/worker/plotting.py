"""Worker: Plots drawn inline, whichever window they were meant for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

from autograder.worker.fonts import use_japanese_font

INLINE = "module://matplotlib_inline.backend_inline"

_INTERACTIVE = re.compile(
    r"\s*(module://)?(gtk|ipympl|macosx|nbagg|notebook|osx|qt|tk|webagg|widget|wx)", re.IGNORECASE
)


def wants_window(backend: str) -> bool:
    """Whether a name, in `%matplotlib …` or of a backend, stands for something to click in."""
    return _INTERACTIVE.match(backend) is not None


def no_window(wish: str) -> str:
    """Return the remark to whoever asks for one."""
    return f"not available while grading: {wish}; plots are drawn inline"


def _nobody(figure: object) -> None:
    """Tell nobody."""


def _told(save: Callable[..., Any], saved: Callable[[object], None]) -> Callable[..., Any]:
    """Return a method that does the same, and tells of its figure before."""

    @wraps(save)
    def save_and_tell(figure: object, *arguments: Any, **named: Any) -> Any:
        saved(figure)
        return save(figure, *arguments, **named)

    return save_and_tell


class InlinePlots(MetaPathFinder):
    """Finds pyplot where it is, and has it loaded so that it opens no window; asked first."""

    def __init__(
        self, note: Callable[[str], None], saved: Callable[[object], None] = _nobody
    ) -> None:
        self._note = note
        self._saved = saved  #: is told of each figure that is saved, and then perhaps closed

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != "matplotlib.pyplot":
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec and spec.origin:
            spec.loader = _PyplotLoader(fullname, spec.origin, self._note, self._saved)
        return spec


class _PyplotLoader(SourceFileLoader):
    def __init__(
        self,
        fullname: str,
        path: str,
        note: Callable[[str], None],
        saved: Callable[[object], None],
    ) -> None:
        super().__init__(fullname, path)
        self._note = note
        self._saved = saved

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        use_japanese_font()
        _name_styles_as_before(module)
        vars(module)["switch_backend"] = _inline(module, self._note)
        figures: Any = module.Figure
        figures.savefig = _told(figures.savefig, self._saved)


def _name_styles_as_before(pyplot: Any) -> None:
    """Let seaborn's styles have the names that they had before matplotlib 3.6, too."""
    library = pyplot.style.library
    for name in [name for name in library if name.startswith("seaborn-v0_8")]:
        library.setdefault(name.replace("-v0_8", ""), library[name])


def _inline(pyplot: Any, note: Callable[[str], None]) -> Callable[[object], None]:
    """Return pyplot's `switch_backend`, through which every choice goes, for the others only."""
    switch = pyplot.switch_backend

    def switch_backend(newbackend: object) -> None:
        if isinstance(newbackend, str) and not wants_window(newbackend):
            switch(newbackend)
            return
        if isinstance(newbackend, str):
            note(no_window(f"the backend {newbackend}"))
        pyplot.rcParams["backend"] = INLINE  # which asks for it when it is imported
        switch(INLINE)

    return switch_backend
