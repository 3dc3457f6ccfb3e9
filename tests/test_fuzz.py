"""Whatever bytes a worker sends or a student hands in: our own errors and statuses, nothing else.

A longer run: `pytest tests/test_fuzz.py --hypothesis-profile long` (the profile is in conftest.py).
"""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import assume, example, given, strategies as st

from autograder.checks.call import CallCheck
from autograder.checks.custom import CustomCheck
from autograder.checks.estimator import EstimatorCheck
from autograder.checks.figure import FigureCheck
from autograder.checks.judging import check_submission
from autograder.checks.labels import Accuracy
from autograder.checks.model import ModelCheck
from autograder.checks.printed import PrintedCheck
from autograder.checks.property import PropertyCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import FormCheck, ValueCheck
from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import percent_cells, read_cells
from autograder.course.submissions.find import find_submissions
from autograder.errors import UsageError
from autograder.execution.budget import MOST_PIECES
from autograder.feedback.checks import message
from autograder.feedback.compose import compose
from autograder.feedback.show.html import as_html
from autograder.protocol import answers as replies
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Case,
    CellRequest,
    CellRun,
    Check,
    CourseFunction,
    DependsOn,
    EstimatorRequest,
    Exchange,
    FigureRequest,
    Limits,
    Mistake,
    ModelRequest,
    Observation,
    Question,
    Request,
    Status,
    Submission,
    Text,
    UnsendableKind,
    UsesRequest,
    ValueRequest,
    Violation,
)
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.results import stored_result
from autograder.sandbox.inbox import Inbox
from autograder.scoring import score_submission
from autograder.store.observations import observation_files, read_observation
from autograder.store.results import result_json
from tests.records import all_records

# ------------------------------------------------------------------ what a worker may send

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def _array(code: str, shape: list[int]) -> list[Any]:
    zeros = np.zeros(shape, code)
    return ["array", code, shape, base64.b64encode(zeros.tobytes()).decode()]


leaves = st.one_of(
    st.just(["none"]),
    st.booleans().map(lambda b: ["bool", b]),
    st.integers().map(lambda n: ["int", hex(n)]),
    st.floats().map(lambda x: ["float", x.hex()]),
    st.complex_numbers().map(lambda z: ["complex", z.real.hex(), z.imag.hex()]),
    st.text().map(lambda s: ["text", s]),
    st.binary().map(lambda b: ["bytes", base64.b64encode(b).decode()]),
    st.builds(
        _array,
        st.sampled_from(["f8", "i8", "u1", "b1", "c16", "f2"]),
        st.lists(st.integers(0, 3), max_size=4),
    ),
    st.sampled_from(["identity", "square", "eval"]).map(lambda name: ["fn", name]),
    st.text(max_size=10).map(lambda name: ["opaque", name]),
    json_values,
)
nodes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: ["list", parts]),
        st.lists(inner, max_size=4).map(lambda parts: ["tuple", parts]),
        st.lists(inner, max_size=3).map(lambda parts: ["set", parts]),
        st.lists(st.tuples(inner, inner).map(list), max_size=3).map(lambda pairs: ["dict", pairs]),
        st.lists(inner, max_size=4).map(lambda parts: ["objects", [len(parts)], parts]),
        st.tuples(st.text(max_size=5), inner).map(lambda pair: ["foreign", *pair]),
    ),
    max_leaves=8,
)
raised = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["ValueError", "OSError", "PermissionError"]) | st.text(),
        "message": st.text() | st.just("[Errno 1] Operation not permitted"),
        "frames": st.lists(
            st.fixed_dictionaries(
                {
                    "cell": st.integers(),
                    "line": st.integers(),
                    "function": st.text(),
                    "source": st.text(),
                }
            ),
            max_size=3,
        ),
    }
)
stopped = st.fixed_dictionaries(
    {
        "reason": st.sampled_from(["cpu", "wall", "memory", "exit"]),
        "limit": st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    }
)
unsendable = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(UnsendableKind)) | st.text(),
        "number": st.none() | st.integers(),
        "shape": st.none() | st.lists(st.integers(), max_size=70),
    }
)
answers_sent = st.one_of(
    nodes.map(lambda node: {"Value": {"value": node, "with_lists": False}}),
    raised.map(lambda told: {"Raised": told}),
    stopped.map(lambda told: {"Stopped": told}),
    st.booleans().map(lambda b: {"Undefined": {"callable": b}}),
    unsendable.map(lambda told: {"Unsendable": told}),
    st.dictionaries(st.sampled_from(["Value", "Raised", "Stopped", "Fault", "ready"]), json_values),
    st.sampled_from(all_records()).flatmap(
        lambda kind: json_values.map(lambda fields: {kind.__name__: fields})
    ),
)


