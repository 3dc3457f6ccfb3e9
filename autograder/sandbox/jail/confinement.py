"""Worker: Locking itself in just after the fork, in the order that works.

Landlock binds the calling thread only, so this comes before student code can start a second one.
The order matters: limits read /proc, Landlock opens files, both before the filter forbids it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.frozen import dataclass
from autograder.sandbox.jail import landlock, privileges, rlimits, seccomp
from autograder.sandbox.jail.landlock import Grant
from autograder.sandbox.jail.layers import LANDLOCK, NAMESPACES, SECCOMP, SELF_TEST
from autograder.sandbox.jail.libraries import OWN_COMMAND, readable
from autograder.sandbox.jail.orders import ProcessLimits
from autograder.sandbox.jail.self_test import self_test


@dataclass(frozen=True, kw_only=True)
class Confinement:
    """Everything about the lock-down that is the same for all workers of a template."""

    layers: frozenset[str]
    template: int  #: process id, as workers see it: 0 where it is in another namespace
    landlock_abi: int
    grants: tuple[Grant, ...]
    filter: bytes


def prepare(layers: Collection[str]) -> Confinement:
    """Return what the layers need; `KernelRefusal` if this kernel has no Landlock."""
    return Confinement(
        layers=frozenset(layers),
        template=0 if NAMESPACES in layers else os.getpid(),
        landlock_abi=landlock.abi() if LANDLOCK in layers else 0,
        grants=tuple(_grants()),
        filter=seccomp.program(platform.machine()) if SECCOMP in layers else b"",
    )


def _grants() -> Iterator[Grant]:
    for path, access in readable():
        yield Grant.on(path, access)
    yield Grant.on(OWN_COMMAND, landlock.READ, pinned=True)


def confine(
    confinement: Confinement, limits: ProcessLimits, held: rlimits.Held, scratch: Path
) -> None:
    """Lock this process in for good; `OSError` if a layer is not to be had or does not hold."""
    rlimits.apply(limits, held)
    if LANDLOCK in confinement.layers:
        own = Grant(str(scratch), landlock.OWN)
        landlock.restrict((*confinement.grants, own), confinement.landlock_abi)
    privileges.drop_capabilities()
    privileges.die_with(confinement.template)
    privileges.hide_memory()
    if SECCOMP in confinement.layers:
        seccomp.load(confinement.filter)
    if SELF_TEST in confinement.layers:
        self_test(confinement.template, scratch, in_namespaces=NAMESPACES in confinement.layers)
