"""Submissions: the rules of naming and choosing, and every reason why one cannot be read.

Tests of `course/submissions/cells.py`, `course/submissions/files.py`,
`course/submissions/__init__.py`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import percent_cells, read_cells
from autograder.course.submissions.files import listed
from autograder.course.submissions.find import (
    find_submissions,
    read_submission,
    submission_in_folder,
)
from autograder.errors import UsageError
from autograder.records import Cell, Status
from tests.said import told
from tests.small_course import write


def notebook(*sources: str, **fields) -> str:
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | fields)


def names(*paths: Path, handout: str = "units") -> list[str]:
    return [s.name for s in find_submissions(paths, handout).submissions]


TOO_MUCH_CODE = (
    Status.UNREADABLE,
    (
        "there is far too much code to run; remove what was pasted in, such as pictures or tables",
        "コードが長すぎて実行できません。画像や表など、貼り付けたものを取り除いてください",
    ),
)


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("x = 1\n", [Cell(kind="code", source="x = 1")]),
        (
            "# %%\nx = 1\n#%% title\ny = 2\n",
            [Cell(kind="code", source="x = 1"), Cell(kind="code", source="y = 2")],
        ),
        (
            "x = 1\n# %% [markdown]\n# # Title\n#\n# text\n# %%\ny = 2",
            [
                Cell(kind="code", source="x = 1"),
                Cell(kind="markdown", source="# Title\n\ntext"),
                Cell(kind="code", source="y = 2"),
            ],
        ),
        ("# %%\n\n# %%\n", []),
        ('s = """\n#%d\n"""', [Cell(kind="code", source='s = """\n#%d\n"""')]),
        ("\N{BOM}x = 1", [Cell(kind="code", source="x = 1")]),
    ],
)
def test_percent_cells(text, cells):
    found = read_cells(text.encode(), ".py")
    assert [(cell.kind, cell.source) for cell in found] == [(c.kind, c.source) for c in cells]


@pytest.mark.parametrize("encoding", ["shift_jis", "cp932", "euc-jp"])
def test_a_module_may_name_an_encoding_that_is_in_use_in_japan(encoding):
    text = f"#!/usr/bin/python\n# -*- coding: {encoding} -*-\nx = '日本'"
    (cell,) = read_cells(text.encode(encoding), ".py")
    assert cell.source == text


def test_percent_cells_keep_line_numbers_inside_a_cell():
    (cell,) = percent_cells("# %%\nx = 1\n\n\ny = 2\n")
    assert cell.source == "x = 1\n\n\ny = 2"


def test_notebook_cells_of_every_kind_with_source_as_text_or_lines():
    cells = [
        {"cell_type": "code", "source": ["x = 1\n", "y = 2"]},
        {"cell_type": "markdown", "source": "# 題"},
        {"cell_type": "raw", "source": []},
    ]
    found = read_cells(json.dumps({"nbformat": 4, "cells": cells}).encode(), ".ipynb")
    assert found == (
        Cell(kind="code", source="x = 1\ny = 2"),
        Cell(kind="markdown", source="# 題"),
        Cell(kind="raw", source=""),
    )


@pytest.mark.parametrize("minor", range(6))
def test_every_minor_format_of_notebook_4(minor):
    content = notebook("x = 1", nbformat_minor=minor).encode()
    assert read_cells(content, ".ipynb") == (Cell(kind="code", source="x = 1"),)


UNREADABLE = [
    ("a.ipynb", b"", "the file is empty", "ファイルが空です"),
    ("a.py", b" \n\n", "the file is empty", "ファイルが空です"),
    (
        "a.ipynb",
        b'{"cells": [\n}',
        "the notebook is damaged (invalid JSON at line 2)",
        "ノートブックが壊れています (2 行目から JSON として読めません)",
    ),
    (
        "a.py",
        "x = '日本'".encode("shift_jis"),
        "the file is not text in UTF-8; save it with the encoding UTF-8",
        "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください",
    ),
    ("a.py", b"x\0y", "the file is binary, not text", "テキストではなくバイナリのファイルです"),
    ("a.ipynb", b"[1]", "the file is not a notebook", "ノートブックの形式ではありません"),
    (
        "a.ipynb",
        b'{"nbformat": 5, "cells": []}',
        "the notebook has format 5, not 4; open it in Jupyter and save it again",
        "ノートブックの形式が 5 です (4 が必要)。Jupyter で開いて保存し直してください",
    ),
    (
        "a.ipynb",
        b'{"nbformat": 4, "cells": 5}',
        "the notebook has no list of cells",
        "ノートブックにセルの一覧がありません",
    ),
    (
        "a.ipynb",
        b'{"nbformat": ' + b"4" * 10_000 + b"}",
        "the notebook is damaged (it holds a number that is too long)",
        "ノートブックが壊れています (長すぎる数が含まれています)",
    ),
]