def _pairs(content: dict[str, str]) -> list[list[str]]:
    return [[key, text] for key, text in content.items()]


outputs_sent = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["stream", "display_data", "execute_result", "error"]),
        "content": st.fixed_dictionaries({"name": st.text(), "text": st.text()}).map(_pairs)
        | st.fixed_dictionaries({"text/plain": st.text(), "image/png": st.text()}).map(_pairs)
        | st.fixed_dictionaries(
            {"ename": st.text(), "evalue": st.text(), "traceback": st.text()}
        ).map(_pairs)
        | st.lists(st.lists(json_values, max_size=3), max_size=2),
    }
)
cells_sent = st.fixed_dictionaries(
    {
        "cell": st.just(1) | st.integers(),
        "outputs": st.lists(outputs_sent, max_size=3),
        "raised": st.none() | raised,
        "stopped": st.none() | stopped,
    }
)


@st.composite
def damaged(draw: st.DrawFn, messages: st.SearchStrategy[dict[str, Any]]) -> bytes:
    """A frame, as it was packed or with some of its bytes replaced."""
    try:
        frame = pack(draw(messages))
    except WireError:
        assume(False)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(frame)))
        frame = frame[:at] + draw(st.binary(max_size=4)) + frame[at + draw(st.integers(0, 4)) :]
    return frame


