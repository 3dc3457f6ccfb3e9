"""Every file of what runs in several processes says in its first line in which of them it lives."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

ROOMS = ("protocol", "sandbox", "execution", "doctor", "worker", "reading")
FILES = sorted(path for room in ROOMS for path in (ROOT / "autograder" / room).rglob("*.py"))
FORM = re.compile(
    r"(Grader|Template|Worker|Notebook|Probe|Reader)(?: and (template|worker|reader))?: "
    r"[A-Z`].*[^.:]\.?"
)


def processes(path: Path) -> set[str]:
    """Return the processes that a file says it lives in, none where it does not say it."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    said = FORM.fullmatch(docstring.partition("\n")[0])
    return {name.lower() for name in said.groups() if name} if said else set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "autograder")))
def test_a_file_says_in_which_process_it_lives(path: Path) -> None:
    assert processes(path)


@pytest.mark.process
def test_a_template_loads_nothing_of_the_grader_alone() -> None:
    """But for packages, which are imported on the way to what is in them."""
    program = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "import autograder.sandbox.jail.template\n"
        "print(json.dumps([m.__file__ for n, m in sys.modules.items() if n[:11] == 'autograder.']))"
    )
    command = [sys.executable, "-c", program, str(ROOT)]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    loaded = {Path(file) for file in json.loads(printed)} & set(FILES)
    assert len(loaded) > 30
    alone = {"grader"}, {"notebook"}, {"probe"}
    assert [p for p in sorted(loaded) if processes(p) in alone and p.stem != "__init__"] == []
