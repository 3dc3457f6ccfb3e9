"""Characters of a Japanese keyboard in code: real errors, and what is said of each."""

from __future__ import annotations

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.feedback.hints import hint
from autograder.records import CellRequest, Limits, Raised
from tests.said import both

Both = tuple[str, str]

LIMITS = {"seconds": 20.0, "wall": 60.0}


def full_width(character: str, instead: str) -> Both:
    return (
        f"In cell 2, line 2, there is the full-width character `{character}`. Switch off "
        f"Japanese input and type the half-width `{instead}`.",
        f"セル 2 の 2 行目に、全角の `{character}` があります。"
        f"日本語入力をオフにして、半角の `{instead}` に直してください。",
    )


def curly(character: str, instead: str) -> Both:
    return (
        f"In cell 2, line 2, there is the quotation mark `{character}`, as word processors "
        f"write it. Python needs the straight `{instead}`.",
        f"セル 2 の 2 行目に、文書用の引用符 `{character}` があります。"
        f"Python では、まっすぐな半角の `{instead}` を使います。",
    )


def other(character: str, instead: str) -> Both:
    return (
        f"In cell 2, line 2, there is the character `{character}`, which Python does not know. "
        f"Type `{instead}` instead.",
        f"セル 2 の 2 行目に、Python では使えない文字 `{character}` があります。"
        f"半角の `{instead}` に直してください。",
    )


SPACE = (
    "In cell 2, line 2, there is a full-width space (U+3000), which looks like an ordinary one. "
    "Delete it and type a half-width space.",
    "セル 2 の 2 行目に、全角の空白 (U+3000) があります。見た目では区別しにくい文字です。"
    "消して、半角の空白に直してください。",
)
INVISIBLE = (
    "In cell 2, line 2, there is an invisible character (U+00A0), perhaps copied from a web "
    "page. Delete the line and type it again.",
    "セル 2 の 2 行目に、目に見えない文字 (U+00A0) があります。"
    "Web ページなどから写したときに入ることがあります。行を消して、打ち直してください。",
)
NO_CODE = (
    "In cell 2, line 2, there is the character `「`, which may appear only inside text or a "
    "comment.",
    "セル 2 の 2 行目に、文字列とコメントの中でしか使えない文字 `「` があります。",
)

SAID = [
    ("x = １", full_width("１", "1")),
    ("x = （1 + 2)", full_width("（", "(")),
    ("x = (1 + 2）", full_width("）", ")")),
    ("x = [1，2]", full_width("，", ",")),
    ("x ＝ 1", full_width("＝", "=")),
    ("def f()：", full_width("：", ":")),
    ("x = 1 ＋ 2", full_width("＋", "+")),
    ("x =　1", SPACE),
    ("x =\N{NO-BREAK SPACE}1", INVISIBLE),
    ("print(“a”)", curly("“", '"')),
    ("print(‘a’)", curly("‘", "'")),
    ("x = 3 − 2", other("−", "-")),
    ("x = 3 × 2", other("×", "*")),
    ("x = 1 if 2 ≧ 1 else 0", other("≧", ">=")),
    ("x = [1、2]", other("、", ",")),
    ("x = 「a」", NO_CODE),
]


@pytest.mark.parametrize(("line", "text"), SAID)
def test_the_character_is_named_with_its_place(sandbox: Sandbox, line: str, text: Both) -> None:
    with sandbox.worker(Limits()) as worker:
        raised = worker.ask(
            CellRequest(cell=2, source=f"# １（，　は注釈の中\n{line}"), **LIMITS
        ).raised
    assert raised
    assert both(hint(raised)) == text


def test_full_width_letters_in_names_are_no_error(sandbox: Sandbox) -> None:
    with sandbox.worker(Limits()) as worker:
        assert (
            worker.ask(CellRequest(cell=1, source="ｘ１ = 3\nassert x1 == 3"), **LIMITS).raised
            is None
        )


def test_an_error_that_only_sounds_like_it() -> None:
    assert hint(Raised(type="SyntaxError", message="invalid character '（' (U+FF08)")) is None
