"""Programs run by a Python of their own, as a worker's is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def said_by(program: str, folder: Path, *arguments: str) -> str:
    """Return what a program prints that runs in a folder, and must not complain."""
    done = subprocess.run(
        [sys.executable, "-s", "-P", "-c", program, *arguments],
        env={"HOME": str(folder), "PYTHONPATH": os.getcwd(), "PYTHONDONTWRITEBYTECODE": "1"}
        | {"OPENBLAS_NUM_THREADS": "1"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def loaded_by(module: str) -> set[str]:
    """Return the modules that are there once one has been imported."""
    program = f"import sys; import {module}; print(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.split()
    )
