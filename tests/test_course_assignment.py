"""Assignments: what is loaded, and every fault of a file word for word.

Tests of `course/yaml_lines.py`, `records/assignments.py`, `course/__init__.py`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.checks.call import CallCheck, as_argument
from autograder.checks.judging import judge
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError, UsageError
from autograder.records import Exchange, Fault, Limits, Observation, Text, Value
from tests.small_course import write


def load(course: Path):
    return load_assignment(find_course(course), "doubling")


def faults_of(course: Path) -> list[str]:
    with pytest.raises(AssignmentError) as caught:
        load(course)
    return [str(fault).replace(f"{course}/", "") for fault in caught.value.faults]


def test_questions_and_checks(course):
    assignment = load(course)
    (question,) = assignment.questions
    visible, hidden = question.checks
    assert (assignment.title, assignment.possible) == (Text.of(en="Doubling", ja="二倍"), 10)
    assert assignment.limits == Limits(seconds=60, question_seconds=10, memory=1 << 30)
    assert (visible.id, visible.hidden, hidden.id, hidden.hidden) == (
        "double/1",
        False,
        "double/2",
        True,
    )
    assert isinstance(hidden, CallCheck)
    assert hidden.expected[:2] == (0.0, -5.0)


def test_limits_are_read(course, edit):
    edit(
        "assignments/doubling/assignment.yaml",
        "questions:",
        "limits: {seconds: 30, question_seconds: 0.5, memory: 1.5 GiB, disk: 2MiB}\nquestions:",
    )
    assert load(course).limits == Limits(
        seconds=30, question_seconds=0.5, memory=3 << 29, disk=2 << 20
    )


def test_mistakes_are_answered_and_written_as_students_would(course):
    (mistake,) = load(course).questions[0].mistakes
    assert mistake.source == "def double(x):\n    return x * x\n"
    assert mistake.explanation == Text.of(en="You squared.", ja="二乗しています。")
    assert dict(mistake.answers)["double/1"] == (9,)


def test_a_reference_that_raises_is_our_fault(course, edit):
    edit("reference/doubling.py", "return 2 * x", "return 1 / 0")
    check = load(course).questions[0].checks[1]
    assert isinstance(check, CallCheck)
    assert check.expected == Fault(
        message="the reference doubling.double raised "
        "ZeroDivisionError: division by zero (reference/doubling.py:3)"
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("None", "the reference gives None in case 1: no answer"),
        (
            "float('nan')",
            "the reference gives float in case 1: no answer; say `nan: equal` if NaN is a right "
            "answer",
        ),
        (
            "object()",
            "the reference doubling.double has no answer in case 1: it holds something that is "
            "not plain data",
        ),
        (
            "exit(3)",
            "the reference doubling.double raised SystemExit: 3 (reference/doubling.py:3)",
        ),
    ],
)
def test_a_reference_without_an_answer_is_our_fault(course, edit, answer, said):
    edit("reference/doubling.py", "return 2 * x", f"return {answer}")
    check = load(course).questions[0].checks[1]
    given = tuple(Exchange(request=request, answer=Value(value=0)) for request in check.requests)
    observation = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=((check.id, given),),
    )
    assert judge(check, observation).finding.fault == Fault(message=said)


@pytest.mark.parametrize("init", [True, False])
def test_the_course_own_reference_is_used_with_or_without_an_init_file(course, init):
    if not init:
        for path in course.glob("reference/**/__init__.py"):
            path.unlink()
    assert load(course).questions[0].checks[1].expected[1] == -5.0


def test_an_init_file_is_run(course, edit):
    write(course / "reference/__init__.py", "FACTOR = 3\n")
    edit("reference/doubling.py", "return 2 * x", "from . import FACTOR\n    return FACTOR * x")
    assert load(course).questions[0].checks[1].expected[1] == -7.5


def test_every_fault_of_a_file_at_once(course):
    write(
        course / "assignments/doubling/assignment.yaml",
        """\
titel: x
lecture: 3
imports: [numpy, 2x]
limits: {seconds: -1, memory: 5 GB, cpu: 3}
questions:
  conv 1d:
    title: {ja: a}
    points: '3'
    checks:
      - cal: conv1d
        with: [1]
      - call: conv1d
        with: [1]
        cases: foo.bar
        give: 3
        tolerance: -1
      - value: 2x
        equals: 3
        hiden: true
      - value: x
        form: colour
      - source: f
  q: 5
  r: {title: r, points: 0, checks: []}
