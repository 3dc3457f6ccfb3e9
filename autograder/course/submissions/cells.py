"""Cells of a notebook (`.ipynb`) or of a module (`.py`, plain or with percent marks), from their bytes.

Formats: nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html); percent cells as Spyder, VS Code
and jupytext read them (https://jupytext.readthedocs.io/en/latest/formats-scripts.html).
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.course.marks import Part, parts
from autograder.protocol.frames import fits
from autograder.records import Cell, Text

MAX_BYTES = 64 << 20
MAX_CELLS = 5_000


class Unreadable(ValueError):
    """The bytes are not a notebook or a module; `reason` says why, in both languages."""

    def __init__(self, en: str, ja: str) -> None:
        self.reason = Text(en, ja)
        super().__init__(en)


def read_cells(content: bytes, suffix: str) -> tuple[Cell, ...]:
    """Return the cells of a file that ends in `suffix`; raise Unreadable."""
    demand_size(content)
    if not content.strip():
        raise Unreadable("the file is empty", "ファイルが空です")
    if suffix == ".ipynb":
        return _runnable(_notebook(content))
    if suffix == ".py":
        return _runnable(percent_cells(_text(content)))
    raise Unreadable(
        f"a submission is a notebook (.ipynb) or a module (.py), not {suffix or 'a file without suffix'}",
        f"提出できるのはノートブック (.ipynb) かモジュール (.py) です ({suffix or '拡張子なし'} は読めません)",
    )


def demand_size(content: bytes) -> None:
    """Raise Unreadable if that is more than a file may hold."""
    if len(content) > MAX_BYTES:
        raise Unreadable(
            f"the file is larger than {MAX_BYTES >> 20} MiB; clear a notebook's outputs and save it anew",
            f"ファイルが {MAX_BYTES >> 20} MiB を超えています。ノートブックなら、出力を消してから保存し直してください",
        )


def _runnable(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells; raise Unreadable if their code is too much for a worker to be told."""
    if not fits(cell.source for cell in cells if cell.kind == "code"):
        raise Unreadable(
            "there is far too much code to run; take out what was pasted in, such as pictures or tables",
            "コードが長すぎて実行できません。画像や表など、貼り付けたものを取り除いてください",
        )
    return cells


def percent_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a module; without percent marks it is one code cell."""
    cells = tuple(cell for part in parts(text) for cell in cells_of(part))
    if len(cells) > MAX_CELLS:
        raise Unreadable(
            f"the module has more than {MAX_CELLS} cells",
            f"モジュールのセルが {MAX_CELLS} 個を超えています",
        )
    return cells


def cells_of(part: Part) -> list[Cell]:
    """Return a part of a module as a cell, or nothing if it is blank."""
    source = "\n".join(part.lines).rstrip("\n")
    if not source.strip():
        return []
    if "[markdown]" in part.mark or "[md]" in part.mark:
        return [Cell("markdown", re.sub(r"(?m)^#[ ]?", "", source.lstrip("\n")))]
    # Above the first mark a line keeps the number that it has in the file.
    code = source.lstrip("\n") if part.mark else source
    return [Cell("code", code, part.above + len(source) - len(code))]


_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  #: as in PEP 263
_ENCODINGS = {"shift_jis", "shift-jis", "sjis", "cp932", "ms932", "euc_jp", "euc-jp"}


def _encoding(content: bytes) -> str:
    """Return the encoding that a module's first two lines name, of those in use in Japan."""
    for line in content.split(b"\n", 2)[:2]:
        if (cookie := _COOKIE.match(line)) and cookie[1].decode("ascii").lower() in _ENCODINGS:
            return cookie[1].decode("ascii")
    return "utf-8-sig"


def _text(content: bytes) -> str:
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        raise Unreadable(
            "the file is not text in UTF-8; save it with the encoding UTF-8",
            "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください",
        ) from None
    if "\0" in text:
        raise Unreadable("the file is binary, not text", "テキストではなくバイナリのファイルです")
    return text


def _notebook(content: bytes) -> tuple[Cell, ...]:
    document = _json(content)
    if not isinstance(document, dict) or "nbformat" not in document:
        raise Unreadable("the file is not a notebook", "ノートブックの形式ではありません")
    if document["nbformat"] != 4:
        raise Unreadable(
            f"the notebook has format {str(document['nbformat'])[:20]}, not 4; open it in Jupyter and save it anew",
            f"ノートブックの形式が {str(document['nbformat'])[:20]} です (4 が必要)。Jupyter で開いて保存し直してください",
        )
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(
            "the notebook has no list of cells", "ノートブックにセルの一覧がありません"
        )
    if len(cells) > MAX_CELLS:
        raise Unreadable(
            f"the notebook has more than {MAX_CELLS} cells",
            f"ノートブックのセルが {MAX_CELLS} 個を超えています",
        )
    return tuple(_notebook_cell(number, cell) for number, cell in enumerate(cells, 1))


def _json(content: bytes) -> Any:
    text = _text(content)
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable(
            "the notebook is nested too deeply", "ノートブックの入れ子が深すぎます"
        ) from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"the notebook is damaged (not JSON from line {error.lineno} on)",
            f"ノートブックが壊れています ({error.lineno} 行目から JSON として読めません)",
        ) from None
    except ValueError:
        raise Unreadable(
            "the notebook is damaged (it holds a number that is too long)",
            "ノートブックが壊れています (長すぎる数が含まれています)",
        ) from None


def _notebook_cell(number: int, cell: Any) -> Cell:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    source = cell.get("source", "") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
        raise Unreadable(
            f"cell {number} of the notebook is damaged",
            f"ノートブックの {number} 番目のセルが壊れています",
        )
    return Cell(kind, source)
