"""What the cells print, looked for."""

from __future__ import annotations

from autograder.checks.judging import judge
from autograder.checks.printed import PrintedCheck
from autograder.feedback import message
from autograder.records import CellRun, Observation, Outcome, Output
from tests.said import sentences


def printed(*texts: str):
    runs = tuple(
        CellRun(
            cell=n, outputs=(Output(kind="stream", content=(("name", "stdout"), ("text", text))),)
        )
        for n, text in enumerate(texts, 1)
    )
    check = PrintedCheck(id="p/1", text="Total params: 515")
    return judge(
        check,
        Observation(
            submission="s",
            sha256="",
            assignment="a",
            tier="none",
            versions=(),
            runs=runs,
            exchanges=((check.id, ()),),
        ),
    )


def test_printed_text():
    assert printed("Model\nTotal  params: 515 (2 KB)\n").outcome is Outcome.PASSED
    assert printed("Total", " params:", " 515").outcome is Outcome.PASSED
    missing = printed("Total params: 514")
    assert missing.outcome is Outcome.FAILED
    assert sentences(message(missing), "en") == (
        "The notebook does not print this: Total params: 515",
    )
    assert sentences(message(missing), "ja") == ("次の内容が表示されていません: Total params: 515",)
