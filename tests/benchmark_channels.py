"""Bits per second that two workers pass on by what nobody can refuse them: time, load, numbers.

    python -m tests.benchmark_channels [A|B]

No grade depends on them: see "What is not promised" in SECURITY.md. Each channel is tried with
random bits; what gets through is what a channel with that rate of errors can carry at most.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import median

from autograder.execution.sandboxed import Sandbox
from autograder.records import CellRequest, Limits, Value, ValueRequest
from tests.hostile.channels import library_file
from tests.sandboxes import TIERS, sandbox_of

GENEROUS = {"seconds": 20.0, "wall": 60.0}
BITS = 32
ROUNDS = 4

Measured = Sequence[float]
Send = Callable[[Sandbox, Sequence[int]], Measured]

_READ_FILES = """
import os
for bit, name in zip(bits, names):
    if bit: os.pread(os.open(name, os.O_RDONLY), 1 << 16, 0)
"""
_TIME_FILES = """
import os, time
answer = []
for name in names:
    fd = os.open(name, os.O_RDONLY)
    began = time.perf_counter()
    os.pread(fd, 1, 0)
    answer.append(time.perf_counter() - began)
    os.close(fd)
"""
_PIPE = """
import os
def number():
    ends = os.pipe()
    found = os.fstat(ends[0]).st_ino
    for end in ends: os.close(end)
    return found
"""
_USE_PIPES = _PIPE + "while (number() >> 16) % 2 != bit: pass"
_LOOK_AT_PIPES = _PIPE + "answer = [float((number() >> 16) % 2)]"
_BUSY = "import time\nuntil = time.time() + 0.3\nwhile bit and time.time() < until: pass"
_TIME_WORK = """
import time
began, n = time.time(), 0
while time.time() < began + 0.2: n += 1
answer = [float(-n)]
"""


def run(sandbox: Sandbox, source: str) -> Measured:
    """Return what code leaves as its answer, in a fresh worker."""
    with sandbox.worker(Limits()) as worker:
        worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
        answer = worker.ask(ValueRequest(name="answer"), **GENEROUS)
    return answer.value if isinstance(answer, Value) and isinstance(answer.value, list) else []


def cold_files(sandbox: Sandbox, bits: Sequence[int]) -> Measured:
    """One reads some files of a library, another measures how long reading takes."""
    with ExitStack() as files:
        names = [files.enter_context(library_file())["file"] for _ in bits]
        run(sandbox, f"bits, names = {bits}, {names}{_READ_FILES}")
        return [-seconds for seconds in run(sandbox, f"names = {names}{_TIME_FILES}")]


def numbers_of_pipes(sandbox: Sandbox, bits: Sequence[int]) -> Measured:
    """One makes pipes until their numbers say the bit, another looks at the number of its own."""
    found: list[float] = []
    for bit in bits[:4]:
        run(sandbox, f"bit = {bit}{_USE_PIPES}")
        found += run(sandbox, _LOOK_AT_PIPES)
    return found


def load(sandbox: Sandbox, bits: Sequence[int]) -> Measured:
    """One works or rests, another measures how much work it gets done at the same time."""
    found: list[float] = []
    with ThreadPoolExecutor(3) as threads:
        for bit in bits[:8]:
            others = [threads.submit(run, sandbox, f"bit = {bit}\n{_BUSY}") for _ in "ab"]
            found += run(sandbox, _TIME_WORK)
            for other in others:
                other.result()
    return found


CHANNELS: dict[str, Send] = {
    "clock on files that are not in memory": cold_files,
    "numbers of pipes": numbers_of_pipes,
    "load at the same time": load,
}


def errors(bits: Sequence[int], measured: Measured) -> float:
    """Return the share of bits that are read wrongly, with the best threshold there is."""
    middle = median(measured)
    thresholds = {middle, *measured}
    wrong = min(
        sum((m >= t) != bool(b) for b, m in zip(bits, measured, strict=False)) for t in thresholds
    )
    return wrong / len(measured)


def capacity(error: float) -> float:
    """Return how many bits one carries that is wrong so often."""
    if error in (0, 1):
        return 1.0
    return 1 + error * math.log2(error) + (1 - error) * math.log2(1 - error)


def main() -> None:
    tier = sys.argv[1] if len(sys.argv) > 1 else "A"
    with sandbox_of(TIERS[tier]) as sandbox:
        print(sandbox.tier)
        for name, send in CHANNELS.items():
            began, sent, wrong = time.perf_counter(), 0, 0.0
            for _ in range(ROUNDS):
                bits = [random.getrandbits(1) for _ in range(BITS)]
                measured = send(sandbox, bits)
                sent += len(measured)
                wrong += errors(bits, measured) * len(measured) if measured else 0
            seconds = time.perf_counter() - began
            error = wrong / sent if sent else 0.5
            rate = sent * capacity(error) / seconds
            print(f"{name}: {error:.0%} wrong, {rate:.1f} bits per second")


if __name__ == "__main__":
    main()
