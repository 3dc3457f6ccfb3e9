"""Whether a class's memory grows with it: `python -m tests.benchmark_memory [SUBMISSIONS …]`.

CPU seconds and peak memory of `autograder grade` on so many small modules, no two the same, and of
grading them again unchanged.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.small_course import write, write_small_course

SIZES = (100, 1_000, 10_000)


def _spent(command: list[str]) -> tuple[float, int]:
    """Return the CPU seconds of a command and its processes, and its own most MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, status
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def main(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            course = write_small_course(place / "course")
            for number in range(size):
                right = "return 2 * x" if number % 3 else f"return x * x + {number}"
                write(place / f"class/s{number:05}.py", f"def double(x):\n    {right}\n")
            command = [sys.executable, "-m", "autograder", "grade", "doubling"]
            command += [str(place / "class"), "--course", str(course), "--out", str(place / "out")]
            for time in ("first", "again"):
                seconds, most = _spent([*command, "--no-cache"])
                print(f"{size:6} {time}: {most} MiB, {seconds:.1f} CPU s", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
