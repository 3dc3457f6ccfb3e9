"""What one submission costs the grader in a whole job, all stages together.

Run: python -m tests.benchmark_jobs [NAME …]
Prints for `grade`, and for the `report` after it, of a class of one: CPU seconds and the most MiB
of the grader, of the process that reads, and of both, beyond an honest submission's. Workers, which
have limits of their own, are not counted. Each member is bad in one stage or in several at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from autograder.course.master import read_master
from autograder.handout import as_module
from tests.exhausting import MARKDOWN, MODULES, repeated
from tests.paths import ROOT

ASSIGNMENT = "units"
NAMES = ("weighted_sum", "relu", "sigmoid", "unit")

#: Runs a command, and prints what it and its readers have used.
DRIVER = r"""
import json, os, resource, subprocess, sys
readers, taken, start = set(), [], subprocess.Popen.__init__
def started(self, command, *rest, **named):
    start(self, command, *rest, **named)
    if any("reading.process" in str(word) for word in command):
        readers.add(self.pid)
def waited(pid, how, wait4=os.wait4):
    found, status, usage = wait4(pid, how)
    if found in readers:
        taken.append((usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return found, status
subprocess.Popen.__init__, os.waitpid = started, waited
from autograder.cli import main
try:
    main(sys.argv[2:])
except SystemExit:
    pass
own = resource.getrusage(resource.RUSAGE_SELF)
seconds, most = [own.ru_utime + own.ru_stime, sum(s for s, _ in taken)], own.ru_maxrss / 1024
with open(sys.argv[1], "w") as file:
    json.dump([*seconds, most, max((m for _, m in taken), default=0)], file)
"""

_SMALL = "[[] for _ in range({count})]"
_ANSWERS = """
def answer(*arguments):
    return {value}
weighted_sum = relu = sigmoid = unit = answer
"""
_OUTPUTS = "# %%\nfor _ in range(2_000):\n    display({shown})\n"
_ENDS = "# %%\nimport os\nos._exit(1)\n"


def honest() -> str:
    return as_module(read_master(ROOT / "assignments" / ASSIGNMENT).solved("en"))


def answers(value: str) -> str:
    return _ANSWERS.format(value=value)


def outputs(shown: str, cells: int = 300) -> str:
    return _OUTPUTS.format(shown=shown) * cells


def ends() -> str:
    return _ENDS * 500


def reading(name: str, size: int, indent: str = "") -> str:
    """Return a module that is slow to read, and does nothing."""
    return "# %%\nraise SystemExit\n# %%\n" + repeated(MODULES[name], size)


def wrong(body: str, more: str = "") -> str:
    return more + "".join(f"# %%\ndef {name}(x, w=1, b=0):\n{body}\n" for name in NAMES)


def searched() -> str:
    """Return functions in which there is much to change, and nothing of it helps."""
    lines = "".join(f"    y = y + {n} * x - {n}\n" for n in range(300))
    return wrong("    y = 0 * x\n" + lines + "    return y\n")


def long_code() -> str:
    """Return as much code as is looked at for names and facts."""
    lines = "".join(f"    for i{n} in range(len(x)): y = x[i{n}] + {n}\n" for n in range(170))
    return wrong("    y = x\n" + lines + "    return y\n")


def marked() -> str:
    cells = ("links", "stars", "formulas", "a deep formula")
    return "".join(
        "# %% [markdown]\n# " + repeated(MARKDOWN[name], 9_800)[:9_800].replace("\n", "\n# ") + "\n"
        for name in cells * 5
    )


SUBMISSIONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "honest": honest,
        "nothing in it": lambda: "x = 1\n",
        "a file slow to read": lambda: reading("colons and spaces", 15 << 20),
        "a file large to read": lambda: reading("decorators", 15 << 20),
        "names slow to find": lambda: reading("imports", 95_000),
        "empty lists": lambda: answers("[[] for _ in range(190_000)]"),
        "numbers": lambda: answers("[0.1 * n for n in range(60_000)]"),
        "many numbers": lambda: answers("[0.1 * n for n in range(20_000)]"),
        "dictionaries": lambda: answers("[{n: [n]} for n in range(30_000)]"),
        "large arrays": lambda: answers("__import__('numpy').arange(1e6)"),
        "long texts": lambda: answers(r"'\x1b\u202e`' * 700_000"),
        "errors": lambda: answers("[][arguments]"),
        "outputs": lambda: outputs("1"),
        "long outputs": lambda: outputs(r"'\x1b\u202e' * 250"),
        "ends its worker": ends,
        "changes": searched,
        "long code": long_code,
        "Markdown": marked,
        "all at once": lambda: (
            reading("colons and spaces", 12 << 20)
            + marked()
            + outputs(r"'\x1b\u202e' * 250", 100)
            + ends()
            + searched()
            + answers("[0.1 * n for n in range(20_000)]")
        ),
        "all but a large file": lambda: marked() + outputs("1", 150) + ends() + long_code(),
        "all but a large file, answers": lambda: (
            marked()
            + outputs("1", 60)
            + ends()
            + long_code()
            + answers("[0.1 * n for n in range(20_000)]")
        ),
    }
)


def cost(source: str) -> tuple[list[float], list[float]]:
    """Return what `grade` and `report` take: seconds of grader and reader, MiB of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "class").mkdir()
        (folder / "class" / "mallory.py").write_text(source)
        out = str(folder / "out")
        graded = _run(folder, "grade", ASSIGNMENT, str(folder / "class"), "--out", out)
        return graded, _run(folder, "report", out)


def _run(folder: Path, *command: str) -> list[float]:
    figures = folder / "figures"
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(figures), *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not figures.exists():
        raise SystemExit(done.stderr)
    found: list[float] = json.loads(figures.read_text())
    return found


def main() -> None:
    wanted = sys.argv[1:] or list(SUBMISSIONS)
    base = cost(SUBMISSIONS["honest"]())
    for command, figures in zip(("grade", "report"), base, strict=True):
        print(f"honest, {command}: " + _line(figures), flush=True)
    for name in wanted:
        for command, honest, found in zip(
            ("grade", "report"), base, cost(SUBMISSIONS[name]()), strict=True
        ):
            more = (
                sum(found[:2]) - sum(honest[:2]),
                max(f - h for f, h in zip(found[2:], honest[2:], strict=True)),
            )
            print(
                f"{name:32}{command:8}{_line(found)}   more: {more[0]:5.2f} s {more[1]:4.0f} MiB",
                flush=True,
            )


def _line(figures: list[float]) -> str:
    own, reader, mib, readers = figures
    return f"{own:6.2f} s {mib:4.0f} MiB, reader {reader:5.2f} s {readers:4.0f} MiB"


if __name__ == "__main__":
    main()
