"""How long a class takes to be brought in: `python -m tests.benchmark_intake [PEOPLE]`.

CPU seconds and memory of `autograder collect` on a zip file made for it, the first time and again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.class_folders import write_class


def _made(folder: Path, people: int) -> Path:
    rows = "".join(f"s{n:04},学生 {n},s{n:04}@example.invalid\n" for n in range(people))
    write_class(folder, {"roster.csv": f"id,name,email\n{rows}"})
    header = 'Identifier,"Full name","Email address",Status,Grade,"Maximum grade"\n'
    rows = "".join(
        f"Participant {n},学生 {n},s{n:04}@example.invalid,,,100.00\n" for n in range(people)
    )
    (folder / "worksheet.csv").write_text(header + rows, encoding="utf-8")
    path = folder / "units.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(people):
            name = f"学生 {n}_{n}_assignsubmission_file/units.ipynb"
            archive.writestr(name, f"# {n}\n" + "x = 1\n" * 20_000)
    return path


def _spent(command: list[str]) -> tuple[float, int]:
    """Return the CPU seconds and the MiB that a command takes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, status
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def main(people: int = 1000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        path = _made(place, people)
        command = [sys.executable, "-m", "autograder", "collect", "units", str(path)]
        command += [str(place / "worksheet.csv"), "--class", folder, "--received", "2026-05-01"]
        for time in ("first", "second"):
            seconds, size = _spent(command)
            print(f"{time} time: {seconds:.2f} CPU s, {size} MiB, {people} people")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
