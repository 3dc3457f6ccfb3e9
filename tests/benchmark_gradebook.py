"""How long a gradebook takes: `python -m tests.benchmark_gradebook [PEOPLE [ASSIGNMENTS]]`.

CPU seconds of `autograder gradebook` on a class made for it: the first time, when each result is
read, and the second, when none is; so it is the first time as well after `grade --class`, which
leaves the points of its results in one file.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from tests.class_folders import IN_TIME, hand_in, write_class


def _made(folder: Path, people: int, assignments: int) -> None:
    dates = "".join(f"  a{n}: {{due: 2026-05-{n + 1:02}}}\n" for n in range(assignments))
    late = "late: {per: hour, deduct: 1 %}\nbank: {days: 3}\n"
    write_class(
        folder,
        {
            "class.yaml": f"time_zone: Asia/Tokyo\n{late}assignments:\n{dates}",
            "roster.csv": "id,name\n" + "".join(f"s{n:04},学生 {n}\n" for n in range(people)),
        },
    )
    for assignment in range(assignments):
        for person in range(people):
            received = IN_TIME + timedelta(days=assignment, hours=person % 40)
            hand_in(folder, f"a{assignment}", f"s{person:04}", (person % 11, 5.0, 2.5), received)


def _cpu(folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "autograder", "gradebook", "--class", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(people: int = 1000, assignments: int = 10) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _made(Path(folder), people, assignments)
        for time in ("first", "second"):
            print(f"{time} time: {_cpu(Path(folder)):.2f} CPU s, {assignments} x {people}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
