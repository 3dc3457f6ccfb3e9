"""Nothing that is handed out or installed gives away a hidden check, a quiz value, an answer.

Tests of `handout/mistakes.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authors.apart import in_processes
from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.handout.checks_file import NAME
from autograder.handout.writing import hand_out
from autograder.protocol.values import encode
from autograder.records import LANGUAGES, Assignment
from autograder.values import numbers
from tests import secrets
from tests.paths import ROOT
from tests.wheels import build_wheel, texts_of_wheel

NAMES = find_course(ROOT).assignments


@pytest.fixture(scope="module")
def assignments() -> dict[str, Assignment]:
    course = find_course(ROOT)
    return {name: in_processes(load_assignment(course, name), None) for name in NAMES}


@pytest.fixture(scope="module", params=[(n, lang) for n in NAMES for lang in LANGUAGES], ids=str)
def given(request, assignments, tmp_path_factory) -> tuple[Assignment, Path]:
    """An assignment, and a folder with its handout."""
    name, language = request.param
    assignment, folder = assignments[name], tmp_path_factory.mktemp(name)
    cells = read_master(assignment.folder).handout(language)
    hand_out(assignment, cells, language, "akapen", folder)
    return assignment, folder


def text_of(folder: Path) -> str:
    """Everything in a handout as one text, JSON as what it stands for."""
    texts = [p.read_text("utf-8") for p in folder.iterdir() if p.suffix not in (".json", ".ipynb")]
    for path in (p for p in folder.iterdir() if p.suffix in (".json", ".ipynb")):
        texts += strings(json.loads(path.read_text("utf-8")))
    return "\n".join(texts)


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from part
        yield from (text for value in part.values() for text in strings(value))
    elif isinstance(part, list):
        yield from (text for value in part for text in strings(value))


def nodes(part: Any) -> Iterator[str]:
    """Every list in a document, as text by which it can be compared."""
    if isinstance(part, dict):
        yield from (node for value in part.values() for node in nodes(value))
    elif isinstance(part, list):
        yield json.dumps(part)
        yield from (node for value in part for node in nodes(value))


def test_it_is_what_students_need(given):
    assignment, folder = given
    name = assignment.name
    files = {path.name for path in folder.iterdir()}
    assert files == {f"{name}.ipynb", f"{name}.py", "README.md", "checks.json"}


def test_no_line_of_the_reference_of_mistakes_or_of_the_solution(given):
    assignment, folder = given
    text, spoken = text_of(folder), secrets.spoken(assignment)
    lines = secrets.reference_lines() | secrets.solution_lines(assignment)
    assert [line for line in lines if line in text and line not in spoken] == []
    assert [name for name in secrets.mistake_names() if name in text] == []
    assert "SOLUTION" not in text


def test_no_hidden_input_and_no_hidden_answer(given):
    assignment, folder = given
    found = set(nodes(json.loads((folder / NAME).read_text("utf-8"))))
    hidden = [(id_, value, spelled(value)) for id_, value in secrets.hidden_values(assignment)]
    assert [(id_, value) for id_, value, node in hidden if node in found] == []


def spelled(value: object) -> str:
    """A value as a document has it; the arguments of a call are a list of nodes there."""
    return json.dumps([encode(v) for v in value] if isinstance(value, list) else encode(value))


def test_no_hidden_property_and_no_name_of_one(given):
    assignment, folder = given
    text = text_of(folder)
    assert [name for name in secrets.hidden_functions(assignment) if name in text] == []
    yaml = (assignment.folder / "assignment.yaml").read_text("utf-8")
    cases = re.findall(r"cases: (\S+)", yaml) + re.findall(r"agrees_with: (\S+)", yaml)
    assert [name for name in cases if name in text] == []


def test_no_quiz_value_in_any_form(given):
    assignment, folder = given
    document = json.loads((folder / NAME).read_text("utf-8"))
    quiz = [c for c in secrets.hidden(assignment) if isinstance(c, ValueCheck)]
    for question in document["assignment"]["questions"]:
        assert not any("ValueCheck" in check for check in question["checks"])
        ids = {fields["id"] for check in question["checks"] for fields in check.values()}
        answered = {check for mistake in question["mistakes"] for check, _ in mistake["answers"]}
        assert answered <= ids
    text = text_of(folder)
    assert [c.name for c in quiz if is_given(c.name, c.expected, text)] == []


def is_given(name: str, value: object, text: str) -> bool:
    """Whether a text assigns the value to the name, or tells it in the same breath."""
    spelled = str(value).replace("-", "[-−]?").replace(".", r"\.")
    array = numbers(value)
    if array is not None and array.ndim:
        spelled = r"\D+".join(str(number) for number in np.ravel(array).tolist())
    return re.search(rf"\b{name}\b`?\s*(?:=|is|は|が|:)\s*[\[(`]*{spelled}", text) is not None


def test_a_leak_would_be_seen(given):
    assignment, _ = given
    quiz = [c for c in secrets.hidden(assignment) if isinstance(c, ValueCheck)]
    for check in quiz:
        if not isinstance(check.expected, dict):
            assert is_given(check.name, check.expected, f"{check.name} = {check.expected}")


@pytest.mark.process
def test_the_wheel_holds_nothing_of_the_course(assignments, tmp_path_factory):
    texts = texts_of_wheel(build_wheel(tmp_path_factory.mktemp("wheel")))
    assert all(name.startswith(("autograder/", "akapen-")) for name in texts)
    everything = "\n".join(texts.values())
    assert [name for name in secrets.mistake_names() if name in everything] == []
    functions = {f for a in assignments.values() for f in secrets.hidden_functions(a)}
    assert [name for name in functions if f"def {name}(" in everything] == []
    for assignment in assignments.values():
        lines = secrets.solution_lines(assignment)
        assert [line for line in lines if f"\n    {line}\n" in everything] == []
