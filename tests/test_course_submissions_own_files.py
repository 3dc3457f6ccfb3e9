"""A person's own files beside the one that is graded: which ones, and what they are good for.

Tests of `course/submissions/own_files.py`, `worker/own_modules.py`.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from autograder.course.submissions import own_files
from autograder.course.submissions.find import find_submissions
from autograder.records import Limits, Submission
from autograder.store.fingerprint import base_hash
from tests.small_course import write
from tests.test_execution_modules import errors, ran


def handed_in(folder: Path, files: dict[str, str]) -> Submission:
    """Return Ann's submission, handed in as a folder of her own."""
    for name, text in files.items():
        write(folder / "class/ann" / name, text)
    (submission,) = find_submissions([folder / "class"], "units").submissions
    return submission


def own(submission: Submission) -> list[str]:
    return [file.name for file in submission.files]


def test_a_folder_of_ones_own(tmp_path):
    (tmp_path / "secret.csv").write_text("1")
    write(tmp_path / "class/ann/hw.py", "import helper")
    (tmp_path / "class/ann/link.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "class/ann/hard.csv").hardlink_to(tmp_path / "secret.csv")
    os.mkfifo(tmp_path / "class/ann/pipe")
    ann = handed_in(
        tmp_path,
        {
            "helper.py": "two = 2",
            "layer_utils/__init__.py": "",
            "layer_utils/layers.py": "",
            "data/my.csv": "1,2",
            ".git/config": "x",
            ".venv/lib/x.py": "x",
            "venv/lib/x.py": "x",
            "__pycache__/helper.cpython-311.pyc": "x",
            "fast.so": "x",
            "old.pyc": "x",
        }
        | {"hw.py": "import helper\nfrom layer_utils.layers import relu\n"},
    )
    assert (ann.path.name, own(ann)) == (
        "hw.py",
        ["helper.py", "data/my.csv", "layer_utils/__init__.py", "layer_utils/layers.py"],
    )
    assert sorted(ann.left_aside) == ["fast.so", "hard.csv", "old.pyc", "pipe", "venv/lib/x.py"]


def test_a_zip_file_of_ones_own(tmp_path):
    (tmp_path / "class").mkdir()
    with zipfile.ZipFile(tmp_path / "class/ann.zip", "w") as archive:
        for name in ("work/hw.py", "work/helper.py", "work/my.csv"):
            archive.writestr(name, "import helper\n" if name.endswith("hw.py") else "x = 1\n")
    (ann,) = find_submissions([tmp_path / "class"], "units").submissions
    assert (ann.path.name, own(ann)) == ("hw.py", ["helper.py", "my.csv"])
    assert [file.content for file in ann.files] == [b"x = 1\n"] * 2


@pytest.mark.parametrize("mark", ["checks.json", "course.yaml", "sub/runs.jsonl"])
def test_nothing_of_a_handout_a_course_or_an_output_folder(tmp_path, mark):
    ann = handed_in(tmp_path, {"hw.py": "x = 1", "data.csv": "1", mark: "{}"})
    assert (ann.problem, ann.files) == (None, ())
    assert sorted(ann.left_aside) == sorted(["data.csv", mark])


def test_nothing_in_a_pile(tmp_path):
    for name in ("ann.py", "bob.py", "data.csv"):
        write(tmp_path / name, "x = 1")
    assert [s.files for s in find_submissions([tmp_path], "units").submissions] == [(), ()]


def test_too_many_and_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(own_files, "MAX_FILES", 3)
    monkeypatch.setattr(own_files, "MAX_BYTES", 10)
    files = {"a.csv": "1234", "b.csv": "12345678", "c.csv": "12", "d.csv": "1", "e.csv": "1"}
    ann = handed_in(tmp_path, {"hw.py": "x = 1", **files})
    assert (own(ann), ann.left_aside) == (["a.csv", "c.csv", "d.csv"], ("b.csv", "e.csv"))


def test_the_files_belong_to_the_submissions_hash(tmp_path):
    files = {"hw.py": "import helper", "helper.py": "two = 2"}
    before = base_hash(handed_in(tmp_path, files), "")
    assert base_hash(handed_in(tmp_path, files), "") == before
    assert base_hash(handed_in(tmp_path, files | {"helper.py": "two = 3"}), "") != before


@pytest.mark.parametrize(
    ("files", "graded"),
    [
        ({"hw.py": "from helper import two", "helper.py": "two = 2"}, "hw.py"),
        (
            {"hw.py": "import numpy, helper as h", "helper.py": "import more", "more.py": ""},
            "hw.py",
        ),
        ({"hw.ipynb": "{}", "helper.py": "two = 2"}, None),
        ({"hw.py": "# import helper", "helper.py": "two = 2"}, None),
        ({"a.py": "import b", "b.py": "import a"}, None),
    ],
)
def test_what_the_other_candidate_imports_is_no_candidate(tmp_path, files, graded):
    ann = handed_in(tmp_path, files)
    assert (None if ann.problem else ann.path.name) == graded


# ------------------------------------------------------------------ what they are good for

HELPERS = {
    "helper.py": "two = 2\n",
    "layer_utils/__init__.py": "",
    "layer_utils/layers.py": "three = 3\n",
    "my.csv": "1,2\n",
}


@pytest.mark.process
def test_own_modules_and_data_are_there(sandbox, tmp_path):
    source = (
        "from helper import two\nfrom layer_utils.layers import three\nimport numpy as np\n"
        "four = int(np.loadtxt('my.csv', delimiter=',').sum()) + 1\n"
    )
    observation, values = ran(
        sandbox, handed_in(tmp_path, {"hw.py": source, **HELPERS}), "two", "three", "four"
    )
    assert (errors(observation), values) == ([], [2, 3, 4])


@pytest.mark.process
def test_names_of_libraries_cost_nothing(sandbox, tmp_path):
    names = ("random", "numpy", "statistics", "types", "matplotlib", "json", "IPython", "pdb")
    source = (
        "import numpy as np\nfrom statistics import mine\nfrom random import mine as own\n"
        "import pdb\na = np.arange(3)\nb = mine + own\n"
        "import matplotlib.pyplot as plt\nplt.plot(a)\nplt.show()\n"
    )
    shadows = {f"{name}.py": "mine = 1\n" for name in names if name != "matplotlib"}
    submission = handed_in(tmp_path, {"units.py": source, **shadows})
    observation, values = ran(sandbox, submission, "a", "b", limits=Limits())
    assert errors(observation) == []
    assert np.array_equal(values[0], [0, 1, 2])
    assert values[1] == 2


@pytest.mark.process
def test_a_file_that_fits_nowhere_costs_nothing(sandbox, tmp_path):
    (tmp_path / "class").mkdir()
    with zipfile.ZipFile(tmp_path / "class/ann.zip", "w") as archive:
        for name in ("hw.py", "data", "data/x.csv"):
            archive.writestr(name, "x = 1\n")
    (ann,) = find_submissions([tmp_path / "class"], "units").submissions
    assert ran(sandbox, ann, "x")[1] == [1]
