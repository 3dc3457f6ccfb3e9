"""Grader: Host facts that explain a missing layer; whether it is missing, only trying tells."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.frozen import dataclass

_SWITCHES = (
    "kernel.apparmor_restrict_unprivileged_userns",
    "kernel.unprivileged_userns_clone",
    "user.max_user_namespaces",
)
_IN_CONTAINERS = ("/.dockerenv", "/run/.containerenv")


@dataclass(frozen=True)
class HostFacts:
    """Facts of a machine that explain why a layer is missing."""

    system: str  #: as `platform.system()` says it
    kernel: str  #: what it says about itself, "" if nothing
    root: bool
    container: bool
    switches: Mapping[str, str]  #: sysctl's name → value, of those that exist


def read_host_facts() -> HostFacts:
    """Return the facts of this machine, whatever it is."""
    linux = sys.platform == "linux"
    return HostFacts(
        system=platform.system(),
        kernel=_text(Path("/proc/version")) if linux else "",
        root=linux and os.geteuid() == 0,
        container=any(Path(file).exists() for file in _IN_CONTAINERS),
        switches={name: value for name in _SWITCHES if (value := _switch(name))},
    )


def _switch(name: str) -> str:
    return _text(Path("/proc/sys", *name.split(".")))


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text().strip()
    return ""
