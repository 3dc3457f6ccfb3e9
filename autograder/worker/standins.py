"""Worker: Hollow modules for what is missing while grading and costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from autograder.worker import marimo
from autograder.worker.colab import functions
from autograder.worker.hollow import HollowModule

COLAB = frozenset({"google", "google.colab"})
PLOTTING = frozenset(
    {"matplotlib", "mpl_toolkits", "seaborn", "japanize_matplotlib", "matplotlib_fontja"}
)

#: What installs packages, or lets event loops nest, where a notebook runs in a browser.
BROWSER = frozenset({"micropip", "nest_asyncio", "piplite"})


def is_installed(package: str) -> bool:
    """Whether the real package is there."""
    return PathFinder.find_spec(package) is not None


class StandIns(MetaPathFinder, Loader):
    """Finds a hollow module for a package that nobody else has found; asked last."""

    def __init__(self, note: Callable[[str], None], files: Sequence[str]) -> None:
        self._note = note
        self._colab = functions(note, files)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in COLAB or fullname.startswith("google.colab."):
            return ModuleSpec(fullname, self, is_package=True)
        if fullname in BROWSER or fullname == "marimo":
            return ModuleSpec(fullname, self)
        if fullname.partition(".")[0] in PLOTTING:
            return self._plotting(fullname)
        return None

    def _plotting(self, fullname: str) -> ModuleSpec | None:
        """A submodule that a real package does not have is missing for a reason of its own."""
        package = sys.modules.get(fullname.partition(".")[0])
        if package is None or isinstance(package, HollowModule):
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        vars(module).update(self._colab.get(name, {}))
        if name == "marimo":
            vars(module).update(marimo.NAMES)
            self._note(marimo.NOTE)
        if name == "google.colab":
            for part in self._colab:
                if part.startswith(name):
                    import_module(part)
        if name == "google.colab" or name in PLOTTING or name in BROWSER:
            self._note(f"{name} is not available while grading: calls to it do nothing")
