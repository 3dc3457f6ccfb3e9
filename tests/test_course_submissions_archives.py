"""Zip files as LMSs, Windows and macOS make them, and as nobody should."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.course.submissions.find import Found, find_submissions
from autograder.errors import UsageError
from autograder.records import Status, Submission
from tests.said import told

CODE = "x = 1\n"
NOTEBOOK = json.dumps(
    {"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": CODE}]}
)


EMPTY = (
    "the folder is empty; hand in the notebook (.ipynb) or module (.py)",
    "フォルダーが空です。ノートブック (.ipynb) かモジュール (.py) を提出してください",
)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def found(path: Path, content: bytes) -> Found:
    path.write_bytes(content)
    return find_submissions([path], "units")


def names(path: Path, content: bytes) -> list[str]:
    return [submission.name for submission in found(path, content).submissions]


def of_student(folder: Path, content: bytes) -> Submission:
    """Return what becomes of a zip file that a student has handed in."""
    (folder / "class").mkdir()
    (folder / "class" / "sato.zip").write_bytes(content)
    (submission,) = find_submissions([folder / "class"], "units").submissions
    assert submission.name == "sato"
    return submission


# ------------------------------------------------------------------ as they are made


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["b.ipynb", "a.py"], ["a", "b"]),
        (["class/b.ipynb", "class/a.py"], ["a", "b"]),
        (["all/b/units.py", "all/a/units.py"], ["a", "b"]),
        (["b/units.py", "a/deep/er/units.py"], ["a", "b"]),
        (["sato/units.py"], ["sato"]),
        (["class/sato/units.py"], ["sato"]),
        (["sato_123_assignsubmission_file_/my.ipynb"], ["sato"]),
        (["a.py", "b/units.py"], ["a", "b"]),
        (
            ["a.py", "__MACOSX/._a.py", ".DS_Store", "b/.ipynb_checkpoints/b-checkpoint.ipynb"],
            ["a"],
        ),
        (["a\\units.py", "b\\units.py"], ["a", "b"]),
    ],
)
def test_a_zip_file_of_a_class_is_a_folder(
    tmp_path: Path, members: list[str], expected: list[str]
) -> None:
    content = zipped({name: NOTEBOOK if name.endswith("b") else CODE for name in members})
    assert names(tmp_path / "class.zip", content) == expected


def test_what_is_no_submission_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    assert found(path, zipped({"a.py": CODE, "notes.txt": "x"})).ignored == (path / "notes.txt",)


def test_content_and_place_of_a_member(tmp_path: Path) -> None:
    (submission,) = found(tmp_path / "class.zip", zipped({"sato/units.py": CODE})).submissions
    assert submission.path == tmp_path / "class.zip/sato/units.py"
    assert submission.cells[0].source == "x = 1"
    (tmp_path / "units.py").write_text(CODE)
    (alone,) = find_submissions([tmp_path / "units.py"], "units").submissions
    assert submission.sha256 == alone.sha256


def test_zip_files_of_students_in_a_folder_and_in_a_zip_file(tmp_path: Path) -> None:
    one = zipped({"hw/units.ipynb": NOTEBOOK, "hw/picture.png": b"x"})
    assert of_student(tmp_path, one).problem is None
    assert names(tmp_path / "class.zip", zipped({"sato.zip": one, "abe/a.zip": one})) == [
        "abe",
        "sato",
    ]


def test_a_zip_file_beside_a_notebook_is_not_opened(tmp_path: Path) -> None:
    content = zipped({"abe/a.py": CODE, "sato/b.py": CODE, "sato/data.zip": b"PK broken"})
    _, submission = found(tmp_path / "class.zip", content).submissions
    assert submission.problem is None


def test_two_candidates_in_a_students_zip_file_need_a_person(tmp_path: Path) -> None:
    assert told(of_student(tmp_path, zipped({"a.py": CODE, "b.py": CODE})).problem) == (
        Status.NEEDS_REVIEW,
        (
            "it is not clear which file to grade: a.py, b.py",
            "どのファイルを採点すればよいか決められません: a.py, b.py",
        ),
    )


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *(
            (name, encoding)
            for name in ("佐藤.py", "表示_ソ.py")
            for encoding in ("utf-8", "cp932")
        ),
        ("é.py", "utf-8"),
        ("é.py", "cp437"),
        ("佐藤.py", "flagged"),
    ],
)
def test_names_in_the_encodings_that_are_in_use(tmp_path: Path, name: str, encoding: str) -> None:
    """Windows writes cp932 and macOS UTF-8 without the flag that would say so."""
    raw = name.encode("utf-8" if encoding == "flagged" else encoding)
    content = bytearray(zipped({"x" * len(raw): CODE}))
    for signature, flags, start in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = content.index(signature)
        content[at + start : at + start + len(raw)] = raw
        struct.pack_into("<H", content, at + flags, 0x800 if encoding == "flagged" else 0)
    assert names(tmp_path / "class.zip", bytes(content)) == [name.removesuffix(".py")]


# ------------------------------------------------------------------ as nobody should make them


@pytest.mark.parametrize("name", ["../a.py", "/etc/a.py", "b/../../a.py", "C:/a.py", "b//a.py"])
def test_names_that_lead_out_are_left_aside(tmp_path: Path, name: str) -> None:
    here = found(tmp_path / "class.zip", zipped({name: CODE, "ok.py": CODE}))
    assert [submission.name for submission in here.submissions] == ["ok"]
    assert here.ignored == (Path(name),)
    assert sorted(os.listdir(tmp_path)) == ["class.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_left_aside(tmp_path: Path, kind: int) -> None:
    buffer = io.BytesIO(zipped({"ok.py": CODE}))
    with zipfile.ZipFile(buffer, "a") as archive:
        special = zipfile.ZipInfo("a.py")
        special.external_attr = (kind | 0o777) << 16
        archive.writestr(special, "/etc/passwd")
    here = found(tmp_path / "class.zip", buffer.getvalue())
    assert [submission.name for submission in here.submissions] == ["ok"]
    assert here.ignored == (Path("a.py"),)


def test_two_members_of_one_name_need_a_person(tmp_path: Path) -> None:
    buffer = io.BytesIO(zipped({"a.py": CODE}))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.py", "x = 2\n")
    first, second = found(tmp_path / "class.zip", buffer.getvalue()).submissions
    assert (first.problem, second.name) == (None, "a (2)")
    assert second.problem is not None
    assert second.problem.status is Status.NEEDS_REVIEW


@pytest.mark.slow
def test_a_bomb_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("units.py", "w") as member,
    ):
        for _ in range(1 << 8):
            member.write(bytes(1 << 20))
    assert len(buffer.getvalue()) < 1 << 20
    tracemalloc.start()
    start = time.process_time()
    problem = of_student(tmp_path, buffer.getvalue()).problem
    assert time.process_time() - start < 10
    assert tracemalloc.get_traced_memory()[1] < 300 << 20
    tracemalloc.stop()
    assert problem is not None
    assert str(problem.reason).startswith("the file is larger than 32 MiB")


def locked(content: bytes) -> bytes:
    changed = bytearray(content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", changed, changed.index(signature) + flags, 1)
    return bytes(changed)


def with_directory_of(content: bytes, size: int) -> bytes:
    changed = bytearray(content)
    struct.pack_into("<L", changed, changed.rindex(b"PK\x05\x06") + 12, size)
    return bytes(changed)


ONE = zipped({"units.py": CODE * 99})
DAMAGED = ("the zip file is damaged", "zip ファイルが壊れています")
MANY = (
    "the zip file holds more than 10000 files; leave out what is not to be graded",
    "zip ファイルに入っているファイルが 10000 個を超えています。"
    "採点に必要のないものを除いてください",
)
UNREADABLE = {
    "empty": (
        b"",
        ("the zip file is empty (0 bytes)", "zip ファイルが空です(0 バイト)"),
    ),
    "no zip file": (b"\x89PNG" * 100, DAMAGED),
    "half of one": (ONE[: len(ONE) // 2], DAMAGED),
    "another checksum": (ONE.replace(ONE[14:18], b"\0\0\0\0"), DAMAGED),
    "broken stream": (ONE[:40] + b"\xff" * 8 + ONE[48:], DAMAGED),
    "huge list of members": (with_directory_of(ONE, 1 << 30), MANY),
    "many members": (zipped({f"{n}.txt": "" for n in range(10_001)}), MANY),
    "locked": (
        locked(ONE),
        (
            "the zip file is locked with a password",
            "zip ファイルにパスワードがかかっています",
        ),
    ),
    "unusual": (
        zipped({"units.py": CODE}, zipfile.ZIP_LZMA),
        (
            "the zip file uses an unusual compression; create it again",
            "zip ファイルの圧縮形式が特殊です。ふつうの形式で作り直してください",
        ),
    ),
}


@pytest.mark.parametrize(("content", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_students_zip_file_that_cannot_be_read(
    tmp_path: Path, content: bytes, reason: tuple[str, str]
) -> None:
    assert told(of_student(tmp_path, content).problem) == (Status.UNREADABLE, reason)


def with_large_end(size: int, place: int | None = None) -> bytes:
    """Return a zip file with the record that those of more than 4 GiB have."""
    end = ONE.rindex(b"PK\x05\x06")
    start = ONE.index(b"PK\x01\x02")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end if place is None else place, 1)
    return ONE[:end] + record + locator + ONE[end:]


def test_the_size_of_a_large_zip_files_list_is_not_hidden(tmp_path: Path) -> None:
    many = (Status.UNREADABLE, MANY)
    assert told(of_student(tmp_path, with_large_end(1 << 30)).problem) == many


def test_a_large_zip_files_record_alone_does_no_harm(tmp_path: Path) -> None:
    length = ONE.rindex(b"PK\x05\x06") - ONE.index(b"PK\x01\x02")
    assert of_student(tmp_path, with_large_end(length)).problem is None


def test_a_place_that_no_file_has(tmp_path: Path) -> None:
    damaged = (Status.UNREADABLE, DAMAGED)
    assert told(of_student(tmp_path, with_large_end(9, (1 << 64) - 1)).problem) == damaged


def test_a_zip_file_without_submissions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with pytest.raises(UsageError) as refused:
        found(path, zipped({"notes.txt": "x"}))
    assert str(refused.value) == (
        f"{path} holds no notebook (.ipynb), no module (.py) and no sub-folder"
    )
    with pytest.raises(UsageError) as refused:
        found(path, b"nothing")
    assert str(refused.value) == f"{path}: the zip file is damaged"


def test_an_empty_folder_in_a_zip_file_is_a_row(tmp_path: Path) -> None:
    content = zipped({"class/": "", "class/ann/": "", "class/bob/units.py": CODE})
    ann, bob = found(tmp_path / "class.zip", content).submissions
    assert (ann.name, bob.name, bob.problem) == ("ann", "bob", None)
    assert told(ann.problem) == (Status.NEEDS_REVIEW, EMPTY)


def test_what_is_ours_is_closed(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    found(tmp_path / "class.zip", zipped({"a.py": CODE}))
    assert len(os.listdir("/proc/self/fd")) == before


LARGE = (
    "the zip file is larger than 64 MiB; hand in the notebook or module alone",
    "zip ファイルが 64 MiB を超えています。ノートブックかモジュールだけを提出してください",
)


@pytest.mark.parametrize(
    ("files", "size", "zips", "said"), [(101, 0, 100, MANY), (1, 20 << 20, 4, LARGE)]
)
def test_zip_files_in_one_folder_are_counted_together(
    tmp_path: Path, files: int, size: int, zips: int, said: tuple[str, str]
) -> None:
    """One that is within the limits, many times over, is not."""
    content = zipped({f"{n}.txt": bytes(size) for n in range(files)}, zipfile.ZIP_STORED)
    folder = tmp_path / "class" / "sato"
    folder.mkdir(parents=True)
    for number in range(zips):
        (folder / f"{number}.zip").write_bytes(content)
    (submission,) = find_submissions([tmp_path / "class"], "units").submissions
    assert told(submission.problem) == (Status.UNREADABLE, said)
