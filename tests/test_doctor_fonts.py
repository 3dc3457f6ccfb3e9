"""What `doctor` says about Japanese in plots."""

from __future__ import annotations

import pytest

from autograder.doctor.examination import Ability
from autograder.doctor.fonts import found_by, japanese_in_plots
from autograder.records import CellRun, Output, Raised, Stopped
from autograder.worker.fonts import FAMILIES


@pytest.mark.process
def test_the_font_of_this_machine() -> None:
    pytest.importorskip("matplotlib")
    found = japanese_in_plots()
    if not found.works:
        pytest.skip(found.detail)
    assert found.detail in FAMILIES


HOLLOW = "(matplotlib is not available while grading: calls to it do nothing)\n"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (
            CellRun(
                cell=1,
                outputs=(
                    Output(kind="stream", content=(("name", "stdout"), ("text", "IPAexGothic\n"))),
                ),
            ),
            Ability(True, "IPAexGothic"),
        ),
        (
            CellRun(
                cell=1,
                outputs=(Output(kind="stream", content=(("name", "stdout"), ("text", "\n"))),),
            ),
            Ability(
                False,
                "no font here has the characters; on Debian: apt-get install fonts-noto-cjk, "
                "elsewhere: pip install matplotlib-fontja",
            ),
        ),
        (
            CellRun(
                cell=1,
                outputs=(Output(kind="stream", content=(("name", "stdout"), ("text", HOLLOW))),),
            ),
            Ability(False, "matplotlib is not installed: pip install matplotlib"),
        ),
        (
            CellRun(cell=1, outputs=(), raised=Raised(type="ModuleNotFoundError", message="")),
            Ability(False, "matplotlib is not installed: pip install matplotlib"),
        ),
        (
            CellRun(cell=1, outputs=(), stopped=Stopped(reason="wall", limit=90)),
            Ability(False, "not known, because nothing can be run here"),
        ),
    ],
)
def test_what_a_trial_tells(run: CellRun, said: Ability) -> None:
    assert found_by(run) == said
