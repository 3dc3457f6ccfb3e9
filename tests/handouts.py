"""Handouts to test with: of the small course, and of the bundled one."""

from __future__ import annotations

from pathlib import Path

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.handout.writing import HandedOut, hand_out
from autograder.records import Language
from tests.paths import ROOT
from tests.small_course import write_small_course

RIGHT = "# %%\ndef double(x):\n    return 2 * x\n"
WRONG = "# %%\ndef double(x):\n    return x * x\n"


def hand_out_small(folder: Path, language: Language = "en") -> Path:
    """Hand out `doubling` of the small course into the folder; return it."""
    course = write_small_course(folder.parent / f"{folder.name}-course")
    hand_out_from(course, "doubling", folder, language)
    return folder


def hand_out_from(course: Path, name: str, folder: Path, language: Language = "en") -> HandedOut:
    found = find_course(course)
    assignment = load_assignment(found, name)
    cells = read_master(assignment.folder).handout(language)
    return hand_out(assignment, cells, language, found.install, folder)


def hand_out_bundled(name: str, folder: Path, language: Language = "en") -> Path:
    """Hand out an assignment of the bundled course into the folder; return it."""
    hand_out_from(ROOT, name, folder, language)
    return folder
