"""Worker: Plots drawn inline, whichever window they were meant for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any, Protocol

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


class Watcher(Protocol):
    """Is told of figures: made, about to be saved, about to be closed."""

    def made(self, figure: Any) -> None: ...
    def take_down(self, figure: Any) -> None: ...
    def closed(self, figure: Any) -> None: ...


def _told(method: Callable[..., Any], tell: Callable[[Any], None]) -> Callable[..., Any]:
    """Return a method that does the same, and tells of its object before."""

    @wraps(method)
    def tell_and_do(told: object, *arguments: Any, **named: Any) -> Any:
        tell(told)
        return method(told, *arguments, **named)

    return tell_and_do


def _made(make: Callable[..., None], tell: Callable[[Any], None]) -> Callable[..., None]:
    """Return an `__init__` that does the same, and tells of the object that there is now."""

    @wraps(make)
    def make_and_tell(made: object, *arguments: Any, **named: Any) -> None:
        make(made, *arguments, **named)
        tell(made)

    return make_and_tell


class InlinePlots(MetaPathFinder):
    """Finds pyplot where it is, and has it loaded so that it opens no window; asked first.

    Figures are watched from the moment in which their module, or pyplot, is imported.
    """

    def __init__(self, note: Callable[[str], None], watcher: Watcher) -> None:
        self._note = note
        self._watcher = watcher

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "matplotlib.figure":
            return self._watched(fullname, path, target)
        if fullname != "matplotlib.pyplot":
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec and spec.origin:
            spec.loader = _PyplotLoader(fullname, spec.origin, self._note, self._watcher)
        return spec

    def _watched(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None
    ) -> ModuleSpec | None:
        """Return the spec of whoever else finds the module."""
        others = [finder for finder in sys.meta_path if finder is not self]
        specs = (finder.find_spec(name, path, target) for finder in others)
        spec = next(filter(None, specs), None)
        if spec and spec.loader:
            spec.loader = _FigureLoader(spec.loader, self._watcher)
        return spec


class _FigureLoader(Loader):
    """Loads as another one does, and has figures watched."""

    def __init__(self, loader: Loader, watcher: Watcher) -> None:
        self._loader = loader
        self._watcher = watcher

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        _watch(vars(module)["Figure"], self._watcher)


def _watch(figures: Any, watcher: Watcher) -> None:
    if not hasattr(figures.savefig, "__wrapped__"):
        figures.__init__ = _made(figures.__init__, watcher.made)
        figures.savefig = _told(figures.savefig, watcher.take_down)


class _PyplotLoader(SourceFileLoader):
    def __init__(
        self, fullname: str, path: str, note: Callable[[str], None], watcher: Watcher
    ) -> None:
        super().__init__(fullname, path)
        self._note = note
        self._watcher = watcher

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        use_japanese_font()
        _name_styles_as_before(module)
        vars(module)["switch_backend"] = _inline(module, self._note)
        watcher, managers = self._watcher, vars(module)["FigureManagerBase"]
        _watch(vars(module)["Figure"], watcher)
        if not hasattr(managers.destroy, "__wrapped__"):
            managers.destroy = _told(
                managers.destroy, lambda manager: watcher.closed(manager.canvas.figure)
            )


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
