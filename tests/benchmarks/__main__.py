"""Compare this package with its peers. Run: python -m tests.benchmarks --environments FOLDER

The same class is graded by each in turn, `--rounds` times, and the ratios of wall time are printed:
smallest, median and largest over the rounds. A peer that takes seconds for a notebook is given
`--sample` students and, to know what starting costs, two; the rest of the class is extrapolated.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.classes import KINDS, Kind
from tests.benchmarks.graders import Grader, Nbgrader, Otter, Ours

FEW = 2  #: students


def main() -> None:
    asked = _arguments()
    if asked.sample <= FEW:
        sys.exit(f"--sample must be more than {FEW}, of which it is told what starting costs")
    peers = [Nbgrader(asked.environments), Otter(asked.environments)]
    for peer in peers:
        peer.install()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {sys.version.split()[0]}")
    for name in asked.kinds:
        kind = KINDS[name]
        with tempfile.TemporaryDirectory() as folder:
            ours = [Class(Ours(jobs), kind, Path(folder), asked.people) for jobs in (2, 1)]
            theirs = [
                Class(peer, kind, Path(folder), asked.people, min(asked.sample, asked.people))
                for peer in peers
            ]
            for _ in range(asked.rounds):
                for graded in (*ours, *theirs):
                    graded.grade()
        print(f"\n{name}, {asked.people} students, {asked.rounds} rounds")
        for graded in (*ours, *theirs):
            each = [1e3 * seconds / asked.people for seconds in graded.seconds]
            print(f"  {graded.name:26}{_spread(each)}  ms of wall time a student", end="")
            cpu = [1e3 * seconds / asked.people for seconds in graded.cpu]
            print(f"{_spread(cpu)}  of CPU")
        for graded in (ours[1], *theirs):
            pairs = zip(graded.seconds, ours[0].seconds, strict=True)
            ratios = [other / own for other, own in pairs]
            print(f"  {graded.name:26}{_spread(ratios)}  × {ours[0].name}")


class Class:
    """A class, graded by one grader again and again.

    Each time in a new folder, and the last one stays: some file systems take long to find room for
    files where others have just been removed.
    """

    def __init__(
        self, grader: Grader, kind: Kind, folder: Path, people: int, sample: int | None = None
    ) -> None:
        self.name = grader.name
        self._taken: dict[int, list[tuple[float, float]]] = {}  #: (wall time, CPU), by size
        self._grader = grader
        self._kind = kind
        self._people = people
        self._folder = folder / grader.name
        self._sizes = [people] if sample in (None, people) else [FEW, sample]
        for size in self._sizes:
            (self._folder / str(size)).mkdir(parents=True)
            grader.prepare(self._folder / str(size), kind, range(size))

    def grade(self) -> None:
        """Grade it once more, or so many students of it that the rest can be told."""
        for size in self._sizes:
            self._taken.setdefault(size, []).append(self._graded(size))

    @property
    def seconds(self) -> list[float]:
        """Wall time of the whole class, in each round."""
        return self._of_all(0)

    @property
    def cpu(self) -> list[float]:
        """CPU seconds of the whole class, in each round."""
        return self._of_all(1)

    def _graded(self, size: int) -> tuple[float, float]:
        number = sum(map(len, self._taken.values()))
        folder = shutil.copytree(self._folder / str(size), self._folder / f"graded {number}")
        commands = self._grader.commands(folder, self._kind)
        before = os.times()
        start = time.perf_counter()
        started = [
            subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for command, cwd in commands
        ]
        said = [process.communicate()[0].decode() for process in started]
        wall = time.perf_counter() - start
        after = os.times()
        if any(process.returncode for process in started):
            raise SystemExit(f"{self.name} has failed:\n{''.join(said)[-3000:]}")
        used = after.children_user + after.children_system
        return wall, used - before.children_user - before.children_system

    def _of_all(self, which: int) -> list[float]:
        taken = {size: [found[which] for found in rounds] for size, rounds in self._taken.items()}
        if len(self._sizes) == 1:
            return taken[self._people]
        few, sample = self._sizes
        # The least of all rounds: what others do on the machine meanwhile is no start of a peer's.
        start = min(taken[few])
        left = (self._people - few) / (sample - few)
        return [start + max(longer - start, 0.0) * left for longer in taken[sample]]


def _spread(figures: Sequence[float]) -> str:
    return "".join(f"{figure:9.1f}" for figure in _least_middle_most(figures))


def _least_middle_most(figures: Sequence[float]) -> Iterable[float]:
    return min(figures), median(figures), max(figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--environments", type=Path, required=True, help="of the peers")
    parser.add_argument("--people", type=int, default=96)
    parser.add_argument("--sample", type=int, default=12, help="students whom peers are given")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    asked = parser.parse_args()
    asked.environments = asked.environments.absolute()
    return asked


if __name__ == "__main__":
    main()
