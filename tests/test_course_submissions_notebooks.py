"""Notebooks and modules read as far as they can be read, and the cause named where they cannot.

Tests of `course/submissions/notebooks.py`, `course/submissions/encodings.py`,
`course/submissions/impostors.py`.
"""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from typing import Any

import pytest

from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import read_cells
from autograder.records import Cell, Status
from tests.said import both

CODE = {"cell_type": "code", "source": "x = 1"}
X = Cell(kind="code", source="x = 1")


def notebook(*cells: Any, **fields: Any) -> bytes:
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells} | fields).encode()


def refused(content: bytes, suffix: str = ".ipynb") -> tuple[Status, tuple[str, str]]:
    with pytest.raises(Unreadable) as caught:
        read_cells(content, suffix)
    said = both(caught.value.reason)
    assert said is not None
    return caught.value.status, said


# ------------------------------------------------------------------ odd cells


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ({"cell_type": "sql", "source": "select 1"}, Cell(kind="raw", source="select 1")),
        ({"cell_type": "heading", "source": "T", "level": 2}, Cell(kind="markdown", source="## T")),
        ({"cell_type": "heading", "source": "T", "level": []}, Cell(kind="markdown", source="# T")),
        ({"cell_type": ["code"], "source": "x"}, Cell(kind="raw", source="x")),
        ({"source": "x = 1"}, Cell(kind="raw", source="x = 1")),
        ({"cell_type": "code", "source": None}, Cell(kind="code", source="")),
        ({"cell_type": "code"}, Cell(kind="code", source="")),
        ({"cell_type": "code", "source": {"a": 1}}, Cell(kind="code", source="")),
        ({"cell_type": "code", "source": ["x = 1\n", None]}, Cell(kind="code", source="x = 1\n")),
        (None, Cell(kind="raw", source="")),
        ("x = 1", Cell(kind="raw", source="")),
        ([], Cell(kind="raw", source="")),
    ],
)
def test_an_odd_cell_costs_itself_alone(cell, read):
    assert read_cells(notebook(CODE, cell, CODE), ".ipynb") == (X, read, X)


@pytest.mark.parametrize("version", [4, "4", 4.0, "4.5", None, [], "four"])
def test_however_the_format_is_written(version):
    assert read_cells(notebook(CODE, nbformat=version), ".ipynb") == (X,)


def test_without_a_format():
    assert read_cells(b'{"cells": [{"cell_type": "code", "source": "x = 1"}]}', ".ipynb") == (X,)


@pytest.mark.parametrize("metadata", [None, [], "x", {"kernelspec": 3, "language_info": [1]}])
def test_odd_metadata(metadata):
    assert read_cells(notebook(CODE, metadata=metadata), ".ipynb") == (X,)


@pytest.mark.parametrize("version", [2, 3, "3"])
def test_the_formats_before(version):
    cells = [
        {"cell_type": "heading", "level": 3, "source": ["T"]},
        {"cell_type": "code", "language": "python", "input": ["x = ", "1"], "outputs": []},
        {"cell_type": "markdown", "source": "text"},
        {"cell_type": "html", "source": "<b>text</b>"},
        {"cell_type": "plaintext", "source": "text"},
    ]
    document = {"nbformat": version, "worksheets": [{"cells": cells}, 5, {"cells": [cells[1]]}]}
    assert read_cells(json.dumps(document).encode(), ".ipynb") == (
        Cell(kind="markdown", source="### T"),
        X,
        Cell(kind="markdown", source="text"),
        Cell(kind="markdown", source="<b>text</b>"),
        Cell(kind="raw", source="text"),
        X,
    )


