"""What code shows is read once, of all names, and kept as long as the same is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.account import Account
from autograder.feedback.changes import ChangeAsked
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.feedback.readers import ReaderHere
from autograder.feedback.readings import NotKept, Readings

SOURCES = ("def f(x):\n    y = x + 1\n", "def g(x):\n    return f(x)\n    print(x)\n")
ASKED = CodeAsked(names=("f", "g"))


class Counting(ReaderHere):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[CodeAsked] = []

    def code(self, sources: Sequence[str], asked: CodeAsked) -> CodeRead:
        self.asked.append(asked)
        return super().code(sources, asked)


@pytest.fixture
def reader() -> Counting:
    return Counting()


def test_of_whatever_names_is_asked_all_is_read_and_kept(tmp_path: Path, reader: Counting) -> None:
    kept = Readings(tmp_path).by(reader, "s01", "aa")
    for about in (("f",), ("g",), (), None):
        asked = replace(ASKED, about=about)
        assert kept.code(SOURCES, asked) == ReaderHere().code(SOURCES, asked)
    assert {shown.name for shown in kept.code(SOURCES, ASKED).shown} == {"f", "g"}
    assert reader.asked == [ASKED]
    other = Readings(tmp_path).by(reader, "s01", "aa")
    assert other.code(SOURCES, ASKED) == ReaderHere().code(SOURCES, ASKED)
    assert reader.asked == [ASKED]


def test_of_another_file_or_name_or_program_it_is_read_again(
    tmp_path: Path, reader: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    Readings(tmp_path).by(reader, "s01", "aa").code(SOURCES, ASKED)
    Readings(tmp_path).by(reader, "s01", "bb").code(SOURCES, ASKED)
    assert len(reader.asked) == 2
    Readings(tmp_path).by(reader, "s01", "bb").code(SOURCES, replace(ASKED, names=("f",)))
    assert len(reader.asked) == 3
    Readings(tmp_path).by(reader, "s01", "bb").code(SOURCES, replace(ASKED, module="s01.py"))
    assert len(reader.asked) == 4
    monkeypatch.setattr("autograder.feedback.readings.program_hash", lambda places: "later")
    Readings(tmp_path).by(reader, "s01", "bb").code(SOURCES, replace(ASKED, module="s01.py"))
    assert len(reader.asked) == 5


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"format": "akapen-reading", "version": 9}'])
def test_a_damaged_reading_is_none(tmp_path: Path, reader: Counting, damaged: str) -> None:
    kept = Readings(tmp_path).by(reader, "s01", "aa")
    code = kept.code(SOURCES, ASKED)
    (tmp_path / "readings/s01.json").write_text(damaged, "utf-8")
    assert kept.code(SOURCES, ASKED) == code
    assert len(reader.asked) == 2


def test_what_was_too_much_to_read_is_not_kept(tmp_path: Path, reader: Counting) -> None:
    reader.code = lambda sources, asked: CodeRead()  # type: ignore[method-assign]
    assert Readings(tmp_path).by(reader, "s01", "aa").code(SOURCES, ASKED) == CodeRead()
    assert not (tmp_path / "readings").exists()


def test_where_it_cannot_be_kept_it_is_read_all_the_same(tmp_path: Path, reader: Counting) -> None:
    (tmp_path / "readings").write_text("a file", "utf-8")
    code = Readings(tmp_path).by(reader, "s01", "aa").code(SOURCES, ASKED)
    assert code == ReaderHere().code(SOURCES, ASKED)


def test_without_cells_there_is_only_what_is_kept(tmp_path: Path, reader: Counting) -> None:
    without = Readings(tmp_path).without_cells(reader, "s01", "aa")
    assert isinstance(without.account, Account)
    with pytest.raises(NotKept):
        without.code((), ASKED)
    code = Readings(tmp_path).by(reader, "s01", "aa").code(SOURCES, ASKED)
    assert without.code((), ASKED) == code
    with pytest.raises(NotKept):
        without.bindings(())
    with pytest.raises(NotKept):
        without.change((), ChangeAsked(names=("f",), wrong=(), calls=(), steps=9))
    assert len(reader.asked) == 1
