"""A file's hash is that of its content; one that cannot be read says why."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder.digests import digest_of, digest_of_file


def test_of_a_content_and_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"a,b\n1,2\n")
    assert (
        digest_of_file(path)
        == digest_of(b"a,b\n1,2\n")
        == hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    )


def test_one_that_is_not_there(tmp_path: Path) -> None:
    assert "No such file" in digest_of_file(tmp_path / "none")
