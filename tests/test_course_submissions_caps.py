"""How much may be handed in: each number's refusal, and that an honest submission is below it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.submissions import caps
from autograder.course.submissions.cells import read_cells
from autograder.course.submissions.find import find_submissions, read_submission
from autograder.records import Status
from tests.said import told
from tests.small_course import write

CELLS = (
    "there are more than 5000 cells; join some of them into one",
    "セルが 5000 個を超えています。いくつかを 1 つにまとめてください",
)
LINES = (
    "the cells have more than 100000 lines; remove what was pasted in, such as tables",
    "セルの行数が 100000 行を超えています。表など、貼り付けたものを取り除いてください",
)
PIECES = (
    "the notebook consists of more than 1000000 pieces; clear its outputs and save it again",
    "ノートブックの要素が 1000000 個を超えています。出力を消してから保存し直してください",
)
DEEP = (
    "the notebook is nested more than 100 levels deep; clear its outputs and save it again",
    "ノートブックの入れ子が 100 段を超えています。出力を消してから保存し直してください",
)
FILES = (
    "the folder holds more than 20 files; leave out what is not to be graded",
    "フォルダーに入っているファイルが 20 個を超えています。採点に必要のないものを除いてください",
)


def notebook(*sources: object, kind: str = "code", **more: object) -> bytes:
    cells = [{"cell_type": kind, "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "cells": cells, **more}).encode()


def deep(levels: int) -> object:
    nested: object = 1
    for _ in range(levels):
        nested = [nested]
    return nested


TOO_MUCH = {
    "cells.ipynb": (notebook(*["1"] * 5_001), CELLS),
    "cells of text.ipynb": (notebook(*["a"] * 5_001, kind="markdown"), CELLS),
    "cells.py": (b"# %%\n1\n" * 5_001, CELLS),
    "cells of text.py": (b"# %% [markdown]\n# a\n" * 5_001, CELLS),
    "lines.ipynb": (notebook("x\n" * 50_000, "x\n" * 50_000), LINES),
    "lines of text.ipynb": (notebook(["x\n"] * 100_000, kind="markdown"), LINES),
    "lines.py": (b"x\n" * 100_000, LINES),
    "lines of Windows.py": (b"x\r\n" * 100_000, LINES),
    "lines of old.py": (b"x\r" * 100_000, LINES),
    "marks.py": (b"# %%\nx\n" * 60_000, LINES),
    "objects.ipynb": (notebook(metadata=[{}] * 500_001), PIECES),
    "texts.ipynb": (notebook(metadata=[""] * 500_001), PIECES),
    "numbers.ipynb": (notebook(metadata=[1] * 1_000_001), PIECES),
    "pairs.ipynb": (notebook(metadata={str(n): n for n in range(500_001)}), PIECES),
    "attachments.ipynb": (notebook(attachments={f"{n}.png": {} for n in range(350_000)}), PIECES),
    "source.ipynb": (notebook([""] * 500_001), PIECES),
    "depth.ipynb": (notebook(metadata=deep(101)), DEEP),
    "depth of tables.ipynb": (b'{"nbformat": 4, "cells": ' + b'{"a": ' * 100_000, DEEP),
    "brackets.ipynb": (b'{"nbformat": 4, "cells": ' + b"[" * 100_000 + b"]" * 100_000, DEEP),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content, said = TOO_MUCH[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert told(read_submission(path).problem) == (Status.UNREADABLE, said)


JUST_ENOUGH = {
    "cells.ipynb": notebook(*["1"] * 5_000),
    "cells.py": b"# %%\n1\n" * 5_000,
    "lines.ipynb": notebook("\n".join(["x"] * 100_000)),
    "lines.py": b"x\n" * 99_999,
    "lines of Windows.py": b"x\r\n" * 99_999,
    "a picture.ipynb": notebook("x", attachments={"a.png": {"image/png": "A" * (20 << 20)}}),
    "a long table.ipynb": notebook("x = '" + "[1, 2], " * (1 << 20) + "'"),
    "printed brackets.ipynb": notebook("x", outputs="[{" * (1 << 20)),
    "quotes.ipynb": notebook("x = '" + '"\\' * (1 << 20) + "'"),
    "numbers.ipynb": notebook("x", metadata=[1] * 999_000),
    "depth.ipynb": notebook("x", metadata=deep(99)),
    "wide.ipynb": notebook("x", metadata=[deep(50)] * 1000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", JUST_ENOUGH)
def test_what_is_long_but_no_more_than_allowed_is_read(name: str) -> None:
    assert read_cells(JUST_ENOUGH[name], Path(name).suffix)


@pytest.mark.parametrize("where", ["sato", "sato/data/deep"])
def test_a_folder_of_too_many_files(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("caps", "files"):
        monkeypatch.setattr(f"autograder.course.submissions.{module}.MAX_FILES", 20)
    write(tmp_path / "sato/units.py", "x = 1\n")
    for number in range(20):
        write(tmp_path / where / f"{number}.txt", "")
    write(tmp_path / "abe/units.py", "x = 1\n")
    abe, sato = find_submissions([tmp_path], "units").submissions
    assert abe.problem is None
    assert told(sato.problem) == (Status.UNREADABLE, FILES)


@pytest.mark.parametrize(
    "require",
    [caps.require_cells, caps.require_lines, caps.require_size, caps.require_zip_size],
)
def test_nothing_is_not_too_much(require: Callable[[int], None]) -> None:
    require(0)
