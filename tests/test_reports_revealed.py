"""Pages that show hidden checks: only when nobody can hand in, and beside all other pages.

Tests of `reports/revealed.py` and `cli/reveal.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.feedback.show.sentences import in_language
from autograder.reports.revealed import NOTE
from tests.class_folders import write_class
from tests.small_course import write, write_small_course
from tests.test_regrading import contents, run
from tests.test_regrading_class import ROSTER, hand_in

pytestmark = pytest.mark.process

PAST, FUTURE = "2020-05-08", "2999-05-08"
WORK = {
    "abe": "def double(x):\n    return 2 * x + 1\n",
    "ito": 'def double(x):\n    return "<script>alert(1)</script>\\x1b[31m" + "あ" * 100_000\n',
    "sato": "def double(x):\n    return 2 * x\n",
    "ueda": 'def double(x):\n    raise ValueError(f"<b>{x}</b>")\n',
}
HIDDEN_INPUT = "-2.5"


def class_yaml(closes: str | None) -> str:
    dates = f"due: 2020-05-01{f', closes: {closes}' if closes else ''}"
    return f"time_zone: Asia/Tokyo\nassignments:\n  doubling: {{{dates}}}\n"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reveal")
    course = write_small_course(place / "course")
    cases = course / "reference/cases/doubling.py"
    write(cases, "def numbers():\n    return [(-2.5,)]\n")
    write_class(place / "class", {"class.yaml": class_yaml(PAST), "roster.csv": ROSTER})
    for name, source in WORK.items():
        hand_in(place, name, source)
    status, said = run("grade", "doubling", "--class", place / "class", "--course", course)
    assert status == 0, said
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once / "class", tmp_path / "class")
    return tmp_path / "class"


def reveal(place: Path, *words: object) -> tuple[int, list[str]]:
    graded = place / "graded/doubling"
    return run("report", graded, "--reveal", "--class", place, *words)


def page(place: Path, name: str) -> str:
    return (place / f"graded/doubling/revealed/{name}.html").read_text("utf-8")


def test_hidden_calls_are_shown_with_expected_and_got(place: Path) -> None:
    run("report", place / "graded/doubling", "--class", place)
    before = contents(place)
    assert reveal(place) == (
        0,
        [
            f"Pages that show hidden checks: {place / 'graded/doubling/revealed'}",
            "Spent from now on: double/2 (shown on 3 of them)",
            "Change the inputs of these checks before the assignment is used again. Answers that "
            "were made for it can tell of other hidden inputs, too.",
        ],
    )
    shown = page(place, "abe")
    assert "Check 2 (hidden): failed" in shown
    for text in (f"double({HIDDEN_INPUT})", ">-5</pre>", ">-4</pre>"):
        assert text in shown
    assert in_language(NOTE, "en") in shown
    assert HIDDEN_INPUT not in page(place, "sato"), "of what passed nothing is shown"
    after = contents(place)
    new = {name for name in after if name not in before}
    assert new == {f"graded/doubling/revealed/{name}.html" for name in WORK}
    assert {name: after[name] for name in before} == before
    assert not any(HIDDEN_INPUT.encode() in after[n] for n in after if "/feedback/" in n)


def test_what_is_shown_is_cleaned_and_bounded(place: Path) -> None:
    reveal(place)
    shown = page(place, "ito")
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert shown.count("あ") < 2_000
    assert "&lt;b&gt;-2.5&lt;/b&gt;" in page(place, "ueda")
    assert "<b>" not in page(place, "ueda")


def test_the_note_is_in_the_students_language(place: Path) -> None:
    reveal(place, "--lang", "ja")
    assert (
        "このページには、非公開のチェックで使った入力、正しい答え、返ってきた値も載せています。"
        in page(place, "sato")
    )
    assert "チェック 2 (非公開)" in page(place, "abe")


OPEN = "--force reveals it all the same"


@pytest.mark.parametrize(
    ("closes", "extensions", "why"),
    [
        (FUTURE, "", "doubling can be handed in until 2999-05-08 23:59 (everybody)"),
        (
            PAST,
            "ito,,doubling,2999-01-01,,ill",
            "doubling can be handed in until 2999-01-08 23:59 (ito)",
        ),
        (
            PAST,
            ",,*,,9000000,everybody",
            "doubling can be handed in until 304",
        ),
        (
            None,
            "",
            "doubling has no `closes` in class.yaml, so it can be handed in at any time",
        ),
    ],
)
def test_nothing_is_revealed_while_somebody_can_hand_in(
    place: Path, closes: str | None, extensions: str, why: str
) -> None:
    write(place / "class.yaml", class_yaml(closes))
    header = "student,section,assignment,due,hours,because\n"
    write(place / "extensions.csv", header + (extensions and extensions + "\n"))
    status, (said,) = reveal(place)
    assert (status, said.startswith(f"nothing is revealed: {why}"), said.endswith(OPEN)) == (
        2,
        True,
        True,
    )
    assert not (place / "graded/doubling/revealed").exists()
    status, said_aloud = reveal(place, "--force")
    assert status == 0
    assert said_aloud[0].startswith(f"Revealed all the same: {why}")
    assert HIDDEN_INPUT in page(place, "abe")


def test_an_extension_that_is_over_holds_up_nothing(place: Path) -> None:
    write(
        place / "extensions.csv",
        "student,section,assignment,due,hours,because\nito,,doubling,2020-06-01,,ill\n",
    )
    assert reveal(place)[0] == 0


def test_without_a_class_folder_it_is_refused(place: Path) -> None:
    assert run("report", place / "graded/doubling", "--reveal") == (
        2,
        [
            "--reveal needs the class's folder, which tells when the last one can hand in: name it "
            "with --class"
        ],
    )
    assert run("report", place / "graded", "--reveal", "--class", place) == (
        2,
        [
            f"{place / 'graded'} is of no assignment of {place}; results of one are in "
            f"{place / 'graded/<assignment>'}"
        ],
    )


def test_pages_of_who_is_gone_do_not_stay(place: Path) -> None:
    reveal(place)
    status, said = run("forget", "abe", "--yes", "--class", place)
    assert (status, said[-1]) == (0, f"Nothing of abe 安部 花子 is left in {place}.")
    assert not (place / "graded/doubling/revealed/abe.html").exists()
    write(place / "graded/doubling/revealed/abe.html", "of before")
    reveal(place)
    assert not (place / "graded/doubling/revealed/abe.html").exists()
