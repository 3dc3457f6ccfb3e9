"""Grader: Japanese in plots, tried where submissions are run."""

from __future__ import annotations

from autograder.doctor.abilities import Ability
from autograder.errors import SandboxError
from autograder.execution.sandboxed import Sandbox
from autograder.records import CellRequest, CellRun, Limits

_TRIAL = "import matplotlib.pyplot as plt\nprint(*plt.rcParams['font.family'][1:])"
_HINT = (
    "no font here has the characters; on Debian: apt-get install fonts-noto-cjk, "
    "elsewhere: pip install matplotlib-fontja"
)


def japanese_in_plots() -> Ability:
    """Return the font that plots of submissions take Japanese characters from, or what to do."""
    try:
        with Sandbox(imports=()) as sandbox, sandbox.worker(Limits()) as worker:
            run = worker.ask(CellRequest(cell=1, source=_TRIAL), seconds=30.0, wall=90.0)
    except SandboxError:
        return _UNKNOWN
    return found_by(run)


_UNKNOWN = Ability(False, "not known, because nothing can be run here")


def found_by(run: CellRun) -> Ability:
    """Return what the trial has found out."""
    if run.stopped:
        return _UNKNOWN
    printed = "".join(dict(output.content).get("text", "") for output in run.outputs)
    if run.raised or "not available" in printed:
        return Ability(False, "matplotlib is not installed: pip install matplotlib")
    font = printed.strip()
    return Ability(True, font) if font else Ability(False, _HINT)
