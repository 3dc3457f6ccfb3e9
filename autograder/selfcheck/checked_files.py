"""Record of the student's files that a run of pytest has checked."""

from __future__ import annotations

import pytest

CHECKED = pytest.StashKey[list[pytest.File]]()
"""The files of which at least one check was made."""
