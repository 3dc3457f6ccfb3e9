"""Files that a program writes: read back in the worker, compared, and told in both languages.

Tests of `checks/writing.py`, `protocol/written.py` and `worker/written.py`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.checks.printing import Printing
from autograder.checks.program import ProgramCheck
from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.execution.local import LocalWorkers
from autograder.execution.observe import observe
from autograder.execution.sandboxed import Sandbox
from autograder.feedback.checks import message
from autograder.protocol.answers import answer
from autograder.protocol.records import dump
from autograder.protocol.written import MAX_WRITTEN, is_inside
from autograder.records import (
    Cell,
    FileRequest,
    Limits,
    Outcome,
    OwnFile,
    ProgramRequest,
    Ran,
    Submission,
    Written,
)
from tests.said import both
from tests.sandboxes import TIERS, sandbox_of
from tests.small_course import write
from tests.worker_driver import Worker

YAML = "assignments/doubling/assignment.yaml"

# ------------------------------------------------------------------ in the worker


def written(worker: Worker, source: str, *names: str, stale: tuple[str, ...] = ()):
    request = ProgramRequest(file="hw.py", cells=((0, source),), writes=names, stale=stale)
    return worker.ask(request, seconds=20.0, wall=40.0).written


def test_named_files_are_read_in_the_order_of_their_names(worker: Worker) -> None:
    source = (
        "import csv, os\n"
        "os.mkdir('out')\n"
        "with open('out/b.csv', 'w', newline='') as file:\n"
        "    csv.writer(file).writerows([['ä', 1], ['か', 2]])\n"
        "open('a.txt', 'w', encoding='utf-8-sig').write('first\\n')\n"
        "open('c.txt', 'w').write('nobody asks for it')\n"
    )
    assert written(worker, source, "out/b.csv", "a.txt") == (
        Written(name="out/b.csv", text="ä,1\r\nか,2\r\n"),
        Written(name="a.txt", text="first\n"),
    )


@pytest.mark.parametrize("end", ["", "raise SystemExit", "1 / 0", "import os; os.chdir('..')"])
def test_however_it_ends_what_it_left_open_is_written(worker: Worker, end: str) -> None:
    source = f"file = open('a.txt', 'w')\nprint(1, file=file)\n{end}"
    assert written(worker, source, "a.txt") == (Written(name="a.txt", text="1\n"),)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such links and pipes")
@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ("", "missing"),
        ("open('x', 'w').close()", "missing"),
        ("import os; os.mkdir('x'); os.mkdir('x/a.txt')", "folder"),
        ("import os; os.mkdir('x'); os.symlink('/etc/passwd', 'x/a.txt')", "link"),
        ("import os; os.mkdir('x'); os.symlink('nowhere', 'x/a.txt')", "link"),
        ("import os; os.mkdir('y'); os.symlink('y', 'x'); open('y/a.txt', 'w').close()", "link"),
        ("import os; os.mkdir('x'); os.mkfifo('x/a.txt')", "special"),
        ("import os; os.mkdir('x'); open('x/a.txt', 'w').truncate(10**12)", "size"),
        (f"import os; os.mkdir('x'); open('x/a.txt', 'w').write('x' * {MAX_WRITTEN + 1})", "size"),
        ("import os; os.mkdir('x'); open('x/a.txt', 'wb').write(b'\\x80')", "encoding"),
        (
            "import os; os.mkdir('x'); open('x/a.txt', 'w', encoding='cp932').write('か')",
            "encoding",
        ),
    ],
)
def test_what_is_no_text_has_its_reason(worker: Worker, source: str, lacks: str) -> None:
    assert written(worker, source, "x/a.txt") == (Written(name="x/a.txt", lacks=lacks),)


def test_as_much_as_is_read_is_read(worker: Worker) -> None:
    (whole,) = written(worker, f"open('a', 'w').write('x' * {MAX_WRITTEN})", "a")
    assert whole == Written(name="a", text="x" * MAX_WRITTEN)


def test_what_was_handed_in_is_not_there(worker: Worker) -> None:
    source = "open('b', 'a').write('new')\nopen('c', 'a').write('new')"
    for name in ("a", "b", "c"):
        worker.ask(FileRequest(name=name, content=b"old "))
    assert written(worker, source, "a", "b", "c", stale=("a", "b", "none")) == (
        Written(name="a", lacks="missing"),
        Written(name="b", text="new"),
        Written(name="c", text="old new"),
    )


OUTSIDE = ["/etc/passwd", "..", "../a", "a/../../b", "a/..", ".", "./a", "a/", "", "C:\\a", "a\nb"]


@pytest.mark.parametrize("name", [*OUTSIDE, "a\n", "a" * 201])
def test_no_other_name_is_looked_at(worker: Worker, name: str) -> None:
    assert not is_inside(name)
    assert written(worker, "", name) == (Written(name=name, lacks="special"),)


@pytest.mark.parametrize("name", ["a", "totals.csv", "out/b.txt", ".hidden", "..a", "表 1.csv"])
def test_a_name_in_the_folder_is(name: str) -> None:
    assert is_inside(name)


@pytest.fixture(scope="module", params=TIERS)
def tier(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_of(TIERS[request.param]) as sandbox:
        yield sandbox


@pytest.mark.process
def test_files_are_written_and_read_in_both_tiers(tier: Sandbox) -> None:
    source = "import os\nos.makedirs('out')\nopen('out/a', 'w').write('か')"
    request = ProgramRequest(cells=((1, source),), writes=("out/a", "out", "b"))
    with tier.worker(Limits()) as worker:
        ran = worker.ask(request, seconds=20.0, wall=40.0)
    assert ran.written == (
        Written(name="out/a", text="か"),
        Written(name="out", lacks="folder"),
        Written(name="b", lacks="missing"),
    )


# ------------------------------------------------------------------ on the wire


def test_what_a_worker_says_of_files_is_cut_and_cleaned() -> None:
    said = Written(name="n" * 300, text="\ud800" + "x" * 2 * MAX_WRITTEN)
    ran = Ran(printed="", errors="", status=0, written=(said,) * 20)
    read = answer({"Ran": dump(Ran, ran)})
    assert len(read.written) == 8
    assert read.written[0].name == "n" * 200
    assert read.written[0].text == "\\ud800" + "x" * (MAX_WRITTEN - 1)


# ------------------------------------------------------------------ judged

CHECK = ProgramCheck(
    id="q/1",
    cases=(ProgramRequest(stdin="1\n", writes=("a.csv",)),),
    expected=(),
    written=(("a,b\n1,2\n",),),
)


def ended(text: str = "", lacks=None) -> Ran:
    return Ran(
        printed="Done\n",
        errors="",
        status=0,
        written=(Written(name="a.csv", text=text, lacks=lacks),),
    )


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b \n1,2\n\n"], ids=repr
)
def test_ends_of_lines_do_not_count(text: str) -> None:
    assert judge_answers(CHECK, [ended(text)]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("changes", "ran", "en", "ja"),
    [
        (
            {},
            ended(lacks="missing"),
            "The program writes no file `a.csv`. Is the name spelled exactly so, and is it written "
            "in the folder in which the program is started?",
            "プログラムがファイル `a.csv` を書き出していません。名前がこのとおりか、"
            "プログラムを実行したフォルダーに書き出しているか、確かめてください。",
        ),
        (
            {},
            replace(ended(), written=()),
            "The program writes no file `a.csv`. Is the name spelled exactly so, and is it written "
            "in the folder in which the program is started?",
            "プログラムがファイル `a.csv` を書き出していません。名前がこのとおりか、"
            "プログラムを実行したフォルダーに書き出しているか、確かめてください。",
        ),
        (
            {},
            ended(lacks="folder"),
            "`a.csv` is a folder; the program should write a file.",
            "`a.csv` はフォルダーです。ファイルとして書き出してください。",
        ),
        (
            {},
            ended(lacks="link"),
            "`a.csv` is a link, or lies behind one; the program should write the file itself.",
            "`a.csv` はリンクか、リンクの先にあります。ファイルそのものを書き出してください。",
        ),
        (
            {},
            ended(lacks="special"),
            "`a.csv` is not an ordinary file that can be read.",
            "`a.csv` は、読むことのできる普通のファイルではありません。",
        ),
        (
            {},
            ended(lacks="size"),
            "`a.csv` holds more than 64 KiB, and no more of a file is read.",
            "`a.csv` は 64 KiB を超えています。それより大きいファイルは読みません。",
        ),
        (
            {},
            ended(lacks="encoding"),
            '`a.csv` is not text in UTF-8. Open it as in `open(…, "w", encoding="utf-8")`.',
            "`a.csv` は UTF-8 のテキストではありません。"
            '`open(…, "w", encoding="utf-8")` のように開いてください。',
        ),
        ({}, ended(" \n"), "`a.csv` is empty.", "`a.csv` には何も書かれていません。"),
        (
            {"written": (("",),)},
            ended("x"),
            "`a.csv` should be empty.",
            "`a.csv` には何も書かないでください。",
        ),
        (
            {},
            ended("a,b\n1,2\n3,4\n"),
            "Nothing more should be in `a.csv` after line 2.",
            "`a.csv` の 2 行目のあとには、何も書かないでください。",
        ),
        (
            {},
            ended("a,b\n"),
            "Something is missing after line 1 of `a.csv`.",
            "`a.csv` の 1 行目のあとに、足りないものがあります。",
        ),
        (
            {},
            ended("a,b\n1,3\n"),
            "Line 2 of `a.csv` is not as it should be.",
            "`a.csv` の 2 行目が正しくありません。",
        ),
        (
            {"printing": Printing(compare="among")},
            ended("1,2\na,b\n"),
            "This line is not in `a.csv`, or not in its place: `1,2`",
            "`a.csv` にこの行がないか、順番が違います: `1,2`",
        ),
        (
            {"printing": Printing(compare="numbers")},
            ended("a,b\n1\n"),
            "How many numbers are in `a.csv`: 1; how many there should be: 2.",
            "`a.csv` に書かれた数は 1 個です。2 個でなければなりません。",
        ),
        (
            {"printing": Printing(compare="numbers", tolerance=0.5)},
            ended("a,b\n1.4,2.6\n"),
            "Number 2 in `a.csv` is not right.",
            "`a.csv` に書かれた数のうち、2 番目が正しくありません。",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(changes, ran, en, ja):
    result = judge_answers(replace(CHECK, **changes), [ran])
    assert result.outcome is Outcome.FAILED
    assert [both(said) for said in message(result).sentences] == [(en, ja)]


def test_a_visible_file_is_told_side_by_side() -> None:
    facts = message(judge_answers(CHECK, [ended("a,b\n1,3\n")])).facts
    assert [fact.text for fact in facts] == ["python notebook.py", "1", "a,b\n1,2", "a,b\n1,3"]
    assert [fact.marks for fact in facts[2:]] == [((6, 7),), ((6, 7),)]


@pytest.mark.parametrize("ran", [ended("secret"), ended(lacks="encoding"), ended()])
def test_of_a_hidden_file_only_the_outcome_is_told(ran: Ran) -> None:
    told = message(judge_answers(replace(CHECK, hidden=True), [ran]))
    assert told.facts == ()
    assert [both(said) for said in told.sentences] == [
        (
            "In a hidden run, the program does not do what it should.",
            "非公開の実行で、プログラムが正しく動きませんでした。",
        )
    ]


def test_what_is_printed_is_told_before_what_is_written() -> None:
    result = judge_answers(replace(CHECK, expected=("Fine\n",)), [ended(lacks="missing")])
    assert [both(said)[0] for said in message(result).sentences] == [
        "Line 1 of what is printed is not as it should be."
    ]


# ------------------------------------------------------------------ the whole way

PROGRAM = """
import sys
total = sum(map(int, sys.stdin))
with open("totals.csv", "w") as file:
    print("total", total, sep="\\n", file=file)
