"""Grader: Whether student code is locked in; apart from what does it, which takes long to load."""

from __future__ import annotations

from enum import Enum


class Isolation(Enum):
    """Whether student code is locked in."""

    FULL = "full"
    NONE = "none"
