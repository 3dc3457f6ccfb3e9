"""Where a run of pytest keeps the student's files that it has checked."""

from __future__ import annotations

import pytest

CHECKED = pytest.StashKey[list[pytest.File]]()
"""The files of which at least one check was made."""
