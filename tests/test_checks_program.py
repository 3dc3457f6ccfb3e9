"""Programs: run as `python file.py` runs them, one worker a case, told in both languages.

Tests of `worker/whole_program.py`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.checks.program import ProgramCheck
from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.execution.local import LocalWorkers
from autograder.execution.observe import observe
from autograder.execution.session import Session
from autograder.feedback.cells import cell_feedback
from autograder.feedback.checks import message
from autograder.records import Cell, Outcome, ProgramRequest, Raised, Ran, Stopped, Submission
from autograder.records.groups import check_groups
from tests.said import both, sentences
from tests.small_course import write
from tests.worker_driver import Worker

YAML = "assignments/doubling/assignment.yaml"


def ran(worker: Worker, source: str, stdin: str = "", *arguments: str, file: str = "hw.py"):
    request = ProgramRequest(stdin=stdin, arguments=arguments, file=file, cells=((0, source),))
    return worker.ask(request, seconds=20.0, wall=40.0)


# ------------------------------------------------------------------ in the worker


def test_a_program_reads_prints_and_ends(worker: Worker) -> None:
    source = (
        "import sys, atexit\n"
        "from sys import stdout\n"
        "atexit.register(print, 'bye')\n"
        "name = input('Name? ')\n"
        "print('Hello', name, sys.argv, __name__)\n"
        "print(sum(map(int, sys.stdin)))\n"
        "stdout.write('x\\n')\n"
        "print('hm', file=sys.stderr)\n"
    )
    found = ran(worker, source, "Ada\n1\n2\n", "-v", "3 4")
    assert found.printed == ("Name? Hello Ada ['hw.py', '-v', '3 4'] __main__\n3\nx\nbye\n")
    assert (found.errors, found.status, found.raised) == ("hm\n", 0, None)


def test_it_stops_at_the_first_error(worker: Worker) -> None:
    found = ran(worker, "print(1)\nx = 1 / 0\nprint(2)")
    assert (found.printed, found.status, found.raised.type) == ("1\n", 1, "ZeroDivisionError")
    assert [(f.file, f.line) for f in found.raised.frames] == [("hw.py", 2)]
    assert found.errors == "hw.py, line 2\n    x = 1 / 0\nZeroDivisionError: division by zero\n"


@pytest.mark.parametrize(
    ("leaving", "status", "errors"),
    [
        ("raise SystemExit", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("exit(-1)", 255, ""),
        ("import sys; sys.exit('usage: hw.py')", 1, "usage: hw.py\n"),
    ],
)
def test_exit_is_no_error(worker: Worker, leaving: str, status: int, errors: str) -> None:
    found = ran(worker, f"print(1)\n{leaving}\nprint(2)")
    assert (found.printed, found.status, found.errors) == ("1\n", status, errors)
    assert found.raised is None


def test_what_cannot_be_compiled_is_an_error_of_its_line(worker: Worker) -> None:
    found = ran(worker, "print(1)\nprint(")
    assert (found.printed, found.raised.type, found.raised.frames[0].line) == ("", "SyntaxError", 2)


def test_nothing_is_left_to_read(worker: Worker) -> None:
    found = ran(worker, "input()\ninput()", "one line")
    assert (found.raised.type, found.status) == ("EOFError", 1)


def test_a_notebook_runs_cell_by_cell(worker: Worker) -> None:
    request = ProgramRequest(cells=((3, "x = int(input())"), (1, "print(x)\nx.y")), stdin="4")
    found = worker.ask(request, seconds=20.0, wall=40.0)
    assert (found.printed, found.raised.frames[0].cell) == ("4\n", 1)


def test_a_program_without_end_is_stopped(worker: Worker) -> None:
    source = "while True: pass"
    request = ProgramRequest(file="hw.py", cells=((0, source),))
    assert worker.ask(request, seconds=0.2, wall=20.0).reason == "cpu"


# ------------------------------------------------------------------ judged

CHECK = ProgramCheck(
    id="q/1",
    cases=(ProgramRequest(stdin="3\n4\n", arguments=("-v",)),),
    expected=("Sum: 7\n",),
)
FINE = Ran(printed="Sum: 7\n", errors="", status=0)
ERROR = Raised(type="ValueError", message="no", kinds=("ValueError",))


@pytest.mark.parametrize(
    ("changes", "answer", "outcome", "en", "ja"),
    [
        ({}, FINE, Outcome.PASSED, None, None),
        ({}, replace(FINE, errors="a warning"), Outcome.PASSED, None, None),
        (
            {},
            replace(FINE, printed="Sum: 8\n"),
            Outcome.FAILED,
            "Line 1 of what is printed is not as it should be.",
            "表示された内容の 1 行目が正しくありません。",
        ),
        (
            {},
            replace(FINE, status=2),
            Outcome.FAILED,
            "The program ends with exit status 2; it should be 0.",
            "プログラムの終了ステータスは 2 でした。0 でなければなりません。",
        ),
        (
            {},
            replace(FINE, status=1, raised=ERROR),
            Outcome.RAISED,
            "The code stops with `ValueError`: `no`",
            "`ValueError` で止まります: `no`",
        ),
        ({"exits": 1}, replace(FINE, status=1, raised=ERROR), Outcome.PASSED, None, None),
        ({"expected": (), "matches": r"^Sum: \d$"}, FINE, Outcome.PASSED, None, None),
        (
            {"expected": (), "matches": "^Total"},
            FINE,
            Outcome.FAILED,
            "No line of what is printed matches `^Total`.",
            "表示された行の中に、パターン `^Total` に合うものがありません。",
        ),
        ({}, Stopped(reason="cpu", limit=10), Outcome.TIMED_OUT, None, None),
    ],
)
def test_what_a_program_does_is_judged(changes, answer, outcome, en, ja):
    result = judge_answers(replace(CHECK, **changes), [answer])
    assert result.outcome is outcome
    if en:
        told = both(message(result).sentences[0])
        assert told[0] == en
        if outcome is Outcome.FAILED:
            assert told[1] == ja


def test_a_visible_case_is_told_with_command_input_and_both_outputs():
    result = judge_answers(CHECK, [replace(FINE, printed="Sum: 8\n")])
    facts = message(result).facts
    assert [both(fact.label) for fact in facts[:2]] == [("Command", "コマンド"), ("Input", "入力")]
    assert [fact.text for fact in facts] == ["python notebook.py -v", "3\n4", "Sum: 7", "Sum: 8"]


def test_of_a_hidden_case_only_the_outcome_is_told():
    secret = replace(CHECK, hidden=True, cases=(ProgramRequest(stdin="secret"),))
    told = message(judge_answers(secret, [replace(FINE, printed="secret")]))
    assert told.facts == ()
    assert [both(said) for said in told.sentences] == [
        (
            "In a hidden run, the program does not do what it should.",
            "非公開の実行で、プログラムが正しく動きませんでした。",
        )
    ]


# ------------------------------------------------------------------ the whole way

PROGRAM = """
import sys
print("Sum:", sum(map(int, sys.stdin)))
"""
CASES = """
def dialogues():
    return [("1\\n2\\n",), ("",), ("5\\n", "-v")]
