"""Grader and worker: Errors of the wire."""

from __future__ import annotations


class WireError(Exception):
    """Something cannot travel, or what arrived is not what we send."""