@pytest.mark.parametrize(("name", "content", "en", "ja"), UNREADABLE)
def test_unreadable(tmp_path, name, content, en, ja):
    path = tmp_path / name
    path.write_bytes(content)
    submission = read_submission(path)
    assert told(submission.problem) == (Status.UNREADABLE, (en, ja))
    assert len(submission.sha256) == 64


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path):
    path = tmp_path / "a.py"
    with path.open("wb") as file:
        file.truncate(10 << 30)
    assert told(read_submission(path).problem) == (
        Status.UNREADABLE,
        (
            "the file is larger than 32 MiB; if it is a notebook, clear its outputs and save "
            "it again",
            "ファイルが 32 MiB を超えています。"
            "ノートブックなら、出力を消してから保存し直してください",
        ),
    )


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "a.py")
    assert told(read_submission(tmp_path / "a.py").problem) == (
        Status.UNREADABLE,
        ("this is not a regular file", "通常のファイルではありません"),
    )


# ------------------------------------------------------------------ folders


def test_one_submission_a_file(tmp_path):
    for name in ("b.ipynb", "a.py", ".hidden.py", "notes.txt"):
        write(tmp_path / name, notebook("x = 1") if name.endswith("ipynb") else "x = 1")
    found = find_submissions([tmp_path], "units")
    assert [s.name for s in found.submissions] == ["a", "b"]
    assert [path.name for path in found.ignored] == ["notes.txt"]


def test_one_submission_a_sub_folder(tmp_path):
    write(tmp_path / "sato/whatever.py", "x = 1")
    write(tmp_path / "ito/units.py", "x = 1")
    write(tmp_path / "ito/old/units2.py", "x = 2")
    write(tmp_path / "ito/__pycache__/units.py", "x = 3")
    found = find_submissions([tmp_path], "units").submissions
    assert [(s.name, s.path.name, s.problem) for s in found] == [
        ("ito", "units.py", None),
        ("sato", "whatever.py", None),
    ]


def test_never_a_guess_between_two(tmp_path):
    write(tmp_path / "sato/first.py", "x = 1")
    write(tmp_path / "sato/second.ipynb", "{}")
    (submission,) = find_submissions([tmp_path], "units").submissions
    assert told(submission.problem) == (
        Status.NEEDS_REVIEW,
        (
            "it is not clear which file to grade: first.py, second.ipynb",
            "どのファイルを採点すればよいか決められません: first.py, second.ipynb",
        ),
    )


def test_a_student_without_a_file(tmp_path):
    write(tmp_path / "sato/report.docx", "x")
    (submission,) = find_submissions([tmp_path], "units").submissions
    assert told(submission.problem) == (
        Status.NEEDS_REVIEW,
        (
            "report.docx is a text document; hand in the notebook (.ipynb) or module (.py) itself",
            "report.docx は文書ファイルです。"
            "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
        ),
    )


def test_links_in_a_folder_are_not_followed(tmp_path):
    secret = write(tmp_path / "secret.py", "answer = 42")
    folder = tmp_path / "class"
    write(folder / "a.py", "x = 1")
    (folder / "b.py").symlink_to(secret)
    (folder / "c").symlink_to(tmp_path)
    write(folder / "d/a.py", "x = 1")
    (folder / "d/units.py").symlink_to(secret)
    found = find_submissions([folder], "units")
    assert [(s.name, s.cells[0].source) for s in found.submissions] == [
        ("a", "x = 1"),
        ("d", "x = 1"),
    ]
    assert [path.name for path in found.ignored] == ["b.py", "c"]


def test_equal_stems_keep_their_suffix(tmp_path):
    write(tmp_path / "a.py", "x = 1")
    write(tmp_path / "a.ipynb", notebook("x = 1"))
    write(tmp_path / "b.py", "x = 1")
    assert names(tmp_path) == ["a.ipynb", "a.py", "b"]


def test_names_that_look_alike_are_for_a_person_to_sort_out(tmp_path):
    for name in ("\u00e9.py", "e\u0301.py"):
        write(tmp_path / name, "x = 1")
    one, two = find_submissions([tmp_path], "units").submissions
    assert (one.problem, two.name) == (None, f"{two.path.stem} (2)")
    assert told(two.problem) == (
        Status.NEEDS_REVIEW,
        (
            f"another submission has the name {two.path.stem}",
            f"{two.path.stem} という名前の提出物がほかにもあります",
        ),
    )


def test_one_file_named_twice_is_one_submission(tmp_path):
    path = write(tmp_path / "a.py", "x = 1")
    assert names(path, path) == ["a"]


def test_results_among_submissions_are_no_submission(tmp_path):
    write(tmp_path / "a.py", "x = 1")
    write(tmp_path / "graded/executed/a.ipynb", "{}")
    found = find_submissions([tmp_path], "units", out=tmp_path / "graded")
    assert [submission.name for submission in found.submissions] == ["a"]


