"""What is found of exchanges that several submissions have alike is found once."""

from __future__ import annotations

import pytest

from autograder.checks.call import CallCheck
from autograder.checks.judging import check_question, judge
from autograder.records import (
    CallRequest,
    Case,
    Exchange,
    Observation,
    Outcome,
    Question,
    Text,
    Value,
)
from autograder.records.shared_answers import SharedExchanges

ONE = CallCheck(id="f/1", name="f", cases=(Case(arguments=(1,)),), expected=(2,))
OTHER = CallCheck(id="f/1", name="f", cases=(Case(arguments=(1,)),), expected=(3,))


def observed(record: tuple[Exchange, ...]) -> Observation:
    return Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=(("f/1", record),),
    )


def answered(value: object) -> tuple[Exchange, ...]:
    return (Exchange(request=CallRequest(name="f", arguments=(1,)), answer=Value(value=value)),)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[CallCheck]:
    """Return the checks that are judged, one after the other."""
    found, judges = list[CallCheck](), CallCheck.judge

    def counted(check: CallCheck, *given: object) -> object:
        found.append(check)
        return judges(check, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(CallCheck, "judge", counted)
    return found


def test_once_for_all_who_share_them(judged: list[CallCheck]) -> None:
    shared = SharedExchanges(answered(2))
    results = [judge(ONE, observed(shared)) for _ in range(3)]
    assert [result.outcome for result in results] == [Outcome.PASSED] * 3
    assert len(judged) == 1


def test_each_check_by_itself(judged: list[CallCheck]) -> None:
    shared = SharedExchanges(answered(2))
    outcomes = [judge(check, observed(shared)).outcome for check in (ONE, OTHER, ONE)]
    assert outcomes == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED]
    assert judged == [ONE, OTHER]


def test_what_failed_us_is_tried_again_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    shared, really, failing = SharedExchanges(answered(2)), CallCheck.judge, [True, True, False]

    def fails_at_first(check: CallCheck, *given: object) -> object:
        if failing.pop(0):
            raise OSError("just now")
        return really(check, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(CallCheck, "judge", fails_at_first)
    assert judge(ONE, observed(shared)).outcome is Outcome.NOT_GRADED
    question = Question(id="f", title=Text.of(en="f", ja="f"), points=10, checks=(ONE,))
    outcomes = [check_question(question, observed(shared))[0].outcome for _ in range(3)]
    assert outcomes == [Outcome.NOT_GRADED, Outcome.PASSED, Outcome.PASSED]


def test_a_mistake_that_could_not_be_looked_for_is_looked_for_with_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared, tried = SharedExchanges(answered(4)), list[int]()

    def fails(*_: object) -> None:
        tried.append(1)
        raise OSError("just now")

    monkeypatch.setattr("autograder.checks.judging.matching_mistake", fails)
    question = Question(id="f", title=Text.of(en="f", ja="f"), points=10, checks=(ONE,))
    for _ in range(2):
        assert check_question(question, observed(shared))[0].outcome is Outcome.FAILED
    assert len(tried) == 2


def test_what_is_found_keeps_few_others_alive() -> None:
    shared = SharedExchanges(answered(2))
    others = [SharedExchanges(answered(n)) for n in range(200)]
    found = [shared.once((other,), lambda n=n: n) for n, other in enumerate(others)]  # type: ignore[misc]
    assert found == list(range(200))
    assert len(vars(shared)["kept"]) == 50
    assert shared.once((others[-1],), lambda: -1) == 199


def test_other_answers_by_themselves(judged: list[CallCheck]) -> None:
    outcomes = [judge(ONE, observed(SharedExchanges(answered(n)))).outcome for n in (2, 4)]
    assert outcomes == [Outcome.PASSED, Outcome.FAILED]
    assert len(judged) == 2


def test_what_nobody_shares_is_judged_each_time(judged: list[CallCheck]) -> None:
    for _ in range(2):
        judge(ONE, observed(answered(2)))
    assert len(judged) == 2


def test_a_question_that_is_worth_more_is_judged_by_itself() -> None:
    shared = SharedExchanges(answered(2))
    title = Text.of(en="f", ja="f")
    right, wrong = (
        Question(id="f", title=title, points=10, checks=(check,)) for check in (ONE, OTHER)
    )
    assert check_question(right, observed(shared))[0].outcome is Outcome.PASSED
    assert check_question(wrong, observed(shared))[0].outcome is Outcome.FAILED
    assert check_question(right, observed(shared))[0] is check_question(right, observed(shared))[0]
