"""The package `reference` of one course, which other courses in this process do not disturb."""

from __future__ import annotations

import builtins
import hashlib
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import module_from_spec, resolve_name, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

_LOADING = threading.RLock()  # one at a time, because all threads share `sys.modules`


class Package:
    """A folder that is `reference` to the modules in it, and to nobody else.

    Its modules have names that no other course's have, and an `import` of their own, in which
    `reference` is this folder: in whatever thread, also inside of a function that is called much
    later. What has been edited is another package.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = f"reference_{_digest(folder)}"  #: in `sys.modules`
        self._builtins = {**vars(builtins), "__import__": self._import}

    def module(self, dotted: str) -> ModuleType:
        """Return a module, as "reference.units"; raise what importing it raises."""
        parts = dotted.split(".")
        with _LOADING:
            module = self._loaded(parts[:1])
            for end in range(2, len(parts) + 1):
                parent, module = module, self._loaded(parts[:end])
                setattr(parent, parts[end - 1], module)
        return module

    def _loaded(self, parts: Sequence[str]) -> ModuleType:
        name = ".".join([self.name, *parts[1:]])
        if name not in sys.modules:
            self._load(name, self._folder.joinpath(*parts[1:]))
        return sys.modules[name]

    def _load(self, name: str, path: Path) -> None:
        """Run a module, or a folder's `__init__.py` if it has one."""
        folders = [str(path)] if path.is_dir() else None
        file = path / "__init__.py" if folders else path.with_name(f"{path.name}.py")
        if not folders and not file.is_file():
            known = name.replace(self.name, "reference")
            raise ModuleNotFoundError(f"No module named {known!r}", name=known)
        spec = spec_from_file_location(name, file, submodule_search_locations=folders)
        assert spec is not None
        module = module_from_spec(spec)
        vars(module)["__builtins__"] = self._builtins
        sys.modules[name] = module
        try:
            if file.is_file():
                exec(compile(file.read_bytes(), file, "exec", dont_inherit=True), vars(module))
        except BaseException:
            del sys.modules[name]
            raise

    def _import(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Do what an `import` statement of one of the modules asks for."""
        package = (globals or {}).get("__package__") or ""
        full = resolve_name("." * level + name, package) if level else name
        first, *rest = full.split(".")
        if first not in ("reference", self.name):
            return __import__(name, globals, locals, fromlist or (), level)
        dotted = ".".join(["reference", *rest])
        module = self.module(dotted)
        for wanted in fromlist or ():
            if not hasattr(module, wanted) and self._has(rest, wanted):
                self.module(f"{dotted}.{wanted}")
        return module if fromlist else self.module("reference")

    def _has(self, parts: Sequence[str], name: str) -> bool:
        path = self._folder.joinpath(*parts, name)
        return path.is_dir() or path.with_name(f"{name}.py").is_file()


def _digest(folder: Path) -> str:
    """Return what tells the folder, as it is now, from all others."""
    whole = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape"))
    for content in _contents(folder):
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()[:16]


def _contents(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        yield path.read_bytes()
