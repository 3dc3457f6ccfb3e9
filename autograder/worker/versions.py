"""Template and worker: Packages that are imported, with their versions."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from types import ModuleType

_ALSO_NAMED = ("numpy", "keras", "IPython")


def versions(modules: Sequence[ModuleType]) -> list[tuple[str, str]]:
    """Return the versions of what answers depend on: asked for, or imported along with it."""
    named = [*modules, *(sys.modules[name] for name in _ALSO_NAMED if name in sys.modules)]
    found = {m.__name__: str(getattr(m, "__version__", "unknown")) for m in named}
    return [("python", platform.python_version()), *found.items()]