# ------------------------------------------------------------------ other languages


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "R"),
        ({"language_info": {"name": "julia"}, "kernelspec": {"language": "julia"}}, "julia"),
        ({"kernelspec": {"name": "xcpp17", "language": "C++17"}}, "C++17"),
        ({"language_info": {"name": ""}, "kernelspec": {"language": "scala"}}, "scala"),
        ({"language": "Julia"}, "Julia"),
    ],
)
def test_a_notebook_in_another_language_is_for_a_person(metadata, language):
    assert refused(notebook(CODE, metadata=metadata)) == (
        Status.NEEDS_REVIEW,
        (
            f"the notebook is in another language than Python, `{language}`; if its code is "
            "Python, choose a Python kernel and save it again",
            f"ノートブックの言語が Python ではなく `{language}` です。コードが Python なら、"
            "Python のカーネルを選んで保存し直してください",
        ),
    )


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R"}},  # a name is only a name
        {"kernelspec": {"name": "conda-env-ml"}, "language_info": {"name": "python"}},
        {"language_info": {"name": "ipython"}, "kernelspec": {"language": "R"}},
        {"language_info": {"name": "Python"}},
        {"language_info": {"name": "plaintext"}},
        {"kernelspec": {"language": "python3"}},
        {"language_info": {"name": None}},
    ],
)
def test_python_under_any_kernels_name(metadata):
    assert read_cells(notebook(CODE, metadata=metadata), ".ipynb") == (X,)


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "é"),
        ("iso-8859-15", "€"),
        ("cp1252", "“é”"),
        ("gbk", "中文"),
        ("big5", "中文"),
        ("euc-kr", "한국"),
        ("cp1251", "Привет"),
        ("koi8-r", "Привет"),
        ("iso-2022-jp", "日本"),
        ("shift_jis", "日本"),
        ("utf-8", "日本"),
    ],
)
@pytest.mark.parametrize("above", ["", "#!/usr/bin/python\n", "# {}\n"])
def test_a_declared_encoding(encoding, text, above):
    source = f"{above.format(text)}# -*- coding: {encoding} -*-\nx = '{text}'"
    assert read_cells(source.encode(encoding), ".py") == (Cell(kind="code", source=source),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_module_in_an_encoding_that_python_does_not_run(encoding):
    name = encoding.upper()
    assert refused("x = 1".encode(encoding), ".py") == (
        Status.UNREADABLE,
        (
            f"the file is in {name}, which Python does not run; save it with the encoding UTF-8",
            f"文字コードが {name} なので、Python では実行できません。UTF-8 で保存し直してください",
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark(encoding):
    assert read_cells(codecs.BOM_UTF8 + b"x = 1", ".py") == (X,)
    assert read_cells(notebook(CODE).decode().encode(encoding), ".ipynb") == (X,)


UTF8 = (
    "the file is not text in UTF-8; save it with the encoding UTF-8",
    "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください",
)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "gbk", "cp1251", "iso-2022-jp"])
def test_an_encoding_that_nothing_declares(encoding):
    text = "日本" if encoding in ("gbk", "iso-2022-jp") else "Привет" if "1251" in encoding else "é"
    assert refused(f"x = '{text}'".encode(encoding), ".py") == (Status.UNREADABLE, UTF8)


@pytest.mark.parametrize("name", ["hex", "rot13", "zlib", "punycode", "klingon", "undefined"])
def test_what_is_no_encoding_of_text(name):
    assert refused(f"# coding: {name}\nx = 1".encode(), ".py") == (
        Status.UNREADABLE,
        (
            f"the file declares an encoding that there is not, `{name}`; save it in UTF-8 "
            "without that line",
            f"ファイルに書かれた文字コード `{name}` は存在しません。"
            "その行を消し、UTF-8 で保存し直してください",
        ),
    )


def test_text_that_is_not_in_the_encoding_that_it_declares():
    assert refused("# coding: ascii\nx = 'é'".encode(), ".py") == (
        Status.UNREADABLE,
        (
            "the file is not text in the encoding that it declares, `ascii`; save it in UTF-8 "
            "without that line",
            "ファイルに書かれた文字コード `ascii` では読めません。"
            "その行を消し、UTF-8 で保存し直してください",
        ),
    )


# ------------------------------------------------------------------ impostors

_ZIPPED = io.BytesIO()
with zipfile.ZipFile(_ZIPPED, "w") as _archive:
    _archive.writestr("units.ipynb", "{}")
_WORD = io.BytesIO()
with zipfile.ZipFile(_WORD, "w") as _archive:
    _archive.writestr("[Content_Types].xml", "")
    _archive.writestr("word/document.xml", "")

WHOLE = notebook(CODE, {"cell_type": "markdown", "source": 'a "b" \\ c'})
CONFLICT = '{"cells": [],\n<<<<<<< HEAD\n "nbformat": 4\n=======\n "nbformat": 3\n>>>>>>> b\n}'
CUT = (
    "the end of the notebook is missing; save it and hand it in again",
    "ノートブックの終わりの部分がありません。保存し直してから、もう一度提出してください",
)
PAGE = (
    "the file is a saved web page (HTML), not the notebook itself; download the notebook (.ipynb) "
    "and hand that in",
    "保存された Web ページ (HTML) で、ノートブックそのものではありません。"
    "ノートブック (.ipynb) をダウンロードして提出してください",
)
NO_NOTEBOOK = ("the file is not a notebook", "ノートブックの形式ではありません")


@pytest.mark.parametrize(
    ("content", "suffix", "said"),
    [
        (
            CONFLICT.encode(),
            ".ipynb",
            (
                "there are marks of a merge conflict in the notebook (from line 2 on); take one of "
                "the two versions whole, open it in Jupyter and save it again",
                "ノートブックにマージの競合の印が残っています (2 行目から)。どちらか一方の版を"
                "そのまま選び、Jupyter で開いて保存し直してください",
            ),
        ),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            ".ipynb",
            (
                "the file is only a pointer of Git LFS, not the work itself; fetch the work with "
                "`git lfs pull` and hand that in",
                "Git LFS のポインターだけで、中身がありません。"
                "`git lfs pull` で中身を取得し、それを提出してください",
            ),
        ),
        (
            b"import numpy as np\n\ndef relu(x):\n    return np.maximum(x, 0)\n",
            ".ipynb",
            (
                "the file is Python text that is called .ipynb; rename it to .py",
                "Python のテキストなのに名前が .ipynb で終わっています。.py に変えてください",
            ),
        ),
        (
            WHOLE,
            ".py",
            (
                "the file is a notebook that is called .py; rename it to .ipynb",
                "ノートブックなのに名前が .py で終わっています。.ipynb に変えてください",
            ),
        ),
        (b"\n<!DOCTYPE html>\n<html><body>x</body></html>", ".ipynb", PAGE),
        (b"<html lang=en>", ".py", PAGE),
        (b'<?xml version="1.0"?>\n<!-- saved from -->\n<HTML>', ".ipynb", PAGE),
        (
            _ZIPPED.getvalue(),
            ".ipynb",
            (
                "the file is a zip file under another name; unpack it and hand in the notebook in "
                "it",
                "名前を変えた zip ファイルです。展開し、中のノートブックを提出してください",
            ),
        ),
        (
            _WORD.getvalue(),
            ".ipynb",
            (
                "the file is an office document; hand in the notebook (.ipynb) or module (.py) "
                "itself",
                "ファイルの中身はOffice の文書です。"
                "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
            ),
        ),
        (
            b"%PDF-1.7\n\x00\xff",
            ".ipynb",
            (
                "the file is a PDF document; hand in the notebook (.ipynb) or module (.py) itself",
                "ファイルの中身はPDF ファイルです。"
                "ノートブック (.ipynb) かモジュール (.py) そのものを提出してください",
            ),
        ),
        (b"Dear teacher, here is my work.", ".ipynb", NO_NOTEBOOK),
        (b'{"format": "x", "version": 1}', ".ipynb", NO_NOTEBOOK),
        (b"\n\n ", ".ipynb", ("the file is empty", "ファイルが空です")),
        (
            b'{"cells": [], oops, "nbformat": 4}',
            ".ipynb",
            (
                "the notebook is damaged (invalid JSON at line 1)",
                "ノートブックが壊れています (1 行目から JSON として読めません)",
            ),
        ),
    ],
)
def test_the_cause_is_named(content, suffix, said):
    assert refused(content, suffix) == (Status.UNREADABLE, said)


@pytest.mark.parametrize("length", range(1, len(WHOLE)))
def test_a_notebook_that_is_cut_off(length):
    assert refused(WHOLE[:length]) == (Status.UNREADABLE, CUT)


@pytest.mark.parametrize(
    "text",
    [
        '"""\n<<<<<<< HEAD\n=======\n>>>>>>> b\n"""',
        '# <html> is text here\nx = "<!DOCTYPE html>"',
        '{"nbformat": 4}.get("cells")',
        "version = 'https://git-lfs.github.com/spec/'",
    ],
)
def test_what_only_looks_like_one(text):
    assert read_cells(text.encode(), ".py") == (Cell(kind="code", source=text),)
