"""What the cells print, looked for."""

from __future__ import annotations

import pytest

from autograder.checks.judging import judge
from autograder.checks.printed import PrintedCheck
from autograder.feedback.checks import message
from autograder.records import CellRun, Observation, Outcome, Output
from tests.said import sentences


def stream(name: str, text: str) -> Output:
    return Output(kind="stream", content=(("name", name), ("text", text)))


def value(text: str) -> Output:
    return Output(kind="execute_result", content=(("text/plain", text),))


def printed(*texts: str):
    return looked_for("Total params: 515", *(stream("stdout", text) for text in texts))


def looked_for(text: str, *outputs: Output):
    runs = tuple(CellRun(cell=n, outputs=(output,)) for n, output in enumerate(outputs, 1))
    check = PrintedCheck(id="p/1", text=text)
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


@pytest.mark.parametrize(
    ("output", "en", "ja"),
    [
        (
            value("'[2, 3]'"),
            "This is shown as the value of a cell, not printed: [2, 3]. Use `print`.",
            "次の内容は、セルの値として表示されているだけで、print されていません: [2, 3]。"
            "`print` を使ってください。",
        ),
        (
            stream("stderr", "[2, 3]\n"),
            "This is written to stderr, where errors go: [2, 3]. Print it without `file=`.",
            "次の内容は、エラー用の出力 (stderr) に書かれています: [2, 3]。"
            "`file=` を付けずに print してください。",
        ),
        (
            stream("stdout", "[np.int64(2), np.float32(3)]\n"),
            "This is printed with the type of numpy's numbers around it, as in `np.int64(2)`: "
            "[2, 3]. Print each number by itself, or make it Python's own with `.item()`.",
            "次の内容が、`np.int64(2)` のように numpy の型の名前付きで表示されています: [2, 3]。"
            "数を一つずつ print するか、`.item()` で Python の数にしてください。",
        ),
        *[
            (
                output,
                "The notebook does not print this: [2, 3]",
                "次の内容が表示されていません: [2, 3]",
            )
            for output in (
                value("[2, 4]"),
                stream("stderr", "[3, 2]"),
                stream("stdout", "[np.int64(2), np.int64(4)]"),
                stream("stdout", ""),
            )
        ],
    ],
)
def test_where_the_text_is_instead(output, en, ja):
    missing = looked_for("[2, 3]", output)
    assert missing.outcome is Outcome.FAILED
    assert sentences(message(missing), "en") == (en,)
    assert sentences(message(missing), "ja") == (ja,)


def test_printed_text():
    assert printed("Model\nTotal  params: 515 (2 KB)\n").outcome is Outcome.PASSED
    assert printed("Total", " params:", " 515").outcome is Outcome.PASSED
    missing = printed("Total params: 514")
    assert missing.outcome is Outcome.FAILED
    assert sentences(message(missing), "en") == (
        "The notebook does not print this: Total params: 515",
    )
    assert sentences(message(missing), "ja") == ("次の内容が表示されていません: Total params: 515",)
