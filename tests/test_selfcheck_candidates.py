"""Which file is checked: the one that was worked in, and never a guess.

Tests of `selfcheck/checked_files.py`.
"""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.feedback.show.sentences import in_language
from autograder.selfcheck.candidates import choose, read_chosen
from autograder.selfcheck.handouts import SelfCheckError, load_handout
from tests.handouts import RIGHT, hand_out_small
from tests.small_course import write

HOW = "autograder check FILE"
LANGUAGES = ("en", "ja")


@pytest.fixture
def folder(tmp_path):
    return hand_out_small(tmp_path / "handout")


def chosen(folder, language="en"):
    found = choose(load_handout(folder, "", language), HOW)
    return found.path.name, found.remark and in_language(found.remark, language)


def refusals(folder) -> list[str]:
    sentences = []
    for language in LANGUAGES:
        with pytest.raises(SelfCheckError) as caught:
            choose(load_handout(folder, "", language), HOW)
        sentences.append(str(caught.value))
    return sentences


def test_the_file_that_was_worked_in(folder):
    write(folder / "doubling.py", RIGHT)
    assert chosen(folder) == ("doubling.py", None)


def test_the_notebook_as_long_as_nothing_was_done(folder):
    assert chosen(folder) == (
        "doubling.ipynb",
        "doubling.ipynb is still as it was handed out. "
        f"If you have worked in another file, name it: {HOW}",
    )
    assert chosen(folder, "ja")[1] == (
        "doubling.ipynb は配布されたときのままです。"
        f"別のファイルで取り組んでいるときは、次のように指定してください: {HOW}"
    )


def test_a_notebook_that_was_only_run_and_saved_is_no_other(folder):
    write(folder / "doubling.py", RIGHT)
    path = folder / "doubling.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][0]["execution_count"] = 3
    notebook["metadata"]["language_info"] = {"name": "python"}
    write(path, json.dumps(notebook))
    assert chosen(folder) == ("doubling.py", None)


@pytest.mark.parametrize("source", ["", " \n", "%load_ext autograder\n\n%check double", "%check"])
def test_a_cell_without_work_in_it_is_no_change(folder, source):
    write(folder / "doubling.py", RIGHT)
    add_cell(folder / "doubling.ipynb", source)
    assert chosen(folder) == ("doubling.py", None)


def test_a_cell_that_also_checks_is_a_change(folder):
    add_cell(folder / "doubling.ipynb", "x = 1\n%check")
    assert chosen(folder) == ("doubling.ipynb", None)


def add_cell(path, source):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


def test_two_that_were_worked_in_are_named(folder):
    write(folder / "doubling.py", RIGHT)
    write(folder / "doubling.ipynb", "not even a notebook")
    assert refusals(folder) == [
        f"You have worked in both doubling.ipynb and doubling.py. Say which one to check: {HOW}",
        "doubling.ipynb、doubling.py の両方が書きかえられています。"
        f"どちらを確かめるか指定してください: {HOW}",
    ]


def test_a_renamed_file_is_found_and_its_name_is_told(folder):
    (folder / "doubling.ipynb").unlink()
    (folder / "doubling.py").rename(folder / "sato.py")
    write(folder / "conftest.py", "")
    write(folder / "test_mine.py", "")
    assert chosen(folder) == (
        "sato.py",
        "doubling.ipynb is not here, so sato.py is checked. Hand it in under the name doubling.py.",
    )
    assert chosen(folder, "ja")[1] == (
        "doubling.ipynb がないので、sato.py を確かめます。"
        "提出するときは、ファイル名を doubling.py にしてください。"
    )


def test_two_other_files_are_named(folder):
    (folder / "doubling.ipynb").rename(folder / "b.ipynb")
    (folder / "doubling.py").rename(folder / "a.py")
    assert refusals(folder) == [
        f"doubling.ipynb is not here, and it is not clear which file is yours: a.py and b.ipynb. "
        f"Say which: {HOW}",
        "doubling.ipynb がありません。どのファイルを確かめるか決められません (a.py、b.ipynb)。"
        f"次のように指定してください: {HOW}",
    ]


def test_no_file_at_all(folder):
    (folder / "doubling.ipynb").unlink()
    (folder / "doubling.py").unlink()
    assert refusals(folder) == [
        f"There is no doubling.ipynb and no doubling.py in {folder}. "
        f"If your file is elsewhere, name it: {HOW}",
        f"{folder} に doubling.ipynb も doubling.py もありません。"
        f"ほかの場所にあるときは、次のように指定してください: {HOW}",
    ]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "{0}/x.py does not exist. Check the spelling.",
                "n.ipynb cannot be read: the notebook is damaged (invalid JSON at line 1).",
                "e.py cannot be read: the file is empty.",
            ],
        ),
        (
            "ja",
            [
                "{0}/x.py が見つかりません。ファイル名を確かめてください。",
                "n.ipynb を読めません: "
                "ノートブックが壊れています (1 行目から JSON として読めません)。",
                "e.py を読めません: ファイルが空です。",
            ],
        ),
    ],
)
def test_files_that_cannot_be_read(folder, language, sentences):
    write(folder / "n.ipynb", "{cells")
    write(folder / "e.py", "")
    handout = load_handout(folder, "", language)
    for name, sentence in zip(["x.py", "n.ipynb", "e.py"], sentences, strict=True):
        with pytest.raises(SelfCheckError) as caught:
            read_chosen(handout, folder / name)
        assert str(caught.value) == sentence.format(folder)
