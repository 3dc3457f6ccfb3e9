"""Everybody has a row, under a name that is told from all others.

Tests of `course/submissions/names.py`, `course/submissions/suffixes.py`,
`course/submissions/choosing.py`, `course/submissions/hand_ins.py`,
`course/submissions/layouts.py`, `course/submissions/pile.py`,
`course/submissions/folders_of_assignments.py`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from autograder.course.submissions.find import Found, find_submissions
from autograder.errors import UsageError
from autograder.records import Status
from tests.said import told
from tests.small_course import write

NOTEBOOK = '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}'


def found(folder: Path, files: list[str], *named: str, assignment: str = "units") -> Found:
    """Return what is found under the names, of files that stand in a folder."""
    for file in files:
        write(folder / file, NOTEBOOK if ".ipynb" in file.lower() else "x = 1\n")
    return find_submissions([folder / name for name in named], assignment)


def names(*args, **kwargs) -> list[str]:
    return [submission.name for submission in found(*args, **kwargs).submissions]


@pytest.mark.parametrize(
    ("files", "named", "expected"),
    [
        (  # two sections
            ["s1/ann.py", "s1/bob.py", "s2/ann.py", "s2/cat.py"],
            ["s1", "s2"],
            ["ann (s1)", "bob", "ann (s2)", "cat"],
        ),
        (  # one of them with a suffix of its own
            ["s1/ann.py", "s1/ann.ipynb", "s2/ann.py"],
            ["s1", "s2"],
            ["ann.ipynb", "ann.py", "ann"],
        ),
        (  # a class and a folder of late work
            ["class/ann.ipynb", "class/bob.ipynb", "late/ann.ipynb"],
            ["class", "late"],
            ["ann (class)", "bob", "ann (late)"],
        ),
        (  # the same with a folder for each student
            ["class/ann/units.py", "class/bob/units.py", "late/ann/units.py"],
            ["class", "late"],
            ["ann (class)", "bob", "ann (late)"],
        ),
        (  # a file and a folder of one person
            ["class/ann.py", "class/ann/units.py", "class/bob.py"],
            ["class"],
            ["ann.py", "ann", "bob"],
        ),
        (  # folders of one name too, in different terms
            ["2025/class/ann.py", "2025/class/bob.py", "2026/class/ann.py"],
            ["2025/class", "2026/class"],
            ["ann (2025)", "bob", "ann (2026)"],
        ),
        (  # three, of which two share each folder's name
            ["a/x/ann.py", "a/y/ann.py", "b/x/ann.py", "b/x/bob.py"],
            ["a/x", "a/y", "b/x"],
            ["ann (a/x)", "ann (a/y)", "ann (b/x)", "bob"],
        ),
        (  # another is called as the extended name would be
            ["s1/ann.py", "s1/ann (s2).py", "s2/ann.py"],
            ["s1", "s2"],
            ["ann (s1)", "ann (s2)", "ann (s2) (2)"],
        ),
        (["ann/units.py", "bob/units.py"], ["ann", "bob"], ["ann", "bob"]),
        (["ann/units.py", "bob/units.py"], ["ann/units.py", "bob/units.py"], ["ann", "bob"]),
        (["ann/hw.py", "bob/hw.py"], ["ann/hw.py", "bob/hw.py"], ["ann", "bob"]),
        (  # students' folders, named one by one
            ["ann/units.py", "ann/helper.py", "bob/units.py"],
            ["ann", "bob"],
            ["ann", "bob"],
        ),
        (["class/ann.py"], ["class", "class/ann.py"], ["ann"]),
        (["x/a.py", "y/a.py", "b.py"], ["x", "y", "b.py"], ["a (x)", "a (y)", "b"]),
    ],
)
def test_a_name_is_extended_and_never_replaced(tmp_path, files, named, expected):
    assert names(tmp_path, files, *named) == expected


def test_two_zip_files_are_two_places(tmp_path):
    for section, inside in (("s1", ["ann.py", "bob.py"]), ("s2", ["all/ann.py", "all/cat.py"])):
        with zipfile.ZipFile(tmp_path / f"{section}.zip", "w") as archive:
            for name in inside:
                archive.writestr(name, "x = 1\n")
    submissions = find_submissions([tmp_path / "s1.zip", tmp_path / "s2.zip"], "units").submissions
    assert [s.name for s in submissions] == ["ann (s1)", "bob", "ann (all)", "cat"]


@pytest.mark.parametrize(
    ("files", "expected", "ignored"),
    [
        (["top/HW1/Ann/a.py", "top/HW1/Bob/b.py"], ["Ann", "Bob"], []),
        (["top/HW1/Ann/a.py"], ["Ann"], []),
        (["top/HW1/a.py"], ["HW1"], []),  # not a folder of folders
        (  # the assignment's folder among others, as piles and as folders
            ["top/units/Ann/x.py", "top/convolution/Ann/x.py", "top/convolution/Bob/x.py"],
            ["Ann"],
            ["convolution"],
        ),
        (  # nbgrader, with equal names of notebooks
            [
                "top/ann/units/p.ipynb",
                "top/ann/convolution/p.ipynb",
                "top/bob/units/p.ipynb",
                "top/bob/convolution/p.ipynb",
            ],
            ["ann", "bob"],
            [],
        ),
        (  # nbgrader's whole course
            [
                "top/source/units/p.ipynb",
                "top/submitted/ann/units/p.ipynb",
                "top/submitted/ann/convolution/p.ipynb",
                "top/submitted/bob/convolution/p.ipynb",
            ],
            ["ann", "bob"],
            ["source"],
        ),
        (  # sections, with other people in each
            [f"top/{place}/u.py" for place in ("s1/ann", "s1/bob", "s2/cat", "s2/dan")],
            ["ann (s1)", "bob (s1)", "cat (s2)", "dan (s2)"],
            [],
        ),
        (  # people who keep their work in folders
            ["top/ann/src/units.py", "top/ann/tests/test.py", "top/bob/units.py"],
            ["ann", "bob"],
            [],
        ),
    ],
)
def test_folders_above_those_of_people(tmp_path, files, expected, ignored):
    result = found(tmp_path, files, "top")
    assert [s.name for s in result.submissions] == expected
    assert [s.problem for s in result.submissions] == [None] * len(expected)
    assert [path.name for path in result.ignored] == ignored


def test_folders_of_several_assignments_of_which_none_is_meant(tmp_path):
    files = ["top/HW1/Ann/a.py", "top/HW1/Bob/a.py", "top/HW2/Ann/a.py"]
    with pytest.raises(UsageError) as refused:
        found(tmp_path, files, "top")
    assert str(refused.value) == (
        f"{tmp_path}/top holds folders of several assignments (HW1, HW2); name one"
    )


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path):
    (submission,) = found(tmp_path, ["top/ann/old/t.py", "top/ann/new/t.py"], "top").submissions
    assert (submission.name, told(submission.problem)) == (
        "ann",
        (
            Status.NEEDS_REVIEW,
            (
                "it is not clear which file to grade: new/t.py, old/t.py",
                "どのファイルを採点すればよいか決められません: new/t.py, old/t.py",
            ),
        ),
    )


@pytest.mark.parametrize("name", ["ann.ipynb.txt", "ann.ipynb.json", "ann.IPYNB", "ann.py.txt"])
@pytest.mark.parametrize("place", ["class/{}", "class/ann/{}"])
def test_an_ending_that_a_browser_added_does_no_harm(tmp_path, name, place):
    result = found(tmp_path, [place.format(name), "class/bob.py"], "class").submissions
    assert [(s.name, s.problem, len(s.cells)) for s in result] == [
        ("ann", None, 1),
        ("bob", None, 1),
    ]


WRONG = [
    ("ann.html", "a web page (HTML)", "Web ページ (HTML) "),
    ("ann.pdf", "a PDF document", "PDF ファイル"),
    ("ann.docx", "a text document", "文書ファイル"),
    ("ann.rar", "an archive", "アーカイブ"),
    ("ann.7z", "an archive", "アーカイブ"),
    ("ann.tar.gz", "an archive", "アーカイブ"),
    ("ann.png", "a picture", "画像"),
    ("ann.txt", "a text file", "テキストファイル"),
]


@pytest.mark.parametrize(("name", "en", "ja"), WRONG)
@pytest.mark.parametrize("place", ["class/{}", "class/ann/{}"])
def test_who_hands_in_a_wrong_kind_of_file_has_a_row(tmp_path, name, en, ja, place):
    file = place.format(name)
    for named in ("class", file) if place == "class/{}" else ("class",):
        (ann, *_) = found(tmp_path, [file, "class/bob.py"], named).submissions
        assert (ann.name, told(ann.problem)) == (
            "ann",
            (
                Status.NEEDS_REVIEW,
                (
                    f"{name} is {en}; hand in the notebook (.ipynb) or module (.py) itself",
                    f"{name} は{ja}です。"
                    "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
                ),
            ),
        )


@pytest.mark.parametrize(
    ("files", "en", "ja"),
    [
        (
            ["class/ann/hw.f90"],
            "hw.f90 is neither a notebook (.ipynb) nor a module (.py); hand in the notebook "
            "(.ipynb) or module (.py) itself",
            "hw.f90 はノートブック (.ipynb) でもモジュール (.py) でもありません。"
            "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
        ),
        (
            ["class/ann/a.pdf", "class/ann/b.pdf"],
            "there is no notebook (.ipynb) and no module (.py) among a.pdf, b.pdf; hand in the "
            "notebook (.ipynb) or module (.py) itself",
            "a.pdf, b.pdf の中にノートブック (.ipynb) もモジュール (.py) もありません。"
            "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
        ),
    ],
)
def test_a_folder_with_nothing_to_grade(tmp_path, files, en, ja):
    (ann, _) = found(tmp_path, [*files, "class/bob.py"], "class").submissions
    assert (ann.name, told(ann.problem)) == ("ann", (Status.NEEDS_REVIEW, (en, ja)))


def test_data_and_notes_among_submissions_are_nobodys(tmp_path):
    files = ["class/ann.py", "class/grades.csv", "class/README.md", "class/notes.txt"]
    result = found(tmp_path, files, "class")
    assert [s.name for s in result.submissions] == ["ann"]
    assert [p.name for p in result.ignored] == ["README.md", "grades.csv", "notes.txt"]


def test_the_file_worked_on_is_taken_of_a_whole_handout(tmp_path):
    write(tmp_path / "class/ann/units.ipynb", NOTEBOOK.replace("x = 1", "x = 2"))
    write(tmp_path / "class/ann/units.py", "x = 1\n")
    write(tmp_path / "class/bob/units.ipynb", NOTEBOOK)
    write(tmp_path / "class/bob/units.py", "x = 1\n")
    write(tmp_path / "class/cat/units.ipynb", NOTEBOOK)
    write(tmp_path / "class/cat/mine.ipynb", NOTEBOOK.replace("x = 1", "x = 3"))
    write(tmp_path / "class/dan/units.ipynb", NOTEBOOK.replace("x = 1", "x = 2"))
    write(tmp_path / "class/dan/units.py", "x = 4\n")
    result = find_submissions(
        [tmp_path / "class"], "units", is_handout=lambda cells: cells[0].source == "x = 1"
    ).submissions
    assert [(s.name, s.path.name, bool(s.problem)) for s in result] == [
        ("ann", "units.ipynb", False),
        ("bob", "units.ipynb", False),
        ("cat", "mine.ipynb", False),
        ("dan", "dan", True),
    ]
