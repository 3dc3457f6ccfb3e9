"""How the labelled corpus of wrong submissions is judged, without grading any of it."""

from __future__ import annotations

import pytest
import yaml

from tests.benchmark_feedback import CORPUS, Cause, Label, Told, Verdicts, folders, read_labels

LABEL = Label(folder="units", file="u1.py", question="relu", causes=("absolute-value",))
OTHER = Label(folder="units", file="u1.py", question="unit", causes=("bias-forgotten",))
VERDICTS = Verdicts(
    {
        "absolute-value": Cause(
            names=("mistake:relu_absolute",),
            helps=("lost their sign",),
            true=("harmless",),
            misleads=("Train longer",),
        ),
        "bias-forgotten": Cause(names=("no bias",)),
    },
    facts=("Got ",),
    reported=(" stops with ",),
)


def judged(*about_relu: str, elsewhere: str = "Got 1.") -> tuple[str, tuple[str, ...]]:
    told = Told(cells=(), questions={"relu": about_relu, "unit": (elsewhere,)})
    found = VERDICTS.judge(LABEL, [OTHER], told)
    return found.verdict, found.false


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (("mistake:relu_absolute", "Got 1."), "named"),
        (("The negative numbers have lost their sign.",), "helped"),
        (("Got 1, expected 2.", "Cell 3 stops with an error", "cell 3, line 2"), "not helped"),
        (("It is harmless.",), "not helped"),
        ((), "not helped"),
    ],
)
def test_verdicts(said: tuple[str, ...], verdict: str) -> None:
    assert judged(*said) == (verdict, ())


def test_what_nobody_has_found_true_is_false() -> None:
    assert judged("mistake:relu_absolute", "Sleep more.") == ("false", ("Sleep more.",))


def test_what_was_measured_but_misleads_is_false() -> None:
    assert judged("Got 1. Train longer.") == ("false", ("Got 1. Train longer.",))


def test_what_is_said_elsewhere_is_held_against_all_causes_of_the_file() -> None:
    assert judged(elsewhere="no bias") == ("not helped", ())
    assert judged(elsewhere="mistake:relu_step") == ("false", ("mistake:relu_step",))


def test_every_cause_of_the_open_part_has_been_read() -> None:
    content = yaml.safe_load((CORPUS / "verdicts.yaml").read_text(encoding="utf-8"))
    causes = {
        cause for folder in folders() for each in read_labels(folder) for cause in each.causes
    }
    assert causes - content["causes"].keys() == set()


@pytest.mark.parametrize("sealed", [2, 3, 4])
def test_every_cause_of_the_later_sealed_sets_has_been_read(sealed: int) -> None:
    content = yaml.safe_load((CORPUS / "verdicts.yaml").read_text(encoding="utf-8"))
    causes = {
        cause for folder in folders(sealed) for each in read_labels(folder) for cause in each.causes
    }
    assert causes - content["causes"].keys() == set()
