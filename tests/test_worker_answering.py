"""What a worker answers is one of few records; anything else that comes costs one question."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from autograder.checks.call import CallCheck
from autograder.course.submissions.cells import percent_cells
from autograder.execution.observe import observe
from autograder.execution.sandboxed import Sandbox
from autograder.protocol.records import RECORDS
from autograder.records import (
    Answer,
    Assignment,
    Case,
    CellRequest,
    CellRun,
    Limits,
    ModuleRequest,
    NotAsked,
    ProgramRequest,
    Question,
    Stopped,
    Submission,
    Text,
    Unsendable,
    Value,
    WorkerAnswer,
    WorkerRequest,
)
from autograder.worker.answering import ANSWERS, dumped
from tests.records import all_records, kinds_of, strategy

BASES = {kind: kinds_of(kind) for kind in all_records() if kinds_of(kind) != (kind,)}
CODEC = replace(RECORDS, members=BASES)
FORGES = """
import json
from autograder.worker import service
right = service.reply
FORGED = json.loads({forged!r})

def forge(submission, request, limits):
    name = getattr(request, "name", None)
    return FORGED[name] if name in FORGED else right(submission, request, limits)

service.reply = forge

def honest(x):
    return x
"""


def question(name: str) -> Question:
    return Question(
        id=name,
        title=Text.of(en=""),
        points=1,
        checks=(
            CallCheck(
                id=f"{name}/1",
                name=name,
                cases=(Case(arguments=(1,)), Case(arguments=(2,))),
                expected=(1, 2),
            ),
        ),
    )


@st.composite
def forged(draw: st.DrawFn) -> dict[str, object]:
    """Every record there is, each sent as a worker's own are: by its name."""
    kinds = all_records()
    return {k.__name__: {k.__name__: CODEC.dump(k, draw(strategy(k)))} for k in kinds}


ONCE = settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_every_record_there_is_sent_as_a_reply_costs_that_question_only(sandbox: Sandbox) -> None:
    @ONCE
    @given(replies=forged())
    def costs_one_question(replies: dict[str, object]) -> None:
        names = [*replies, "honest"]
        assignment = Assignment(
            name="a",
            title=Text.of(en=""),
            lecture="",
            imports=("numpy",),
            limits=Limits(),
            questions=tuple(map(question, names)),
            language="en",
            folder=Path("a"),
        )
        source = FORGES.format(forged=json.dumps(replies))
        submission = Submission(
            name="s", path=Path("s.py"), cells=percent_cells(source), sha256="0" * 64
        )
        observation = observe(assignment, submission, sandbox)
        assert observation.fault is None
        assert observation.answers("honest/1") == (Value(value=1), Value(value=2))
        own = {kind.__name__ for kind in (Value, Unsendable, *WorkerAnswer.__args__)}
        for name in replies:
            first, second = observation.answers(f"{name}/1") or ()
            if name in own and not _is_refused(first):
                assert type(first).__name__ == name
            else:
                assert _is_refused(first)
                assert isinstance(second, NotAsked)

    costs_one_question()


def _is_refused(answer: Answer) -> bool:
    return isinstance(answer, Stopped) and answer.reason == "wire"


def test_every_kind_of_request_has_its_answer() -> None:
    by_the_service = {CellRequest, ModuleRequest, ProgramRequest}
    assert {*ANSWERS, *by_the_service} == set(WorkerRequest.__args__)


def test_what_cannot_be_sent_says_why() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert dumped(Value(value=loop)) == dumped(Unsendable(kind="depth", number=40))


def test_a_cell_that_tells_of_another_is_not_believed(sandbox: Sandbox) -> None:
    source = (
        "from autograder.worker import service\n"
        "right = service.run_cell\n"
        "from dataclasses import replace\n"
        "service.run_cell = lambda *given: replace(right(*given), cell=7)\n"
    )
    with sandbox.worker(Limits()) as worker:
        assert worker.ask(CellRequest(cell=1, source=source), seconds=10, wall=60) == CellRun(
            cell=1, outputs=()
        )
        run = worker.ask(CellRequest(cell=2, source="1"), seconds=10, wall=60)
    assert run == CellRun(
        cell=2,
        outputs=(),
        stopped=Stopped(reason="wire", breach="malformed", note="a malformed reply: another cell"),
    )
