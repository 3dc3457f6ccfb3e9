"""Worker: Hollow modules for what is missing while grading and costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dis import opmap
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import FrameType, ModuleType
from typing import Any

from autograder.worker.colab import functions

COLAB = frozenset({"google", "google.colab"})
PLOTTING = frozenset(
    {"matplotlib", "mpl_toolkits", "seaborn", "japanize_matplotlib", "matplotlib_fontja"}
)

#: What installs packages, or lets event loops nest, where a notebook runs in a browser.
BROWSER = frozenset({"micropip", "nest_asyncio", "piplite"})

_UNPACK_SEQUENCE = opmap["UNPACK_SEQUENCE"]


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
        if fullname in BROWSER:
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
        if name == "google.colab":
            for part in self._colab:
                if part.startswith(name):
                    import_module(part)
        if name == "google.colab" or name in PLOTTING or name in BROWSER:
            self._note(f"{name} is not available while grading: calls to it do nothing")


class Hollow:
    """An object that takes whatever is done with it, and does nothing."""

    def __call__(self, *_: object, **__: object) -> Hollow:
        return Hollow()

    def __getattr__(self, name: str) -> Hollow:
        return _hollow_attribute(name)

    def __getitem__(self, _: object) -> Hollow:
        return Hollow()

    def __setitem__(self, _: object, __: object) -> None:
        pass

    def __iter__(self) -> Iterator[Hollow]:
        """As many as `figure, axes = …` wants, none in a loop."""
        return iter([Hollow() for _ in range(_wanted(sys._getframe(1)))])

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Hollow:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class can derive from it, and then derives from nothing."""
        return ()

    def __repr__(self) -> str:
        return "(not available while grading)"


class HollowModule(ModuleType):
    """A module that has every name."""

    def __getattr__(self, name: str) -> Hollow:
        return _hollow_attribute(name)


def _hollow_attribute(name: str) -> Hollow:
    # Names with an underscore are questions of libraries (`__array__`, `_repr_png_`): answer no.
    if name.startswith("_"):
        raise AttributeError(name)
    return Hollow()


def _wanted(caller: FrameType) -> int:
    """Return how many values the instruction that the caller is at unpacks."""
    code, at = caller.f_code.co_code, caller.f_lasti
    return code[at + 1] if code[at] == _UNPACK_SEQUENCE else 0
