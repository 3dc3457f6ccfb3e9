"""What the wire raises."""

from __future__ import annotations


class WireError(Exception):
    """Something cannot travel, or what arrived is not what we send."""
