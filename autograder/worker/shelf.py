"""Template and worker: Libraries imported before the fork, and handed out when they are imported.

A template imports what submissions ask for, and takes it out of `sys.modules` again. A worker's
first import of it puts back what that import would have loaded, and nothing else: whoever forgets
`import matplotlib.dates` is told so, whatever others of the class import.

What a module asks for is written down while it is loaded, and put back with it. A library that
cannot be loaded twice, or that has to be loaded where its user is (`matplotlib.pyplot`, which
chooses a back-end), is not put here; what it is made of is.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

from autograder.worker.own_modules import is_librarys, own_places


class Shelf(MetaPathFinder, Loader):
    """Modules that have been loaded and are in nobody's hands; asked before other finders."""

    def __init__(self) -> None:
        self._modules: dict[str, ModuleType] = {}
        self._specs: dict[str, ModuleSpec | None] = {}
        self._parts: set[str] = set()  #: modules that their packages have as attributes
        self._covered: dict[str, dict[str, object]] = defaultdict(dict)
        self._notes = _Notes()

    def load(self, name: str) -> None:
        """Import a module, and put all that this loads on the shelf; `ImportError` as usual."""
        before = set(sys.modules)
        try:
            with self._notes.taken():
                importlib.import_module(name)
        finally:
            self._take(sys.modules.keys() - before)

    def loaded(self, name: str) -> ModuleType | None:
        """Return a module that is on the shelf."""
        return self._modules.get(name)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        is_reloaded = target is not None
        if fullname not in self._modules or is_reloaded or self._is_students_own(fullname, path):
            return None
        return ModuleSpec(fullname, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Put back what the module had loaded, in place of running it again."""
        assert module.__spec__  # the one of `find_spec`; `_put_back` gives it its own again
        name = module.__spec__.name
        put_back = self._put_back(name)
        self._notes.add([name])
        self._notes.known.update(put_back)
        for back in put_back:
            vars(self._modules[back]).update(self._covered.get(back, {}))

    def _is_students_own(self, name: str, path: Sequence[str] | None) -> bool:
        """Whether the student's code imports a module of this name that is the student's."""
        if path is not None or is_librarys(sys._getframe(2)):
            return False
        return PathFinder.find_spec(name, own_places()) is not None

    def _put_back(self, name: str) -> set[str]:
        back: set[str] = set()
        waiting = [name]
        while waiting:
            name = waiting.pop()
            module = self._modules.get(name)
            if module is None or name in back:
                continue
            back.add(name)
            module.__spec__ = self._specs[name]
            sys.modules.setdefault(name, module)
            package, _, part = name.rpartition(".")
            if name in self._parts:
                setattr(self._package(package), part, module)
            waiting += [package, *self._notes.asked.get(name, ())]
        return back

    def _take(self, names: Collection[str]) -> None:
        """Take modules out of `sys.modules`, and out of the packages that they are parts of."""
        main = sys.modules["__main__"]  # which may have been given another name
        new = {name: module for name in names if (module := sys.modules.pop(name)) is not main}
        self._modules.update(new)
        self._specs.update((name, module.__spec__) for name, module in new.items())
        for name, module in new.items():
            package, _, part = name.rpartition(".")
            if package:
                self._take_out(name, module, package, part)

    def _take_out(self, name: str, module: ModuleType, package: str, part: str) -> None:
        attributes = vars(self._package(package))
        if attributes.get(part) is module:
            self._parts.add(name)
            del attributes[part]
        elif part in attributes:
            self._covered[package][part] = attributes[part]

    def _package(self, name: str) -> ModuleType:
        return self._modules.get(name) or sys.modules[name]


class _Notes:
    """Names of the modules that each module asks for while it is loaded."""

    def __init__(self) -> None:
        self.asked: dict[str, list[str]] = defaultdict(list)
        self.known: set[str] = set()  #: modules whose coming is explained
        self._loading: list[str] = []  #: one inside the other

    def add(self, names: Iterable[str]) -> None:
        if self._loading:
            self.asked[self._loading[-1]] += names

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take notes of every import meanwhile."""
        with ExitStack() as undo:
            self.known = set(sys.modules)
            for loader in (SourceFileLoader, ExtensionFileLoader):
                undo.enter_context(_set(loader, "exec_module", self._noting_load(loader)))
            noting = self._noting_import(builtins.__import__)
            undo.enter_context(_set(builtins, "__import__", noting))
            yield

    def _noting_load(self, loader: Any) -> Callable[[Any, ModuleType], None]:
        load = loader.exec_module

        def exec_module(loader: Any, module: ModuleType) -> None:
            name = module.__name__
            self.add([name])
            self.known.add(name)
            self._loading.append(name)
            try:
                load(loader, module)
            finally:
                self._loading.pop()
            by_itself = sys.modules.keys() - self.known  # by compiled code, without an import
            self.asked[name] += sorted(by_itself)
            self.known.update(by_itself)

        return exec_module

    def _noting_import(self, load: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
        def noting_import(
            name: str,
            globals: Mapping[str, Any] | None = None,
            locals: Mapping[str, Any] | None = None,
            fromlist: Sequence[str] | None = (),
            level: int = 0,
        ) -> ModuleType:
            module = load(name, globals, locals, fromlist or (), level)
            self.add(_meant(name, globals, fromlist or (), level))
            return module

        return noting_import


@contextmanager
def _set(owner: Any, name: str, value: object) -> Iterator[None]:
    """Set an attribute for a while; what was inherited is inherited again."""
    before = vars(owner).get(name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        delattr(owner, name) if before is None else setattr(owner, name, before)


def _meant(
    name: str, caller: Mapping[str, Any] | None, fromlist: Sequence[str], level: int
) -> Iterator[str]:
    """Yield the modules that an import statement names."""
    if level:
        package = (caller or {}).get("__package__") or ""
        base = package.rsplit(".", level - 1)[0]
        name = f"{base}.{name}" if name else base
    yield name
    parts = getattr(sys.modules.get(name), "__all__", ()) if "*" in fromlist else fromlist
    yield from (full for part in parts if (full := f"{name}.{part}") in sys.modules)
