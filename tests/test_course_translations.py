"""Masters in any languages: what stands together in several, and what no handout would hold."""

from __future__ import annotations

import json

import pytest

from autograder.course.master import read_master
from autograder.errors import AssignmentError
from tests.small_course import write

WAY_OUT = "write its title in course.yaml in that language too, or take the mark away"


def sources(folder, languages, language):
    return [cell.source for cell in read_master(folder, languages).handout(language)]


def faults(folder, languages):
    with pytest.raises(AssignmentError) as caught:
        read_master(folder, languages)
    return str(caught.value).replace(f"{folder}/", "").split("\n")


def test_a_master_in_three_languages(tmp_path):
    write(
        tmp_path / "master.py",
        "# %% [markdown] de\n# Hallo\n# %% [markdown] pt-BR\n# Oi\n# %% [markdown] fil\n# Kumusta\n"
        "# %%\n# de: hier\n# pt-BR: aqui\n# fil: dito\n# note: all\nx = 1\n",
    )
    told = {tag: sources(tmp_path, ("de", "pt-BR", "fil"), tag) for tag in ("de", "pt-BR", "fil")}
    assert told == {
        "de": ["Hallo", "# hier\n# note: all\nx = 1"],
        "pt-BR": ["Oi", "# aqui\n# note: all\nx = 1"],
        "fil": ["Kumusta", "# dito\n# note: all\nx = 1"],
    }


def test_a_shorter_tag_serves_a_longer_one(tmp_path):
    write(tmp_path / "master.py", "# %% [markdown] pt\n# Oi\n# %%\n# pt: aqui\nx = 1\n")
    assert sources(tmp_path, ("pt-BR",), "pt-BR") == ["Oi", "# aqui\nx = 1"]


def test_a_language_that_the_course_is_not_in_is_served_by_its_first(tmp_path):
    write(
        tmp_path / "master.py",
        "# %% [markdown] en\n# Hello\n# %% [markdown] ja\n# こんにちは\n# %%\n# en: here\nx = 1\n"
        "# %% [markdown] en\n# Bye\n",
    )
    assert sources(tmp_path, ("en",), "en") == ["Hello", "# here\nx = 1", "Bye"]
    assert sources(tmp_path, ("en",), "ja") == ["こんにちは", "# here\nx = 1", "Bye"]


def test_in_a_language_of_the_course_nothing_stands_in(tmp_path):
    write(tmp_path / "master.py", "# %% [markdown] ja\n# こんにちは\n# %%\n# ja: ここ\nx = 1\n")
    assert sources(tmp_path, ("ja", "en"), "en") == ["x = 1"]


@pytest.mark.parametrize(
    ("languages", "text", "expected"),
    [
        (
            ("ja", "en"),
            "# %% [markdown] en\n# Hi\n# %% [markdown] ja\n# や\n# %% [markdown] de\n# Tag\n",
            ["5: cell 3 is in `de`, and the course only in ja and en"],
        ),
        (
            ("en",),
            "# %%\nx = 1\n\n# %% [markdown] ja\n# こんにちは\n",
            ["4: cell 2 is in `ja`, and the course only in en"],
        ),
        (
            ("en",),
            "# %% Title [markdown] Introduction tags=[]\n# Hi\n",
            ["1: cell 1 is in `Introduction`, and the course only in en"],
        ),
        (
            ("en",),
            "# %%\n\n\nx = 1\n# ja: ここ\ndef f():\n    # ja: ここ\n    # en: here\n    pass\n",
            ["5: this comment is in `ja`, and the course only in en"],
        ),
        (
            ("en",),
            "x = 1\n# en: here\n# de: hier\n",
            ["3: this comment is in `de`, and the course only in en"],
        ),
        (
            ("pt",),
            "# %% [markdown] pt-BR\n# Oi\n",
            ["1: cell 1 is in `pt-BR`, and the course only in pt"],
        ),
    ],
)
def test_what_no_handout_would_hold(tmp_path, languages, text, expected):
    write(tmp_path / "master.py", text)
    assert faults(tmp_path, languages) == [f"master.py:{fault}; {WAY_OUT}" for fault in expected]


def test_a_cell_of_a_notebook_is_counted(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": "Hi", "metadata": {}},
        {"cell_type": "markdown", "source": "Tag", "metadata": {"lang": "de"}},
        {"cell_type": "code", "source": "# en: a\n# fr: b", "metadata": {}},
    ]
    write(tmp_path / "master.ipynb", json.dumps({"nbformat": 4, "cells": cells}))
    assert faults(tmp_path, ("en",)) == [
        f"master.ipynb: cell 2 is in `de`, and the course only in en; {WAY_OUT}",
        f"master.ipynb: this comment is in `fr`, and the course only in en; {WAY_OUT}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# de: x\nx = 1",  # beside nothing that surely is a language
        "# en: a\n# NB: b\n# note: c\n# x: d\nx = 1",
        "# %% [markdown] slideshow={}\n# Hi",
        '# %% [markdown] {"a": 1}\n# Hi',
        "# %% [markdown]\n# de: Hi",
    ],
)
def test_what_only_looks_like_a_language(tmp_path, text):
    write(tmp_path / "master.py", text)
    cells = read_master(tmp_path, ("en",)).solved("en")
    last_line = text.rpartition("\n")[2].removeprefix("# ")
    assert any(last_line in cell.source for cell in cells), "it is no other language's to drop"
