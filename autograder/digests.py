"""Hashes of files, by which it is known that they are what they were."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's content, or why it cannot be read."""
    try:
        return digest_of(path.read_bytes())
    except OSError as error:
        return str(error)