def test_a_missing_path_names_its_neighbour(tmp_path):
    write(tmp_path / "submissions/a.py", "x = 1")
    with pytest.raises(UsageError) as caught:
        find_submissions([tmp_path / "submission"], "units")
    assert str(caught.value) == (
        f"{tmp_path}/submission does not exist; did you mean `submissions`?"
    )


def test_a_folder_without_submissions(tmp_path):
    write(tmp_path / "notes.txt", "x")
    with pytest.raises(UsageError) as caught:
        find_submissions([tmp_path], "units")
    assert str(caught.value) == (
        f"{tmp_path} holds no notebook (.ipynb), no module (.py) and no sub-folder"
    )


# ------------------------------------------------------------------ what no student means to do


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.py", "x = 1  # " + "x" * (17 << 20)),
        ("a.ipynb", notebook("#" * (9 << 20), "#" * (9 << 20))),
        ("b.py", "x = '" + "日" * (3 << 20) + "'"),
        ("c.py", "x = " + "[" * 2_000_000),
    ],
)
def test_code_that_no_worker_can_be_told_is_the_students_to_mend(tmp_path, name, content):
    assert told(read_submission(write(tmp_path / name, content)).problem) == TOO_MUCH_CODE


def test_outputs_and_text_do_not_count_as_code(tmp_path):
    output = {"output_type": "stream", "name": "stdout", "text": "A,[" * (4 << 20)}
    cells = [
        {"cell_type": "markdown", "source": "#" * (17 << 20)},
        {"cell_type": "code", "source": "x = 1", "outputs": [output]},
    ]
    path = write(tmp_path / "a.ipynb", json.dumps({"nbformat": 4, "cells": cells}))
    assert read_submission(path).problem is None


@pytest.mark.parametrize("constant", ["NaN", "-Infinity", "1e999"])
def test_numbers_that_are_none_do_not_matter_outside_of_cells(tmp_path, constant):
    content = f'{{"nbformat": 4, "metadata": {{"x": {constant}}}, "cells": []}}'
    assert read_submission(write(tmp_path / "a.ipynb", content)).problem is None


def test_pipes_devices_and_links_are_left_aside(tmp_path):
    write(tmp_path / "class/sato.py", "x = 1\n")
    os.mkfifo(tmp_path / "class/pipe.py")
    (tmp_path / "class/link.py").symlink_to("/etc/passwd")
    (tmp_path / "class/folder").symlink_to("/etc")
    found = find_submissions([tmp_path / "class"], "units")
    assert [s.name for s in found.submissions] == ["sato"]
    assert [path.name for path in found.ignored] == ["folder", "link.py", "pipe.py"]


def test_a_file_that_has_another_name_elsewhere_is_not_read(tmp_path):
    secret = write(tmp_path / "secret.py", "password = 1\n")
    for place in ("class/sato.py", "class/abe/units.py"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).hardlink_to(secret)
    found = find_submissions([tmp_path / "class"], "units")
    assert {(s.name, s.cells, told(s.problem)) for s in found.submissions} == {
        (
            name,
            (),
            (
                Status.UNREADABLE,
                (
                    "this file is a hard link; replace it with a copy",
                    "ほかにも名前があるファイル (ハードリンク) です。コピーに置き換えてください",
                ),
            ),
        )
        for name in ("sato", "abe")
    }
    assert read_submission(secret).cells == (
        Cell(kind="code", source="password = 1"),
    )  # who names it means it


def test_a_link_that_takes_a_files_place_is_not_followed(tmp_path):
    secret = write(tmp_path / "secret", "password = 1\n")
    path = write(tmp_path / "class/sato.py", "x = 1\n")
    with listed(tmp_path / "class") as listing:
        path.unlink()
        path.symlink_to(secret)
        (file,) = listing.files
        with pytest.raises(Unreadable) as refused:
            file.read()
    assert str(refused.value) == "the file cannot be opened: Too many levels of symbolic links"


def test_a_folder_of_which_all_is_one_person_s(tmp_path):
    """Nothing in it is taken for a section, or for somebody else's work."""
    assert submission_in_folder(tmp_path, "ann", "units").problem is not None
    write(tmp_path / "week 1/ann/units.py", "x = 1\n")
    write(tmp_path / "week 1/bob/notes.txt", "y")
    found = submission_in_folder(tmp_path, "ann", "units")
    assert (found.name, found.problem, found.path.name) == ("ann", None, "units.py")
    write(tmp_path / "week 2/other.py", "x = 2\n")
    assert submission_in_folder(tmp_path, "ann", "units").path.name == "units.py"
    write(tmp_path / "week 2/units.py", "x = 2\n")
    found = submission_in_folder(tmp_path, "ann", "units")
    assert told(found.problem) == (
        Status.NEEDS_REVIEW,
        (
            "it is not clear which file to grade: week 1/ann/units.py, week 2/units.py",
            "どのファイルを採点すればよいか決められません: week 1/ann/units.py, week 2/units.py",
        ),
    )
