"""Hidden inputs do not reach what a student reads, however a submission gets to run once more."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.batch import Batch, grade
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Threads
from autograder.execution.sandboxed import Sandbox
from autograder.store.output import OutputFolder
from tests.small_course import write

pytestmark = [pytest.mark.hostile, pytest.mark.process]

CANARY = 86753.0625
CASES = f"def numbers():\n    return [({CANARY},), *((float(n),) for n in range(9))]\n"
TELLS = "HIDDEN INPUTS"
ENDS = {
    "kills itself": "os.kill(os.getpid(), 9)",
    "waits": "import time; time.sleep(90)",
    "hangs up": "os.closerange(3, 99)",
}

#: Writes bits into the page cache of library files, and reads them there.
PAGE_CACHE = """
import os, struct, sys

def files(n):
    root = [p for p in sys.path if p.endswith("site-packages")][0] + "/tensorflow/include"
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.getsize(path) > 0:
                found.append(path)
            if len(found) >= n:
                return found
    return found

def probe(path):
    fd = os.open(path, os.O_RDONLY)
    try:
        os.preadv(fd, [bytearray(1)], 0, os.RWF_NOWAIT)
        return 1
    except BlockingIOError:
        return 0
    finally:
        os.close(fd)

def put(path, bit):
    fd = os.open(path, os.O_RDONLY)
    if bit:
        os.pread(fd, 1, 0)
    else:
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(fd)

MAGIC = {magic}
PLACES = files(128)
FOUND = False
try:
    bits = [probe(path) for path in PLACES]
    words = [sum(b << i for i, b in enumerate(bits[k * 64 : k * 64 + 64])) for k in range(2)]
    FOUND = words[0] == MAGIC
except OSError:
    pass
if FOUND:
    print("{tells}", struct.unpack("<d", struct.pack("<Q", words[1]))[0])
    for path, bit in zip(PLACES, bits):
        put(path, bit)

def double(x):
    if not FOUND and float(x) == {canary}:
        for k, word in enumerate([MAGIC, struct.unpack("<Q", struct.pack("<d", x))[0]]):
            for i in range(64):
                put(PLACES[k * 64 + i], word >> i & 1)
        {end}
    return 2 * x
"""


def page_cache(end: str) -> str:
    """Return the attack; none reads what an earlier test has left."""
    magic = random.getrandbits(64)
    return PAGE_CACHE.format(tells=TELLS, canary=CANARY, end=end, magic=magic)


#: Counts processes up to a number that stands for the input, and shows its own.
PROCESS_NUMBERS = """
import os, threading

print("process", os.getpid() % 256)

def double(x):
    if float(x) == {canary}:
        for _ in range(5000):
            thread = threading.Thread(target=lambda: None)
            thread.start()
            thread.join()
            if thread.native_id % 256 == 77:
                break
        {end}
    return 2 * x
"""

Outputs = Callable[..., str]


@pytest.fixture
def outputs(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outputs:
    """Grade an attack, and return what its executed notebook and feedback show."""
    write(course / "reference/cases/doubling.py", CASES)
    for module in ("budget", "runner", "session"):
        place = f"autograder.execution.{module}.wall_limit"
        monkeypatch.setattr(place, lambda seconds: 0.1 * seconds + 0.5)

    def grade_attack(source: str, *, fresh: bool = False) -> str:
        write(tmp_path / "class/mallory.py", source)
        assignment = load_assignment(find_course(course), "doubling")
        found = find_submissions([tmp_path / "class"], "doubling").submissions
        output = OutputFolder(
            tmp_path / "out", "doubling", [submission.name for submission in found]
        )
        batch = Batch(assignment=assignment, submissions=found, language="en", fresh=fresh)
        with Sandbox(assignment.imports) as sandbox:
            grade(batch, output, Threads(sandbox), lambda result: None)
        cells = json.loads((tmp_path / "out/executed/mallory.ipynb").read_bytes())["cells"]
        told = (tmp_path / "out/feedback/mallory.md").read_text("utf-8")
        return json.dumps([cell.get("outputs") for cell in cells]) + told

    return grade_attack


def forget_the_second_phase(folder: Path) -> None:
    """Leave the record as where the grader was killed after the first phase was sealed."""
    record = folder / "out/observations/mallory.json"
    document = json.loads(record.read_text("ascii"))
    first = [known for known in document["observation"]["exchanges"] if known[0] == "double/1"]
    document["observation"]["exchanges"] = first
    record.write_text(json.dumps(document), "ascii")


@pytest.mark.family
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_hidden_inputs_do_not_come_back_through_the_page_cache(
    outputs: Outputs, end: str, tmp_path: Path
) -> None:
    source = page_cache(end)
    assert TELLS not in outputs(source)
    forget_the_second_phase(tmp_path)
    assert TELLS not in outputs(source)
    assert TELLS not in outputs(source)


def test_the_page_cache_tells_nothing_to_another_run_either(outputs: Outputs) -> None:
    source = page_cache(ENDS["kills itself"])
    assert TELLS not in outputs(source)
    assert TELLS not in outputs(source, fresh=True)
    assert TELLS not in outputs(source, fresh=True)


def numbers_shown(told: str) -> set[str]:
    """Return the numbers of processes that are shown."""
    return set(re.findall(r"process ([0-9]+)", told))


@pytest.mark.family
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_hidden_inputs_do_not_come_back_as_numbers_of_processes(
    outputs: Outputs, end: str, tmp_path: Path
) -> None:
    """Repeated alone within a run, in a later run, resumed after a kill, and with `--fresh`."""
    source = PROCESS_NUMBERS.format(canary=CANARY, end=end)
    first = outputs(source)
    (shown,) = numbers_shown(first)  # that of before any hidden request, sealed
    assert shown != "78"
    assert numbers_shown(outputs(source)) == {shown}
    forget_the_second_phase(tmp_path)
    assert numbers_shown(outputs(source)) == {shown}
    assert "78" not in numbers_shown(outputs(source, fresh=True))
