"""A class judged anew: grades, decisions and what was pushed; new attempts alone.

Tests of `regrading/consequences.py` and `classes/pushed.py`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import make_book, open_class
from autograder.classes.attempts import store_attempt
from autograder.classes.decisions import ADJUSTMENTS
from autograder.classes.pushed import Pushed, pushed_grades
from autograder.classes.tables import read_table
from autograder.records.grades import Grade, GradeState, QuestionPoints
from autograder.records.people import Student
from autograder.regrading.consequences import Consequences, GradeMoved, keeping, told
from tests.class_folders import NOW, write_class
from tests.small_course import write, write_small_course
from tests.test_regrading import WORK, YAML, contents, run

pytestmark = pytest.mark.process

CLASS = """\
time_zone: Asia/Tokyo
assignments:
  doubling: {due: 2026-05-01, late: {per: day, deduct: 1}}
"""
ROSTER = "id,name\nabe,安部 花子\nito,Ito\nsato,Sato\nueda,Ueda\n"
WITHIN = "agrees_with", "relative: 0.02\n        agrees_with"
EXAMPLE = "gives: 6", "gives: 6\n        tolerance: 0.1"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("class")
    write_small_course(place / "course")
    write_class(place / "class", {"class.yaml": CLASS, "roster.csv": ROSTER})
    for name, source in WORK.items():
        hand_in(place, name, source)
    status, said = run(
        *("grade", "doubling", "--class", place / "class", "--course", place / "course")
    )
    assert status == 0, said
    return place


def hand_in(place: Path, name: str, source: str) -> None:
    store_attempt(
        place / "class", "doubling", {"doubling.py": source.encode()}, student=name, source="x"
    )


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    for name in ("course", "class"):
        shutil.copytree(once / name, tmp_path / name)
    return tmp_path


Command = Callable[..., list[str]]


@pytest.fixture
def regrade(place: Path) -> Command:
    return lambda *words, status=0: command(place, "regrade", *words, status=status)


def command(place: Path, name: str, *words: object, status: int = 0) -> list[str]:
    found, said = run(
        *(name, "doubling", *words, "--class", place / "class", "--course", place / "course")
    )
    assert found == status, said
    return said


def edit(place: Path, *pairs: tuple[str, str]) -> None:
    path = place / "course" / YAML
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    write(path, text)


def grades(place: Path) -> dict[str, Grade]:
    book = make_book(open_class(place / "class"), NOW)
    return {student.id: grade for student, grade in book.of_assignment("doubling")}


def points(place: Path) -> dict[str, float | None]:
    return {student: grade.points for student, grade in grades(place).items()}


def adjust(place: Path, *words: object) -> None:
    status, said = run("adjust", *words, "--by", "T", "--class", place / "class")
    assert status == 0, said


def decisions(place: Path) -> list[list[str]]:
    table = read_table(place / "class" / ADJUSTMENTS)
    return [
        [row[c] for c in ("student", "kind", "points", "comment", "seen")] for row in table.rows
    ]


# ------------------------------------------------------------------ plain grade


def test_grade_judges_new_attempts_by_what_the_others_were_judged_by(place: Path) -> None:
    before = contents(place / "class/graded")
    edit(place, ("points: 10", "points: 12"), WITHIN)
    hand_in(place, "ito", WORK["sato"])
    assert command(place, "grade", status=2) == [
        f"doubling is judged otherwise than the results in {place / 'class/graded/doubling'}, so "
        "nothing is graded (double: points 10 → 12; double/2: relative tolerance unset → 0.02); "
        f"`autograder regrade doubling --class {place / 'class'}` shows who moves by it, and with "
        "--apply judges them anew"
    ]
    assert contents(place / "class/graded") == before
    edit(place, ("points: 12", "points: 10"), (WITHIN[1], WITHIN[0]))
    said = command(place, "grade")
    assert (
        "4 of 5 were run before and are unchanged; they were not run again (--fresh runs them)."
        in said
    )
    assert points(place) == {"abe": 0, "ito": 10, "sato": 10, "ueda": 0}
    after = contents(place / "class/graded")
    results = [name for name in before if "results/" in name]
    assert {n: after[n] for n in results} == {n: before[n] for n in results}


def test_grade_does_not_guess_what_results_were_judged_by(place: Path) -> None:
    graded = place / "class/graded/doubling"
    (graded / "judged_by.json").unlink()
    command(place, "grade")
    (graded / "judged_by.json").unlink()
    edit(place, ("points: 10", "points: 12"))
    assert command(place, "grade", status=2) == [
        f"it is not known what the results in {graded} were judged by, so nothing is graded; "
        f"`autograder regrade doubling --class {place / 'class'}` shows who moves if they are "
        "judged anew, and with --apply does so"
    ]


def test_after_regrading_grade_goes_on(place: Path, regrade: Command) -> None:
    edit(place, ("points: 10", "points: 12"))
    regrade("--apply")
    hand_in(place, "ito", WORK["sato"] + "# mended")
    command(place, "grade")
    assert points(place)["ito"] == 12
    said = regrade("--undo")
    assert points(place)["sato"] == 10
    assert said[1:] == [
        "Not graded then: ito attempt 2; `autograder regrade --apply`, then `autograder grade`, "
        "grades what is handed in since."
    ]
    regrade("--apply")
    assert points(place)["ito"] is None
    command(place, "grade")
    assert points(place)["ito"] == 12


# ------------------------------------------------------------------ people


def test_a_class_regraded_three_times_keeps_every_adjustment(place: Path, regrade: Command) -> None:
    adjust(place, "abe", "doubling", "add", "2", "--question", "double", "--comment", "close")
    adjust(place, "ito", "doubling", "set", "5", "--comment", "by talk")
    adjust(place, "sato", "doubling", "cap", "9", "--comment", "late talk")
    adjust(place, "ueda", "doubling", "at-least", "3", "--comment", "tried")
    made = (place / "class" / ADJUSTMENTS).read_bytes()
    assert points(place) == {"abe": 2, "ito": 5, "sato": 9, "ueda": 3}

    edit(place, ("points: 10", "points: 12"))
    said = regrade("--apply")
    assert "The adjustment `cap` of sato stays; the points under it move: 10 → 12" in said
    assert "Grades that move: 0" not in said
    assert points(place) == {"abe": 2, "ito": 5, "sato": 9, "ueda": 3}

    edit(place, WITHIN, EXAMPLE)
    said = regrade("--apply")
    assert "The adjustment `at-least` of ueda stays; the points under it move: 0 → 12" in said
    start = said.index("Grades that move: 1")
    assert said[start + 1] == "  ueda Ueda: 3 → 12"
    assert points(place) == {"abe": 2, "ito": 5, "sato": 9, "ueda": 12}

    edit(place, ("points: 12", "points: 4"))
    regrade("--apply")
    assert points(place) == {"abe": 2, "ito": 4, "sato": 4, "ueda": 4}
    assert (place / "class" / ADJUSTMENTS).read_bytes() == made
    for _ in range(3):
        regrade("--undo")
    assert points(place) == {"abe": 2, "ito": 5, "sato": 9, "ueda": 3}
    assert (place / "class" / ADJUSTMENTS).read_bytes() == made


def test_nobody_is_lowered_by_an_adjustment_each(place: Path, regrade: Command) -> None:
    edit(place, WITHIN, EXAMPLE)
    regrade("--apply")
    assert points(place) == {"abe": 0, "ito": 0, "sato": 10, "ueda": 10}
    edit(place, (WITHIN[1], WITHIN[0]), (EXAMPLE[1], EXAMPLE[0]))
    said = regrade("--apply", "--never-lower")
    assert "  ueda Ueda: 10 → 0, kept at 10" in said
    assert f"1 adjustment in {place / 'class' / ADJUSTMENTS}" in said
    assert decisions(place) == [
        [
            "ueda",
            "at-least",
            "10",
            "Graded again, you have fewer points for double; your grade is not lowered by it.",
            "0",
        ]
    ]
    assert points(place) == {"abe": 0, "ito": 0, "sato": 10, "ueda": 10}
    assert grades(place)["ueda"].automatic == 0, "results are as they are"
    edit(place, ("points: 10", "points: 11"))
    assert not any("adjustment in" in line for line in regrade("--apply"))
    assert len(decisions(place)) == 1
    edit(place, WITHIN, EXAMPLE)
    regrade("--apply", "--never-lower")
    assert len(decisions(place)) == 1
    assert points(place)["ueda"] == 11, "it holds nobody down"


def test_adjustments_are_for_results_that_are_put_in_place(place: Path) -> None:
    words = ("regrade", "doubling", "--never-lower", "--class", place / "class")
    said = "--never-lower writes adjustments for results that are put in place: --apply"
    assert run(*words, "--course", place / "course") == (2, [said])


def test_nobody_is_kept_in_an_assignment_that_the_class_does_not_know(place: Path) -> None:
    path = place / "class" / "class.yaml"
    path.write_text(path.read_text("utf-8").replace("doubling:", "tripling:"), "utf-8")
    words = ("regrade", "doubling", "--apply", "--never-lower", "--class", place / "class")
    said = f"there is no assignment `doubling` in {path}; it has: tripling"
    assert run(*words, "--course", place / "course") == (2, [said])


def test_what_is_worth_less_lowers_nobody_below_all_of_it(place: Path, regrade: Command) -> None:
    edit(place, ("points: 10", "points: 6"))
    said = regrade("--apply", "--never-lower")
    assert f"0 adjustments in {place / 'class' / ADJUSTMENTS}" in said
    assert points(place)["sato"] == 6


def graded_by(**questions: float) -> Grade:
    return Grade(
        assignment="a",
        student="s",
        state=GradeState.FINAL,
        points=sum(questions.values()),
        possible=20,
        questions=tuple(
            QuestionPoints(id=id_, points=points, possible=10) for id_, points in questions.items()
        ),
    )


@pytest.mark.parametrize(
    ("before", "after", "en", "ja"),
    [
        (
            {"double": 10},
            {"double": 4},
            "Graded again, you have fewer points for double; your grade is not lowered by it.",
            "採点をやり直した結果、double の点が下がりましたが、成績は下げません。",
        ),
        (
            {"double": 10, "halve": 5, "add": 3},
            {"double": 4, "halve": 2, "add": 3},
            "Graded again, you have fewer points for double, halve; your grade is not lowered by "
            "it.",
            "採点をやり直した結果、double, halve の点が下がりましたが、成績は下げません。",
        ),
        (
            {"double": 10, "halve": 5},
            {"double": 10},
            "This was graded again; your grade is not lowered by it.",
            "採点をやり直しましたが、それによって成績は下げません。",
        ),
    ],
)
def test_the_reason_is_told_in_both_languages(
    before: dict[str, float], after: dict[str, float], en: str, ja: str
) -> None:
    student = Student(id="s", name="S")
    moved = GradeMoved(student=student, before=graded_by(**before), after=graded_by(**after))
    found = Consequences(of=None, assignment="a", moved=(moved,), under=(), pushed=())  # type: ignore[arg-type]
    for language, words in (("en", en), ("ja", ja)):
        (adjustment,) = keeping(found, "T", NOW, language)
        assert adjustment.comment == words
        assert (adjustment.kind, adjustment.points) == ("at-least", sum(before.values()))


def test_of_many_some_are_named_and_the_others_counted() -> None:
    moved = [
        GradeMoved(
            student=Student(id=f"s{n:02}", name="S"),
            before=graded_by(double=10),
            after=graded_by(double=4),
        )
        for n in range(24)
    ]
    pushed = [(Pushed(target="moodle", student=f"s{n:02}", points=10), 4.0) for n in range(21)]
    found = Consequences(of=None, assignment="a", moved=tuple(moved), under=(), pushed=())  # type: ignore[arg-type]
    assert list(told(replace(found, moved=found.moved[:20])))[-1] == "  s19 S: 10 → 4"
    lines = list(told(replace(found, pushed=tuple(pushed))))
    assert lines[0] == "Grades that move: 24"
    assert lines[20:22] == ["  s19 S: 10 → 4", "  … and 4 more"]
    assert len(lines) == 43
    assert lines[-1] == "and 1 more that were pushed have other points now"


def test_grades_that_were_pushed_and_move_are_told(place: Path, regrade: Command) -> None:
    journal = place / "class/journal/push-moodle.jsonl"
    lines = [
        '{"student": "sato", "item": "doubling", "value": 9}',
        '{"student": "sato", "item": "doubling", "value": 10}',
        '{"student": "ueda", "item": "doubling", "value": 0}',
        '{"student": "sato", "item": "units", "value": 1}',
        '{"intent": 1, "item": "assign/1", "account": "4", "points": 7.5}',
        '{"student": "sa',
    ]
    write(journal, "\n".join(lines))
    assert pushed_grades(place / "class", "doubling") == (
        Pushed(target="moodle", student="sato", points=10),
        Pushed(target="moodle", student="ueda", points=0),
    )
    edit(place, ("points: 10", "points: 12"))
    said = regrade()
    assert "Already pushed to moodle: sato has 10 there, and 12 now" in said
    assert not any("pushed" in line and "ueda" in line for line in said)


# ------------------------------------------------------------------ forgetting


def test_who_is_forgotten_is_in_no_history_and_no_stage(place: Path, regrade: Command) -> None:
    edit(place, ("points: 10", "points: 12"), WITHIN, EXAMPLE)
    regrade("--apply")
    edit(place, ("points: 12", "points: 14"))
    regrade("--apply")
    edit(place, ("points: 14", "points: 15"))
    regrade()
    graded = place / "class/graded/doubling"
    assert (graded / "history/2/results/ueda.json").exists()
    status, said = run("forget", "ueda", "--yes", "--class", place / "class")
    assert (status, said[-1]) == (0, f"Nothing of ueda Ueda is left in {place / 'class'}.")
    assert not any("ueda" in name for name in contents(place / "class"))
    assert not any(b"ueda" in content for content in contents(place / "class").values())
    assert not (graded / "staged").exists()
    regrade("--undo")
    assert set(points(place)) == {"abe", "ito", "sato"}
    assert points(place)["sato"] == 12
