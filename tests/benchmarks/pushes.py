"""What a push costs, by LMS and size of class. Run: python -m tests.benchmarks.pushes [PEOPLE …]

A class on loopback is pushed three times: to an empty gradebook, unchanged, and with a better grade
for everybody. Printed for each: calls (all requests), those of them that write, most of them in
flight, wall and CPU seconds of the command, and its peak memory in MiB. With `--questions`, points
of both questions have a place there too. The LMS is played by this process, and takes its share of
the wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.lms.classes import regrade
from tests.lms.played import PLAYED, Played
from tests.paths import ROOT

_PAGES = {"moodle": 0, "canvas": 100, "lti": 1_000_000}  #: people on a page, as each lists them

#: The command; what it took is the last line that it prints.
_PROGRAM = """
import json, resource, sys
from autograder.cli import cli
status = cli.main(sys.argv[1:], standalone_mode=False)
used = resource.getrusage(resource.RUSAGE_SELF)
taken = {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
print(json.dumps(taken | {"status": status}))
"""


def main() -> None:
    asked = _arguments()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.version.split()[0]}")
    heads = ("calls", "writes", "at once", "wall s", "CPU s", "MiB")
    print(f"{'':26}" + "".join(f"{head:>9}" for head in heads))
    for to in asked.to:
        for count in asked.people:
            with (
                tempfile.TemporaryDirectory() as folder,
                PLAYED[to](
                    Path(folder, "class"), count, _PAGES[to], questions=asked.questions
                ) as played,
            ):
                for how in ("new", "unchanged", "changed"):
                    if how == "changed":
                        for n in range(1, count + 1):
                            regrade(played.folder, f"s{n}", (10.0, 9.9))
                    print(f"{f'{to}, {count:,} {how}':26}{_measured(played)}", flush=True)


def _measured(of: Played) -> str:
    """Push, and return what it took."""
    of.server.asked.clear()
    of.server.most_in_flight = 0
    command = ["push", "units", "--to", of.name, "--class", str(of.folder), "--yes"]
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *command],
        env={**os.environ, **of.secrets},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    wall = time.perf_counter() - start
    taken: Mapping[str, float] = json.loads(ran.stdout.splitlines()[-1])
    if taken["status"]:
        raise SystemExit(ran.stdout[-3000:])
    writes = sum(of.is_write(request) for request in of.server.asked)
    counts = (len(of.server.asked), writes, of.server.most_in_flight)
    figures = (wall, taken["cpu"], taken["memory"])
    return "".join(f"{count:9}" for count in counts) + "".join(f"{f:9.1f}" for f in figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("people", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--to", nargs="+", choices=list(PLAYED), default=list(PLAYED))
    parser.add_argument("--questions", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
