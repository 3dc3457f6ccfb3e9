"""Errors that many submissions share: which are told, and in which words.

Tests of `reports/shared_errors.py`, `store/shared_errors.py`, `records/shared_errors.py`.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from autograder.batch import Batch, grade, open_output
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.execution.places import Threads
from autograder.records import CallRequest, CellRun, Exchange, Frame, Observation, Raised, Value
from autograder.reports.shared_errors import ErrorsOfBatch, shared_error_sentence
from autograder.reports.site import report
from autograder.store.shared_errors import SHARED_ERRORS_FILE, read_shared_errors
from tests.said import both
from tests.small_course import write


def raised(message="bad shape (3, 1)", source="  z = float(b)", type_="TypeError"):
    frame = Frame(cell=1, line=2, function="f", source=source)
    return Raised(type=type_, message=message, frames=(frame,))


def observed(*errors, in_a_cell=False):
    request = CallRequest(name="f", arguments=())
    answers = errors or (Value(value=1),)
    return Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(("numpy", "2.4.6"), ("python", "3.11.7")),
        runs=tuple(CellRun(cell=1, outputs=(), raised=e) for e in errors if in_a_cell),
        exchanges=() if in_a_cell else (
            ("q/1", tuple(Exchange(request=request, answer=a) for a in answers)),
        ),
    )  # fmt: skip


@pytest.fixture
def shared(course):
    assignment = load_assignment(find_course(course), "doubling")

    def of(*observations):
        errors = ErrorsOfBatch()
        names = [f"s{number}" for number in range(len(observations))]
        for name, observation in reversed(list(zip(names, observations, strict=True))):
            errors.add(name, observation)  # in whatever order they are done
        return errors.shared(assignment, names)

    return of


def test_an_error_at_one_line_of_many_is_told_with_the_versions(shared):
    others = [observed(), observed(), None]
    many = [raised(f"bad shape ({n}, 1)", " " * n + "z =  float(b)") for n in (3, 4, 5)]
    found = shared(*map(observed, many), *others)
    (error,) = found.errors
    assert (error.submissions, found.ran) == (("s0", "s1", "s2"), 5)
    assert both(shared_error_sentence(error, found)) == (
        "The same error in 3 of 5 submissions, at `z = float(b)`: `TypeError: bad shape (3, 1)`. "
        "Graded with numpy 2.4.6, python 3.11.7: does a version refuse what was right before?",
        "5 件の提出物のうち 3 件が、`z = float(b)` の行で同じエラーになりました: "
        "`TypeError: bad shape (3, 1)`。採点した環境は numpy 2.4.6, python 3.11.7 です。"
        "以前は動いていた書き方が、このバージョンで使えなくなっていないか確かめてください。",
    )


@pytest.mark.parametrize(
    "errors",
    [
        [raised(), raised()],
        [raised(), raised(), raised(source="y = float(b)")],
        [raised(), raised(), raised("another message")],
        [raised(), raised(), raised(type_="ValueError")],
        [Raised(type="TypeError", message="of ours")] * 3,
    ],
)
def test_two_or_different_errors_are_not(shared, errors):
    assert shared(*map(observed, errors)).errors == ()


@pytest.mark.parametrize(
    ("type_", "source"),
    [
        ("SyntaxError", "print x"),
        ("NameError", "np.zeros(3)"),
        ("ZeroDivisionError", "1 / n"),
        ("IndexError", "a[3]"),
        ("KeyError", "d['x']"),
        ("TypeError", "raise TypeError('no')"),
        ("AssertionError", "assert x == 1"),
    ],
)
def test_of_versions_only_where_a_library_may_have_refused_something(shared, type_, source):
    found = shared(*[observed(raised("m", source, type_))] * 3)
    (error,) = found.errors
    assert both(shared_error_sentence(error, found)) == (
        f"The same error in 3 of 3 submissions, at `{source}`: `{type_}: m`.",
        f"3 件の提出物のうち 3 件が、`{source}` の行で同じエラーになりました: `{type_}: m`。",
    )


@pytest.mark.parametrize(
    "type_",
    [
        *("TypeError", "AttributeError", "ImportError", "ModuleNotFoundError", "ValueError"),
        *("AxisError", "InvalidArgumentError", "DeprecationWarning"),
    ],
)
def test_of_versions_where_one_may_have(shared, type_):
    found = shared(*[observed(raised("m", type_=type_))] * 3)
    (error,) = found.errors
    assert (
        "does a version refuse what was right before?"
        in both(shared_error_sentence(error, found))[0]
    )


def missing(name, source="print(f(0))"):
    return raised(f"name '{name}' is not defined", source, "NameError")


def test_a_name_that_the_submission_should_define_is_nobodys_shared_error(shared):
    assert shared(*[observed(missing("double"), in_a_cell=True)] * 4).errors == ()
    assert shared(*[observed(missing("double"))] * 4).errors == ()
    (error,) = shared(*[observed(missing("np"), in_a_cell=True)] * 4).errors
    assert error.message == "name 'np' is not defined"


def test_what_follows_from_a_cell_that_did_not_run_is_no_error_of_its_own(shared):
    causes = ["invalid syntax", "'(' was never closed", "expected ':'", "unindent"]
    failed = [
        replace(observed(raised(cause, cause, "SyntaxError"), missing("helper"), in_a_cell=True),
                exchanges=observed(missing("helper")).exchanges)
        for cause in causes
    ]  # fmt: skip
    assert shared(*failed).errors == ()
    # The errors of another kind in later cells stay, and so do those of submissions that ran.
    after = [observed(raised(c, c, "SyntaxError"), raised(), in_a_cell=True) for c in causes]
    assert [error.type for error in shared(*after).errors] == ["TypeError"]
    assert [e.type for e in shared(*[observed(missing("helper"))] * 3).errors] == ["NameError"]


def test_three_of_a_large_class_are_not_many(shared):
    three = [observed(raised())] * 3
    assert shared(*three, *[observed()] * 12).errors != ()
    assert shared(*three, *[observed()] * 13).errors == ()


def test_a_submission_counts_once_and_its_cells_count_too(shared):
    twice = [observed(raised(), raised())] * 2
    assert shared(*twice).errors == ()
    (error,) = shared(*twice, observed(raised(), in_a_cell=True)).errors
    assert len(error.submissions) == 3


RIGHT = "def double(x):\n    return 2 * x\n"
REFUSED = "def double(x):\n    return 2 * float(x)\n"


def test_a_class_is_told_at_the_end_in_a_file_and_on_its_page(course, sandbox, tmp_path):
    for name in ("abe", "aoki", "endo"):
        write(tmp_path / f"class/{name}.py", REFUSED)
    write(tmp_path / "class/goto.py", RIGHT)
    out = tmp_path / "out"

    def graded():
        batch = Batch(
            assignment=load_assignment(find_course(course), "doubling"),
            submissions=find_submissions([tmp_path / "class"], "doubling").submissions,
            language="en",
        )
        return grade(batch, open_output(out, batch), Threads(sandbox, 1)).shared

    (error,) = graded().errors
    assert (error.submissions, error.source) == (("abe", "aoki", "endo"), "return 2 * float(x)")
    assert read_shared_errors(out) == graded()  # from what is on record, as well
    document = json.loads((out / SHARED_ERRORS_FILE).read_text("utf-8"))
    assert (document["format"], document["version"]) == ("akapen-shared-errors", 1)
    assert "numpy" in document["versions"]
    page = report(out, "en", lambda: None).read_text("utf-8")
    assert "The same error in 3 of 4 submissions, at <code>return 2 * float(x)</code>" in page
    for name in ("abe", "aoki"):
        write(tmp_path / f"class/{name}.py", RIGHT)
    assert graded().errors == ()
    assert not (out / SHARED_ERRORS_FILE).exists()
    assert "The same error in" not in report(out, "en", lambda: None).read_text("utf-8")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "akapen-shared-errors"}'])
def test_a_file_of_another_kind_says_nothing(tmp_path, text):
    write(tmp_path / SHARED_ERRORS_FILE, text)
    assert read_shared_errors(tmp_path) is None