def received(frame: bytes, cut: int = 1) -> dict[str, Any] | None:
    """Return the message that arrives in pieces, None if there is none."""
    inbox = Inbox()
    for start in range(0, len(frame), max(cut, len(frame) // 4, 1)):
        inbox.add(frame[start : start + max(cut, len(frame) // 4, 1)])
    try:
        return inbox.take(MOST_PIECES)
    except WireError:
        return None


def said(frame: bytes) -> Answer | None:
    found = received(frame)
    try:
        return None if found is None else replies.answer(found)
    except WireError:
        return None


def shown(frame: bytes) -> CellRun | None:
    found = received(frame)
    try:
        return None if found is None else replies.cell_run(CellRequest(cell=1, source=""), found)
    except WireError:
        return None


@pytest.mark.slow
@given(st.binary() | damaged(answers_sent) | damaged(cells_sent))
@example(b"\xff\xff\xff\xff")
@example(struct.pack("<I", 3) + b"NaN")
@example(struct.pack("<I", 8) + b'{"a":1}' * 2)
def test_whatever_bytes_come_they_are_an_answer_or_a_wire_error(frame: bytes) -> None:
    assert isinstance(said(frame), Answer | None)
    assert isinstance(shown(frame), CellRun | None)


# ------------------------------------------------------------------ and what we say about it


def _asks(ask: Any) -> Violation | None:
    return None if ask("f", 1) == 2 else Violation(en="No.", ja="いいえ。")


def _judges(x: object) -> Violation | None:
    return None if np.sum(x) == 1 else Violation(en="No.", ja="いいえ。")  # type: ignore[call-overload]


CALL, VALUE = CallRequest(name="f", arguments=(1,)), ValueRequest(name="x")
MODEL = ModelRequest(name="m", builder=None, input_shape=(4,), predict=np.zeros((2, 4)))
ESTIMATOR = EstimatorRequest(name="clf", inputs=np.zeros((2, 4)))
ONE = (Case(arguments=(1,)),)
DENSE = ({"kind": "Dense", "units": 3, "activation": "softmax"},)
ASKED: tuple[tuple[Check, Request], ...] = (
    (CallCheck(id="q/1", name="f", cases=ONE, expected=(2,)), CALL),
    (CallCheck(id="q/2", name="f", cases=ONE, expected=(np.zeros((2, 2)),), tolerance=0.1), CALL),
    (CallCheck(id="q/3", name="f", cases=ONE, expected=([1, "a"],)), CALL),
    (CallCheck(id="q/4", name="f", cases=ONE, expected=({"a": 1},)), CALL),
    (
        CallCheck(
            id="q/5", name="f", cases=ONE, expected=(np.ones(3),), accuracy=Accuracy(full=1, none=0)
        ),
        CALL,
    ),
    (ValueCheck(id="q/6", name="x", expected="text", ignore_case=True), VALUE),
    (ValueCheck(id="q/7", name="x", expected=(1, 2), tolerance=0.01), VALUE),
    *(
        (FormCheck(id=f"q/{form}", name="x", form=form), VALUE)
        for form in ("number", "pair", "list")
    ),
    (
        SourceCheck(id="q/8", name="f", must_use=("for",), must_not_use=("numpy.*",)),
        UsesRequest(name="f"),
    ),
    (PropertyCheck(id="q/9", name="f", holds=CourseFunction(name="c.asks", function=_asks)), CALL),
    (
        CustomCheck(
            id="q/10",
            judges=CourseFunction(name="c.judges", function=_judges),
            reads=(("x", VALUE),),
        ),
        VALUE,
    ),
    (ModelCheck(id="q/11", request=MODEL, layers=DENSE, compiled={"loss": "mse"}), MODEL),
    (
        EstimatorCheck(
            id="q/14",
            request=ESTIMATOR,
            kinds=("SVC",),
            parameters={"C": 1.0},
            measure="accuracy",
            scale=Accuracy(full=0.9, none=0.5),
            right=(0, 1),
        ),
        ESTIMATOR,
    ),
    (
        EstimatorCheck(
            id="q/15",
            request=ESTIMATOR,
            measure="r2",
            scale=Accuracy(full=0.9, none=0),
            right=(0, 1),
        ),
        ESTIMATOR,
    ),
    (
        FigureCheck(
            id="q/12",
            figure=1,
            axes=1,
            texts=(("title", "t"),),
            shows="line",
            expected=np.ones((2, 2)),
        ),
        FigureRequest(),
    ),
    (PrintedCheck(id="q/13", text="text"), VALUE),
)
MISTAKE = Mistake(
    id="m",
    question="q",
    explanation=Text.of(en="Why", ja="なぜ"),
    answers=(("q/1", (3,)), ("q/6", ("a",))),
    source="",
)
QUESTION = Question(
    id="q",
    title=Text.of(en="Q", ja="問"),
    points=10,
    checks=tuple(check for check, _ in ASKED),
    mistakes=(MISTAKE,),
)
ASSIGNMENT = Assignment(
    name="a",
    title=Text.of(en="A", ja="課題"),
    lecture="",
    imports=("numpy",),
    limits=Limits(),
    questions=(QUESTION,),
    language="en",
    folder=Path("a"),
)
DEPENDS_ON = DependsOn(base="0" * 64, groups=())
SUBMISSION = Submission(name="s", path=Path("s.py"), cells=percent_cells("x = 1"), sha256="0" * 64)


def _observed(answer: Answer, run: CellRun) -> Observation:
    exchanges = tuple(
        (check.id, (Exchange(request=request, answer=answer),)) for check, request in ASKED
    )
    return Observation(
        submission="s",
        sha256="0" * 64,
        assignment="a",
        tier="none",
        versions=(("python", "3.11.7"),),
        runs=(run,),
        exchanges=exchanges,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.slow
@given(damaged(answers_sent), damaged(cells_sent))
def test_whatever_is_answered_is_judged_told_and_recorded(
    folder: Path, answer_frame: bytes, cell_frame: bytes
) -> None:
    answer, run = said(answer_frame), shown(cell_frame) or CellRun(cell=1, outputs=())
    if answer is None:
        return
    observation = _observed(answer, run)
    checked = check_submission(ASSIGNMENT, observation)
    result = score_submission(ASSIGNMENT, SUBMISSION, checked, observation)
    told = compose(ASSIGNMENT, result)
    for language in ("ja", "en"):
        feedback_markdown(ASSIGNMENT, result, language, told).encode()
        executed_notebook(result, language).encode()
        for check in checked:
            as_html(message(check), language)
    json.loads(result_json(stored_result(ASSIGNMENT, result, feedback=told)))
    text, arrays, _ = observation_files(observation, Limits(), DEPENDS_ON)
    (folder / "s.json").write_text(text, "ascii")
    if arrays:
        (folder / "s.npz").write_bytes(arrays)
    again = read_observation(folder / "s.json")
    assert again is not None
    rejudged = check_submission(ASSIGNMENT, again.observation)
    assert [check.outcome for check in rejudged] == [check.outcome for check in checked]


# ------------------------------------------------------------------ what a student may hand in

sources = st.text() | st.lists(st.text()) | json_values
cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw", "html"]) | json_values},
    optional={"source": sources, "outputs": json_values, "metadata": json_values},
)
notebooks = st.fixed_dictionaries(
    {"nbformat": st.just(4) | json_values},
    optional={"cells": st.lists(cells | json_values) | json_values, "metadata": json_values},
)


@st.composite
def mutated(draw: st.DrawFn, contents: st.SearchStrategy[bytes]) -> bytes:
    content = draw(contents)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(content)))
        content = (
            content[:at] + draw(st.binary(max_size=4)) + content[at + draw(st.integers(0, 4)) :]
        )
    return content


notebook_bytes = mutated(notebooks.map(lambda notebook: json.dumps(notebook).encode()))
module_bytes = st.lists(
    st.sampled_from(
        [
            *("# %%\n", "#%% [markdown]\n", "# %% [md] ja\n", "# -*- coding: shift_jis -*-\n"),
            *('"""', "'''", "'", "\\", "(", ")", "]", "{", "\r", "\n", "\x0c", "\ufeff", "\0"),
            *("def f():\n", "    return 1\n", "else:\n", "x = 1\n", "日本"),
        ]
    )
    | st.text(max_size=5)
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))


@given(notebook_bytes | module_bytes | st.binary(), st.sampled_from([".ipynb", ".py", ".txt", ""]))
@example(b"\xef\xbb\xbf{}", ".ipynb")
@example(b'{"nbformat": 4, "cells": [{"cell_type": ["code"]}]}', ".ipynb")
@example(b'{"nbformat": {"a": 4}}', ".ipynb")
@example(b"# coding: \xff", ".py")
@example(b"import marimo\napp = marimo.App()\n@app.cell\ndef _(:\n  return", ".py")
def test_whatever_is_in_a_file_it_is_cells_or_unreadable(content: bytes, suffix: str) -> None:
    try:
        found = read_cells(content, suffix)
    except Unreadable:
        return
    assert all(type(cell.source) is str for cell in found)


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(members).items():
            archive.writestr(name, content)
    return buffer.getvalue()


member_names = st.lists(
    st.sampled_from(["..", ".", "a", "units", "sato", "C:", "", "日本"])
    | st.text("ab\\/", max_size=3),
    min_size=1,
    max_size=3,
).map("/".join)
suffixed = st.tuples(member_names, st.sampled_from([".py", ".ipynb", ".zip", ".txt", "/"])).map(
    "".join
)
zips = mutated(st.lists(st.tuples(suffixed, st.binary(max_size=30)), max_size=4).map(_zipped))


@given(zips, st.booleans())
def test_whatever_is_in_a_zip_file_it_is_submissions_or_refused(
    folder: Path, content: bytes, of_student: bool
) -> None:
    place = folder / ("class" if of_student else "")
    place.mkdir(exist_ok=True)
    (place / "sato.zip").write_bytes(content)
    try:
        found = find_submissions([place if of_student else place / "sato.zip"], "units")
    except UsageError:
        assert not of_student
        return
    for submission in found.submissions:
        assert submission.cells or submission.problem or submission.sha256
    if of_student:
        (submission,) = found.submissions
        assert submission.problem is None or submission.problem.status in (
            Status.UNREADABLE,
            Status.NEEDS_REVIEW,
        )
