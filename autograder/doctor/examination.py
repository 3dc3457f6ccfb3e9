"""Grader: Finding out what this machine offers, by trying and never by a version's number."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import autograder
from autograder.doctor.abilities import Abilities, Ability
from autograder.doctor.advice import advice
from autograder.doctor.host_facts import read_host_facts
from autograder.errors import SandboxError
from autograder.execution.sandboxed import Sandbox
from autograder.frozen import dataclass
from autograder.sandbox.platforms import SYSTEMS, runs_here

_TRIAL_SECONDS = 60.0
_TRIAL = "from autograder.doctor.probe import print_abilities; print_abilities()"


@dataclass(frozen=True)
class Capabilities:
    """Capabilities of this machine, as `autograder doctor` shows them."""

    system: str
    python: str
    cores: int  #: that we may use
    layers: Abilities
    sandbox: Ability  #: a worker was started and locked itself in; `detail` is its tier
    advice: tuple[str, ...]  #: on each layer that is missing


def probe() -> Capabilities:
    """Return what this machine offers, whatever it is."""
    layers = _layers()
    return Capabilities(
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=f"{platform.python_version()} at {sys.executable}",
        cores=_cores(),
        layers=layers,
        sandbox=_sandbox(),
        advice=advice(layers, read_host_facts()),
    )


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _layers() -> Abilities:
    if runs_here():
        return _tried_elsewhere()
    unknown = Ability(False, f"needs {SYSTEMS}")
    return Abilities(unknown, unknown, unknown)


def _tried_elsewhere() -> Abilities:
    """Try in a process without threads, since it forks, and that is thrown away."""
    ours = str(Path(autograder.__file__).parent.parent)
    program = f"import sys; sys.path.insert(0, {ours!r}); {_TRIAL}"
    command = [sys.executable, "-s", "-P", "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_TRIAL_SECONDS)
    return Abilities(**{name: Ability(*found) for name, found in json.loads(done.stdout).items()})


def _sandbox() -> Ability:
    try:
        with Sandbox(imports=()) as sandbox:
            return Ability(True, sandbox.tier)
    except SandboxError as error:
        return Ability(False, str(error))