"""
REFERENCE = """
def dialogue(stdin, *arguments):
    print("Sum:", sum(map(int, stdin.split())))
"""
CHECKS = """\
      - program: [-v, 3]
        stdin: |
          3
          4
        prints: "Sum: 7"
      - program: []
        cases: doubling.dialogues
        agrees_with: doubling.dialogue
        hidden: true
"""


@pytest.fixture
def adding(course):
    write(course / "reference/doubling.py", REFERENCE)
    write(course / "reference/cases/doubling.py", CASES)
    write(course / "reference/mistakes/doubling.py", "")
    text = (course / YAML).read_text()
    write(course / YAML, text[: text.index("      - call")] + CHECKS)
    return course


def test_cases_and_their_outputs_come_from_the_course(adding):
    visible, hidden = load_assignment(find_course(adding), "doubling").questions[0].checks
    assert visible.cases == (ProgramRequest(stdin="3\n4\n", arguments=("-v", "3")),)
    assert hidden.cases[2] == ProgramRequest(stdin="5\n", arguments=("-v",))
    assert hidden.expected == ("Sum: 3\n", "Sum: 0\n", "Sum: 5\n")


@pytest.mark.process
def test_each_case_is_run_in_a_worker_of_its_own(adding, tmp_path):
    assignment = load_assignment(find_course(adding), "doubling")
    once = "import os\nassert not os.path.exists('trace')\nopen('trace', 'w').close()"
    cells = (Cell(kind="code", source=once + PROGRAM),)
    submission = Submission(name="s", path=tmp_path / "hw.py", cells=cells, sha256="0")
    observation = observe(assignment, submission, LocalWorkers(("numpy",)))
    results = [
        judge_answers(check, observation.answers(check.id))
        for check in assignment.questions[0].checks
    ]
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.PASSED]
    assert [exchange.request.cells for exchange in observation.record("double/1")] == [()]
    assert [group.hidden for group in check_groups(assignment)] == [False, True]


@pytest.mark.process
def test_that_cells_find_nothing_to_read_is_not_told(adding, tmp_path):
    assignment = load_assignment(find_course(adding), "doubling")
    cells = (Cell(kind="code", source="print('Sum:', int(input()) + int(input()))"),)
    submission = Submission(name="s", path=tmp_path / "hw.py", cells=cells, sha256="0")
    with Session(assignment, submission, LocalWorkers(("numpy",))) as session:
        session.run([group for group in check_groups(assignment) if not group.hidden])
        observation = session.observation
    assert observation.runs[0].raised.type == "EOFError"
    assert cell_feedback(observation) == ()
    assert observation.answers("double/1")[0].printed == "Sum: 7\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[-v, 3]", "-v", "expected a list of arguments, [] for none but got program='-v' (str)"),
        (
            "stdin: |\n          3\n          4",
            "stdin: 3",
            'expected text, in quotes if it is a number, as in "3" but got stdin=3 (int)',
        ),
        (
            'prints: "Sum: 7"',
            "prints: 7",
            'expected text, in quotes if it is a number, as in "3" but got prints=7 (int)',
        ),
        (
            'prints: "Sum: 7"',
            "exits: 300",
            "expected a whole number from 0 to 255 but got exits=300 (int)",
        ),
        (
            'prints: "Sum: 7"',
            "matches: '('",
            "`matches` is not a regular expression: missing ), "
            "unterminated subpattern at position 0",
        ),
        (
            '        prints: "Sum: 7"\n',
            "",
            "expected `prints`, `agrees_with`, `writes`, `matches` or `exits`",
        ),
        (
            'prints: "Sum: 7"',
            "agrees_with: doubling.dialogue",
            "expected `cases`, because of `agrees_with`",
        ),
        ("program: []", "program: [-v]", "`cases` brings the arguments; write `program: []`"),
        ('prints: "Sum: 7"', 'print: "7"', "unknown key `print`; did you mean `prints`?"),
    ],
)
def test_a_wrong_form_gets_line_and_cure(adding, edit, old, new, said):
    edit(YAML, old, new)
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(adding), "doubling")
    lines = str(refused.value).split("\n")
    assert any(line.startswith(f"{adding / YAML}:") and line.endswith(said) for line in lines)


@pytest.mark.parametrize("cases", ["[(1,)]", "[()]", "[('a', 2)]"])
def test_cases_are_texts(adding, cases):
    write(adding / "reference/cases/doubling.py", f"def dialogues(): return {cases}")
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(adding), "doubling")
    assert "doubling.dialogues must return a list of tuples of texts" in str(refused.value)


def test_a_reference_that_gives_no_text_is_our_fault(adding):
    write(adding / "reference/doubling.py", "def dialogue(stdin, *arguments): return 7")
    hidden = load_assignment(find_course(adding), "doubling").questions[0].checks[1]
    assert hidden.fault.message == (
        "the reference doubling.dialogue must return the text that is printed"
    )
    assert sentences(message(judge_answers(CHECK, [FINE])), "en") == ()