print("Written")
"""
CASES = """
def dialogues():
    return [("1\\n2\\n",), ("",), ("5\\n", "-v")]
"""
REFERENCE = """
def totals(stdin, *arguments):
    return {"totals.csv": f"total\\n{sum(map(int, stdin.split()))}\\n"}
"""
CHECKS = """\
      - program: []
        stdin: |
          3
          4
        writes: {totals.csv: "total\\n7\\n"}
      - program: []
        cases: doubling.dialogues
        agrees_with: doubling.totals
        writes: [totals.csv]
        hidden: true
"""


@pytest.fixture
def totals(course):
    write(course / "reference/doubling.py", REFERENCE)
    write(course / "reference/cases/doubling.py", CASES)
    write(course / "reference/mistakes/doubling.py", "")
    text = (course / YAML).read_text()
    write(course / YAML, text[: text.index("      - call")] + CHECKS)
    return course


def checks(course):
    return load_assignment(find_course(course), "doubling").questions[0].checks


def test_files_come_from_the_yaml_or_the_reference(totals):
    visible, hidden = checks(totals)
    assert visible.cases == (ProgramRequest(stdin="3\n4\n", writes=("totals.csv",)),)
    assert (visible.expected, visible.written) == ((), (("total\n7\n",),))
    assert hidden.cases[2] == ProgramRequest(stdin="5\n", arguments=("-v",), writes=("totals.csv",))
    assert hidden.written == (("total\n3\n",), ("total\n0\n",), ("total\n5\n",))
    assert hidden.expected == ()


def test_what_a_reference_prints_besides_counts_too(totals):
    says = '    print("Written" if stdin else "")\n    return {'
    write(totals / "reference/doubling.py", REFERENCE.replace("    return {", says))
    assert checks(totals)[1].expected == ("Written\n", "\n", "Written\n")


def graded(course, tmp_path, source, files=()):
    assignment = load_assignment(find_course(course), "doubling")
    cells = (Cell(kind="code", source=source),)
    submission = Submission(name="s", path=tmp_path / "hw.py", cells=cells, sha256="0", files=files)
    observation = observe(assignment, submission, LocalWorkers(("numpy",)))
    return [
        judge_answers(check, observation.answers(check.id)).outcome
        for check in assignment.questions[0].checks
    ]


@pytest.mark.process
def test_a_program_that_writes_is_right(totals, tmp_path):
    assert graded(totals, tmp_path, PROGRAM) == [Outcome.PASSED, Outcome.PASSED]


@pytest.mark.process
def test_a_file_that_was_handed_in_is_not_taken_for_one_that_is_written(totals, tmp_path):
    content = b"total\n7\n"
    file = OwnFile(
        name="totals.csv",
        sha256=hashlib.sha256(content).hexdigest(),
        path=tmp_path / "totals.csv",
        content=content,
    )
    found = graded(totals, tmp_path, "print('Written')", (file,))
    assert found == [Outcome.FAILED, Outcome.FAILED]


OUTSIDE_THE_FOLDER = "expected a file in the program's folder such as totals.csv or out/totals.csv"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            '{totals.csv: "total\\n7\\n"}',
            "totals.csv",
            0,
            "expected files with their texts, or a list of names, 1 to 8 "
            "but got writes='totals.csv' (str)",
        ),
        (
            '{totals.csv: "total\\n7\\n"}',
            "{}",
            0,
            "expected files with their texts, or a list of names, 1 to 8 but got writes={} (dict)",
        ),
        (
            '{totals.csv: "total\\n7\\n"}',
            "{totals.csv: 7}",
            0,
            'expected text, in quotes if it is a number, as in "3" but got totals.csv=7 (int)',
        ),
        (
            '{totals.csv: "total\\n7\\n"}',
            "{../totals.csv: a}",
            0,
            f"{OUTSIDE_THE_FOLDER} but got `../totals.csv`",
        ),
        (
            "[totals.csv]",
            "[/tmp/totals.csv]",
            4,
            f"writes: {OUTSIDE_THE_FOLDER} but got '/tmp/totals.csv' (str)",
        ),
        (
            "[totals.csv]",
            "[a, a]",
            4,
            "expected files with their texts, or a list of names, 1 to 8 "
            "but got writes=['a', 'a'] (list)",
        ),
        (
            '{totals.csv: "total\\n7\\n"}',
            "[totals.csv]",
            0,
            "names alone need `agrees_with`; or write `writes: {totals.csv: text}`",
        ),
        (
            "[totals.csv]",
            "{totals.csv: a}",
            4,
            "`agrees_with` brings the texts; write `writes: [totals.csv]`",
        ),
        (
            "agrees_with: doubling.totals\n        writes: [totals.csv]",
            "writes: {totals.csv: a}",
            3,
            "`writes` with texts fits one case, but there are 3",
        ),
        (
            '"total\\n7\\n"',
            '"' + "x" * (MAX_WRITTEN + 1) + '"',
            0,
            "no more than 64 KiB of a file are read",
        ),
    ],
)
def test_a_wrong_form_gets_line_and_cure(totals, edit, old, new, line, said):
    lines = (totals / YAML).read_text().splitlines()
    first = next(n for n, text in enumerate(lines, 1) if "writes: {" in text)
    edit(YAML, old, new)
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(totals), "doubling")
    where = f"{totals / YAML}:{first + line}: "
    told = [one for one in str(refused.value).split("\n") if where in one]
    assert [one for one in told if one.endswith(said)], refused.value


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        (
            '"total"',
            "the reference doubling.totals must return the texts of the files, "
            '{"totals.csv": text}, in case 1 too',
        ),
        (
            '{"totals.csv": 7}',
            "the reference doubling.totals must return the texts of the files, "
            '{"totals.csv": text}, in case 1 too',
        ),
        (
            '{"totals.csv": "a", "b": "c"} if arguments else {"totals.csv": "a"}',
            "the reference doubling.totals must return the texts of the files, "
            '{"totals.csv": text}, in case 3 too',
        ),
        (
            '{"totals.csv": "x" * 100_000}',
            "the reference doubling.totals returns too much in case 1: "
            "no more than 64 KiB of a file are read",
        ),
    ],
)
def test_a_reference_that_returns_no_texts_is_our_fault(totals, returned, said):
    write(totals / "reference/doubling.py", f"def totals(stdin, *arguments): return {returned}")
    assert checks(totals)[1].fault.message == said