""",
    )
    path = "assignments/doubling/assignment.yaml"
    assert faults_of(course) == [
        f"{path}:{line}: {message}"
        for line, message in [
            (1, "`title` is missing"),
            (1, "unknown key `titel`; did you mean `title`?"),
            (2, "expected text but got lecture=3 (int)"),
            (
                3,
                "imports: expected a module's name, as an import statement has it but got '2x' "
                "(str)",
            ),
            (4, "limits: expected a number of seconds above 0 but got seconds=-1 (int)"),
            (4, "limits: expected a size such as 512 MiB or 1 GiB but got memory='5 GB' (str)"),
            (4, "limits: unknown key `cpu`"),
            (6, "expected an id of letters, digits and dashes but got `conv 1d`"),
            (7, "conv 1d, title: `en` is missing"),
            (8, "conv 1d: expected a number above 0 but got points='3' (str)"),
            (
                10,
                "conv 1d, check 1: expected a mapping with exactly one of `call`, `value`, "
                "`source`, `holds`, `judge`, `model`, `estimator`, `class`, `program`, `prints` "
                "and `figure`; did you mean `call`?",
            ),
            (
                12,
                "conv 1d, check 2: expected `gives`, `agrees_with`, `raises`, `prints` or `after`; "
                "did you mean `gives`?",
            ),
            (12, "conv 1d, check 2: only one of `with` and `cases` can be given"),
            (15, "conv 1d, check 2: unknown key `give`; did you mean `gives`?"),
            (
                16,
                "conv 1d, check 2: expected a number that is not negative, or a list or mapping "
                "of them but got tolerance=-1 (int)",
            ),
            (
                17,
                "conv 1d, check 3: expected a name that Python code can define but got "
                "value='2x' (str)",
            ),
            (19, "conv 1d, check 3: unknown key `hiden`; did you mean `hidden`?"),
            (
                21,
                "conv 1d, check 4: expected one of number, pair, list, text, dictionary but got "
                "form='colour' (str)",
            ),
            (22, "conv 1d, check 5: expected `must_use` or `must_not_use`"),
            (23, "expected a mapping with `title`, `points` and `checks` but got q=5 (int)"),
            (24, "r: expected a list of checks but got checks=[] (list)"),
            (24, "r: expected a number above 0 but got points=0 (int)"),
        ]
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "assignments/doubling/assignment.yaml",
            "doubling.numbers",
            "doubling.nubmers",
            "assignments/doubling/assignment.yaml:12: reference/cases/doubling.py has no "
            "`nubmers`; did you mean `numbers`?",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "doubling.double",
            "doublin.double",
            "assignments/doubling/assignment.yaml:11: there is no reference/doublin.py; did you "
            "mean `doubling`?",
        ),
        (
            "reference/cases/doubling.py",
            "return [",
            "return 1 / 0 and [",
            "assignments/doubling/assignment.yaml:12: doubling.numbers raised ZeroDivisionError: "
            "division by zero (reference/cases/doubling.py:4)",
        ),
        (
            "reference/cases/doubling.py",
            "(0.0,),",
            "0.0,",
            "assignments/doubling/assignment.yaml:12: doubling.numbers must return a list of "
            "tuples, one a case",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "agrees_with: doubling.double",
            "gives: 1",
            "assignments/doubling/assignment.yaml:11: `gives` fits one case, but there are 3",
        ),
        (
            "reference/mistakes/doubling.py",
            '@mistake("double"',
            '@mistake("triple"',
            "reference/mistakes/doubling.py:3: `double_squared` is a mistake in `triple`, which "
            "is not a question",
        ),
        (
            "reference/doubling.py",
            "def double",
            "def def",
            "reference/doubling.py:1: is not valid Python: invalid syntax",
        ),
        (
            "reference/doubling.py",
            "def double",
            "import nothing_of_the_kind\ndef double",
            "reference/doubling.py:1: cannot be imported: ModuleNotFoundError: No module named "
            "'nothing_of_the_kind'",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "points: 10",
            "points: 10\n    points: 5",
            "assignments/doubling/assignment.yaml:6: `points` is given twice",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "points: 10",
            "points: [",
            "assignments/doubling/assignment.yaml:7: is not valid YAML: expected the node "
            "content, but found '-'",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "points: 10",
            "points: .inf",
            "assignments/doubling/assignment.yaml:5: double: expected a finite number but got inf",
        ),
        (
            "assignments/doubling/assignment.yaml",
            "  double:",
            "  points:",
            "assignments/doubling/assignment.yaml:3: `points` is a column of scores.csv; choose "
            "another id",
        ),
        (
            "reference/cases/doubling.py",
            "(0.0,)",
            "(np.zeros(5_000_000),)",
            "assignments/doubling/assignment.yaml:12: case 1 of doubling.numbers cannot be sent to "
            "a worker: more than 8 MiB",
        ),
        (
            "reference/cases/doubling.py",
            "(0.0,)",
            "(object(),)",
            "assignments/doubling/assignment.yaml:12: case 1 of doubling.numbers cannot be sent to "
            "a worker: it holds something that is not plain data",
        ),
        (
            "reference/doubling.py",
            "def double",
            "double = 3\ndef triple",
            "assignments/doubling/assignment.yaml:11: `double` in reference/doubling.py is not a "
            "function",
        ),
        (
            "assignments/course.yaml",
            "language: en",
            "language: no",
            "assignments/course.yaml:2: expected a language tag such as en or pt-BR, in quotes if "
            'it is "no" but got language=False (bool)',
        ),
        (
            "assignments/course.yaml",
            "language: en",
            "language: pt_BR",
            "assignments/course.yaml:2: expected a language tag such as en or pt-BR, in quotes if "
            "it is \"no\" but got language='pt_BR' (str)",
        ),
    ],
)
def test_faults(course, edit, file, old, new, expected):
    edit(file, old, new)
    assert expected in faults_of(course)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "expected a mapping with `title` and `questions` but got None (nothing)"),
        (b"- 1", "expected a mapping with `title` and `questions` but got [1] (list)"),
        (b"\xff\xfe\xff", "is not UTF-8 text"),
        (b"a: \x07", "character '\\x07' is not allowed in YAML"),
    ],
)
def test_a_file_that_is_no_assignment(course, content, message):
    (course / "assignments/doubling/assignment.yaml").write_bytes(content)
    (fault,) = faults_of(course)
    assert fault.split(": ", 1)[1] == message


def test_unknown_assignment_names_the_nearest(course):
    with pytest.raises(UsageError) as caught:
        load_assignment(find_course(course), "dubling")
    assert str(caught.value) == (
        f"there is no assignment `dubling` in {course}; did you mean `doubling`?"
    )


def test_what_recognises_a_mistake_names_what_is_asked_for(course):
    path = course / "reference/mistakes/doubling.py"
    recognised = (
        "\nfrom autograder.authoring import recognised\n"
        "@recognised('double', code='double', en='Left out.', ja='抜けています。')\n"
        "def double_left_out(doubel, raised):\n    return True\n"
    )
    write(path, path.read_text("utf-8") + recognised)
    assert faults_of(course) == [
        "reference/mistakes/doubling.py:8: `double_left_out` names `doubel`, which there is not; "
        "did you mean `double`?"
    ]


def test_unknown_assignment_lists_what_there_is(course):
    with pytest.raises(UsageError) as caught:
        load_assignment(find_course(course), "xyz")
    assert str(caught.value) == f"there is no assignment `xyz` in {course}; it has: doubling"


def test_an_assignment_can_be_named_by_its_folder(course):
    path = course / "assignments/doubling"
    assert load_assignment(find_course(course), str(path)).name == "doubling"


def test_no_course(tmp_path):
    with pytest.raises(UsageError) as caught:
        find_course(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is not a course: there is no assignments/course.yaml in it; "
        "name the course's folder with --course"
    )


def test_the_course_around_the_current_folder(course, monkeypatch):
    monkeypatch.chdir(course / "reference")
    assert find_course(None).folder == course


def test_two_courses_in_one_process_keep_their_own_reference(course, tmp_path):
    other = tmp_path / "other"
    for path in course.rglob("*.*"):
        write(other / path.relative_to(course), path.read_text())
    write(other / "reference/doubling.py", "def double(x):\n    return x + 100\n")
    expected = [load(folder).questions[0].checks[1].expected[0] for folder in (course, other)]
    assert expected == [0.0, 100.0]


@pytest.mark.parametrize(
    ("literal", "kind"), [([1, 2], np.ndarray), ([[1], [2, 3]], list), (["a"], list), (3, int)]
)
def test_lists_of_numbers_travel_as_arrays(literal, kind):
    assert type(as_argument(literal)) is kind


def test_the_authors_code_runs_beside_the_assignments_files(course, edit):
    write(course / "assignments/doubling/files/factor.txt", "2")
    edit("reference/doubling.py", "def double", "import numpy as np\n\ndef double")
    edit("reference/doubling.py", "return 2 * x", "return int(np.loadtxt('factor.txt')) * x")
    edit(
        "reference/cases/doubling.py",
        "    return [(0.0,)",
        "    assert np.loadtxt('factor.txt') == 2\n    return [(0.0,)",
    )
    (question,) = load_assignment(find_course(course), "doubling").questions
    assert question.checks[1].fault is None
    assert question.checks[1].expected[1] == -5.0


def test_a_library_that_is_missing_is_named_with_what_installs_it(course, edit):
    yaml = "assignments/doubling/assignment.yaml"
    edit(yaml, "questions:", "imports: [numpy, no_such_library]\nquestions:")
    fault = f"{yaml}:2: `no_such_library` is not installed where autograder runs; install it:"
    assert faults_of(course) == [f"{fault} pip install no_such_library"]
    edit("assignments/course.yaml", "title", "libraries: pip install -r needed.txt\ntitle")
    assert faults_of(course) == [f"{fault} pip install -r needed.txt"]


def test_any_installed_library_can_be_named(course, edit):
    edit("assignments/doubling/assignment.yaml", "questions:", "imports: [PIL]\nquestions:")
    assert load(course).imports == ("PIL",)
