"""The class report: what several submissions share, in words of both languages.

Tests of `reports/findings.py`, `reports/plots.py`, `reports/pages/class_page.py`,
`reports/pages/class_groups.py`, `reports/pages/class_questions.py`.
"""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.feedback.show.sentences import in_language
from autograder.grading import grade_one
from autograder.records import Outcome, Text
from autograder.records.messages import Message, QuestionFeedback
from autograder.records.runs import Run
from autograder.records.sentences import Code, Said, _
from autograder.records.stored_results import StoredCheck, StoredResult
from autograder.reports.findings import (
    Shared,
    check_counts,
    is_unexplained,
    known_mistakes,
    missing_names,
    not_attempted,
    same_wrong_answers,
    slow,
    stopped,
    stopped_cells,
    without_words,
)
from autograder.reports.pages.class_groups import Explained
from autograder.reports.pages.class_questions import _remarks, alpha_sentences
from autograder.reports.plots import histogram_svg, scatter_svg
from autograder.reports.site import report
from autograder.reports.statistics import ItemStatistics, histogram
from autograder.store.results import read_results
from tests.class_folders import stored
from tests.graded import write_result
from tests.said import both
from tests.small_course import write, write_small_course

HOSTILE = "<script>hacked=1<／script>&amp;"  #: a file's name cannot hold a slash
KINDS = {
    "right": "def double(x):\n    return 2 * x\n",
    "squared": "def double(x):\n    return x * x\n",
    "plus": "def double(x):\n    return x + 1\n",
    "helped": "def step(x):\n    return 1\ndef double(x):\n    return x + step(x)\n",
    "raising": "def double(x):\n    raise KeyError('</script><b>' + str(x))\n",
    "misspelt": "def duoble(x):\n    return 2 * x\n",
    "endless": "def double(x):\n    while True:\n        pass\n",
    "unwritten": "def double(x):\n    ...\n",
    "not implemented": "def double(x):\n    raise NotImplementedError('double')\n",
    "endless cell": "def double(x):\n    return 2 * x\n\nwhile True:\n    pass\n",
}
CLASS = {
    **{f"right{n:02}": "right" for n in range(8)},
    **{f"squared{n}": "squared" for n in range(4)},
    **{f"plus{n}": "plus" for n in range(3)},
    **{f"helped{n}": "helped" for n in range(2)},
    **{f"raising{n}": "raising" for n in range(2)},
    HOSTILE: "plus",
    "misspelt": "misspelt",
    "endless": "endless",
    "unwritten0": "unwritten",
    "unwritten1": "unwritten",
    "unwritten2": "not implemented",
    "unwritten3": "not implemented",
    "waiting": "endless cell",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, sandbox) -> Path:
    folder = tmp_path_factory.mktemp("class")
    course = write_small_course(folder / "course")
    path = course / "assignments/doubling/assignment.yaml"
    write(path, path.read_text("utf-8") + "limits: {seconds: 1, question_seconds: 0.3}\n")
    assignment = load_assignment(find_course(course), "doubling")
    for name, kind in CLASS.items():
        submission = read_submission(write(folder / f"{name}.py", KINDS[kind]))
        write_result(folder / "out", assignment, grade_one(assignment, submission, sandbox))
    broken = read_submission(write(folder / "broken.ipynb", "{"))
    write_result(folder / "out", assignment, grade_one(assignment, broken, sandbox))
    return folder / "out"


@pytest.fixture(scope="module")
def results(graded: Path):
    return {file: without_words(result) for file, result in read_results(graded).items()}


@pytest.fixture(scope="module", params=["en", "ja"])
def page(request: pytest.FixtureRequest, graded: Path) -> tuple[str, str]:
    language = request.param
    return language, report(graded, language, lambda: None).read_text("utf-8")


def text_of(page: str) -> str:
    """Return what is read on a page, one blank between words."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).split())


# ------------------------------------------------------------------ what is found


def test_known_mistakes_by_frequency(results) -> None:
    (found,) = known_mistakes(results)
    assert (found.mistake, found.files) == (
        "double_squared",
        ("squared0", "squared1", "squared2", "squared3"),
    )


def test_the_same_wrong_answers_are_a_group_however_they_are_written(results) -> None:
    plus, raising = same_wrong_answers(results)
    assert len(plus.files) == 6
    assert {"plus0", "helped1"} < set(plus.files)
    assert plus.checks == ("double/1", "double/2")
    assert raising.files == ("raising0", "raising1")


def test_who_is_alone_with_an_answer_or_lacks_the_name_is_in_no_group(results) -> None:
    grouped = {file for group in same_wrong_answers(results) for file in group.files}
    assert not grouped & {"misspelt", "endless", "broken", "right00", "squared0"}
    (missing,) = missing_names(results)
    assert missing.files == ("misspelt",)


def test_what_is_as_the_handout_has_it_is_not_attempted_and_no_wrong_answer(results) -> None:
    (found,) = not_attempted(results)
    assert (found.question.id, found.files) == (
        "double",
        ("unwritten0", "unwritten1", "unwritten2", "unwritten3"),
    )
    shared = [*same_wrong_answers(results), *known_mistakes(results), *missing_names(results)]
    assert not {file for one in shared for file in one.files} & {*found.files}
    assert not any(is_unexplained(results[file].questions[0]) for file in found.files)


def stopping(name: str, *errors: tuple[str, str] | None) -> StoredResult:
    """Return a result with a question for each error, None for none."""
    result = stored("units", name, tuple(0.0 if error else 10.0 for error in errors))
    questions = []
    for question, error in zip(result.questions, errors, strict=True):
        said: tuple[Said, ...] = ()
        if error:
            place = _("Cell {cell}, line {line}", cell=len(name), line=2)
            said = (
                _(
                    "The code stops with {type}: {message}",
                    type=Code(error[0]),
                    message=Code(error[1]),
                ),
                _("{place}: {source}", place=place, source=Code(f"{name} = ValueError")),
            )
        check = StoredCheck(
            id=f"{question.id}/1",
            outcome=Outcome.RAISED if error else Outcome.PASSED,
            hidden=False,
            points=question.points,
            possible=10.0,
            message=Message(sentences=said),
            answers="3e" * 32 if error else None,
            mistake=None,
            asked=1,
            failing=1 if error else 0,
        )
        questions.append(replace(question, checks=(check,)))
    return without_words(replace(result, questions=tuple(questions)))


def test_code_that_stops_with_another_error_is_another_group() -> None:
    no_float = ("AttributeError", "module 'numpy' has no attribute 'float'")
    errors = {
        "abe": no_float,
        "ito": ("AttributeError", "'list' object has no attribute 'shape'"),
        "mori": no_float,
        "sato": ("ValueError", "operands of shapes (3,) and (2,) at 0x7f3a"),
        "ueda": ("ValueError", "operands of shapes (5,) and (2,) at 0x81bc"),
    }
    found = same_wrong_answers({name: stopping(name, error) for name, error in errors.items()})
    assert [group.files for group in found] == [("abe", "mori"), ("sato", "ueda")]


def test_groups_whose_cause_may_be_earlier_come_last() -> None:
    error = ("ValueError", "no")
    names = {"abe": (error, error, None), "ito": (error, error, None), "mori": (None, error, None)}
    results = {name: stopping(name, *errors) for name, errors in names.items()}
    found = same_wrong_answers(results)
    assert [(group.question.id, group.also_lost) for group in found] == [("q2", ()), ("q1", ())]
    del results["mori"]
    results |= {name: stopping(name, None, None, error) for name in ("sato", "ueda")}
    found = same_wrong_answers(results)
    assert [(group.question.id, group.also_lost) for group in found] == [
        ("q1", ()),
        ("q3", ()),
        ("q2", ("q1",)),
    ]


def test_how_often_checks_pass(results) -> None:
    visible, hidden = check_counts(results)
    assert (visible.passed, visible.judged, hidden.passed) == (9, len(CLASS), 9)
    assert not visible.never
    assert not visible.always
    right = {file: result for file, result in results.items() if file.startswith("right")}
    wrong = {file: result for file, result in results.items() if file.startswith("plus")}
    assert all(count.always and not count.never for count in check_counts(right))
    assert all(count.never and not count.always for count in check_counts(wrong))
    broken = {"broken": results["broken"]}
    assert check_counts(broken) == []


def test_whose_code_was_stopped(results) -> None:
    ((file, question, outcome),) = stopped(results)
    assert (file, question.id, outcome) == ("endless", "double", Outcome.TIMED_OUT)


def test_whose_cell_was_stopped(results) -> None:
    ((file, sentence),) = stopped_cells(results)
    assert (file, in_language(sentence, "en")) == (
        "waiting",
        "Stopped after 0.3 s in waiting.py, line 4. Is there a loop that never ends?",
    )


def run_of(seconds: float, **more: object) -> Run:
    given = {"submission": "s", "began": "2026-04-01T09:30:00Z", "unchanged": False}
    cells, questions = ((1, seconds / 4),), (("double", seconds * 3 / 4),)
    return Run(**(given | {"seconds": 1, "cells": cells, "questions": questions} | more))


def test_slow_is_a_second_and_five_times_the_median() -> None:
    usual = [(f"s{n}", run_of(0.3)) for n in range(9)]
    (found,) = slow([*usual, ("a", run_of(8)), ("b", run_of(1.2))])
    assert (found.file, found.seconds, found.longest) == ("a", 8, ("double", 6))
    assert slow([(f"s{n}", run_of(0.01)) for n in range(9)] + [("a", run_of(0.9))]) == []
    assert slow([]) == []


# ------------------------------------------------------------------ what is said

SAID = {
    "en": (
        "Least was earned in “Double”: 33 % of its points; 18 of 27 have none of them.",
        "4 submissions have the same known mistake in “Double”: You squared.",
        "6 submissions give the same wrong answers to “Double”, and no known mistake explains them.",
        "Cronbach's alpha is not told: of a single question it means nothing.",
        "Numbers on this page are of the 27 submissions that could be graded as a whole, of 28.",
        "Hard: most of its points were lost.",
        "Submissions that do not define what a question asks for, or stop before they do.",
        "endless: Double: stopped after too much time",
        "waiting: Stopped after 0.3 s in waiting.py, line 4. Is there a loop that never ends?",
        "What could not be graded broken: unreadable (",
        "Not attempted Submissions in which what a question asks for is still as the handout has "
        "it. 4 Double double unwritten0 unwritten1 unwritten2 unwritten3",
        "Read this code first: it is a student's, and what stands in reference/ runs with your "
        "rights.",
    ),
    "ja": (
        "得点率が最も低いのは「Double」で、33 % です。27 件のうち 18 件は 0 点です。",
        "「Double」で 4 件が、既知の同じ間違いをしています: 二乗しています。",
        "「Double」で 6 件が、同じ誤答をしています。これを説明する既知の間違いはまだありません。",
        "クロンバックの α は示しません。問題が 1 つだけでは、意味のある値になりません。",
        "このページの統計は、全体を採点できた 27 件についてのものです（提出は 28 件）。",
        "難問: 配点の大部分が失われています。",
        "問題で求められたものを定義していない、または定義する前に止まった提出物です。",
        "endless: Double: 時間がかかりすぎて止められました",
        "採点できなかったもの broken: 読み取り不可 (",
        "手つかず 問題で求められたものが、配布されたときのままになっている提出物です。 4 Double",
        "まず、このコードをよく読んでください。",
    ),
}


def test_what_the_page_says(page) -> None:
    language, text = page
    for sentence in SAID[language]:
        assert sentence in text_of(text)


def test_the_code_of_a_group_stands_side_by_side_with_a_mistake_to_paste(page) -> None:
    _language, text = page
    assert text.count('<pre tabindex="0">def double(x):\n    return x + 1</pre>') == 1
    assert "return x + step(x)</pre>" in text
    stub = html.unescape(re.search(r'<pre tabindex="0">(@mistake\(.*?)</pre>', text, re.S)[1])
    explained = 'en="Your answers are what comes out when …",\n    ja="答えは、……したときの値と一致しています。"'
    assert re.fullmatch(
        rf'@mistake\(\n    "double",\n    stands_for="double",\n    {explained},\n\)\n'
        r"def double_[0-9a-f]{4}\(x\):\n    return x \+ 1\n",
        stub,
    )


@pytest.mark.parametrize(
    ("correlation", "submissions", "text"),
    [
        (-0.06, 62, "Tells little of how somebody does in the other questions."),
        (-0.4, 20, "Tells little of how somebody does in the other questions."),
        (-0.3, 62, "Who does better in the other questions does worse here: is it judged rightly?"),
        (-0.6, 20, "Who does better in the other questions does worse here: is it judged rightly?"),
    ],
)
def test_what_chance_can_do_puts_no_question_under_suspicion(
    correlation: float, submissions: int, text: str
) -> None:
    item = ItemStatistics(share=0.8, full=9, none=1, item_rest=correlation, upper_lower=0.2)
    assert [both(said)[0] for said in _remarks(item, submissions)] == [text]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("few", ("Cronbach's alpha is not told: of fewer than 15 submissions it means nothing.",
                 "クロンバックの α は示しません。提出が 15 件より少ないと、意味のある値になりません。")),
        ("single", ("Cronbach's alpha is not told: of a single question it means nothing.",
                    "クロンバックの α は示しません。問題が 1 つだけでは、意味のある値になりません。")),
        ("alike", ("Cronbach's alpha is not told: where all have the same points it means nothing.",
                   "クロンバックの α は示しません。全員の得点が同じときは、意味のある値になりません。")),
    ],
)  # fmt: skip
def test_why_there_is_no_alpha(found, text) -> None:
    assert [both(said) for said in alpha_sentences(found, 5)] == [text]


MEANINGS = {
    0.7: ("The questions rank the class much alike, so totals can be compared with each other.",
          "どの問題でも成績の順序がよく似ているので、合計点どうしを比べることができます。"),
    0.5: ("The questions rank the class alike in part only: small differences between totals may "
          "be chance.",
          "成績の順序は、問題によってある程度違います。合計点の小さな差は、偶然かもしれません。"),
    0.0: ("The questions rank the class differently: look at each by itself, rather than at "
          "totals.",
          "成績の順序は、問題によって大きく違います。合計点よりも、問題ごとの得点を見てください。"),
    -0.4: ("The questions rank the class against each other: perhaps one is judged wrongly.",
           "成績の順序が、問題によって逆になっています。採点の誤っている問題があるかもしれません。"),
}  # fmt: skip


@pytest.mark.parametrize("found", MEANINGS)
def test_alpha_with_what_it_means(found: float) -> None:
    number, meaning, caution = map(both, alpha_sentences(found, 5))
    shown = f"{found:.2f}".replace("-", "−")
    assert number == (
        f"Cronbach's alpha of the 5 questions is {shown}.",
        f"5 問についてのクロンバックの α は {shown} です。",
    )
    assert meaning == MEANINGS[found]
    assert caution is not None
    assert caution[0].startswith("Alpha is 1 where all questions rank alike")


# ------------------------------------------------------------------ what could go wrong


def test_hostile_names_and_code_are_text(page, graded: Path) -> None:
    _language, text = page
    assert "<script>hacked" not in text
    assert html.escape(HOSTILE) in text
    assert text.count("<script>") == text.count("</script>") == 1
    assert "&lt;/script&gt;&lt;b&gt;" in text


def test_the_policy_names_the_one_script_by_its_hash(page) -> None:
    _language, text = page
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.S)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'\">" in text
    assert re.findall(r'(?:src|href)="(?!data:|#|feedback/|why/)[^"]*', text) == []
    assert " on" not in "".join(re.findall(r"<[a-z]+( [^>]*)>", text)).replace(" only", "")


def test_the_same_results_have_the_same_bytes(graded: Path) -> None:
    one, other = (report(graded, "en", lambda: None).read_bytes() for _time in range(2))
    assert one == other


def test_no_id_stands_twice(page) -> None:
    ids = re.findall(r' id="([^"]*)"', page[1])
    assert len(ids) == len(set(ids))


def test_runs_that_are_half_written_or_of_nobody_are_left_out(graded: Path) -> None:
    slow_one = {"submission": "plus0", "began": "2026-04-01T09:30:00Z", "seconds": 9.0,
                "unchanged": False, "cells": [[1, 7.5]], "questions": []}  # fmt: skip
    quick = [json.dumps(slow_one | {"submission": f"right0{n}", "cells": []}) for n in range(3)]
    lines = [*quick, json.dumps(slow_one), json.dumps(slow_one | {"submission": "gone"}), '{"subm']
    path = write(graded / "runs.jsonl", "\n".join(lines))
    text = text_of(report(graded, "en", lambda: None).read_text("utf-8"))
    path.unlink()
    assert "Slow, in CPU seconds plus0: 7.5 (cell 1: 7.5)" in text
    assert "gone" not in text


def test_a_class_without_anything_wrong(graded: Path, tmp_path: Path) -> None:
    for place in ("results", "executed"):
        for path in (graded / place).glob("right*"):
            write(tmp_path / place / path.name, path.read_text("utf-8"))
    text = text_of(report(tmp_path, "en", lambda: None).read_text("utf-8"))
    assert "Easy" not in text  # of eight submissions nothing is said
    assert "Of fewer than 15 submissions both are mostly chance." in text
    assert "Checks that everybody passes double/1: Double (8 / 8)" in text
    for heading in ("What stands out", "Known mistakes", "The same wrong answers", "Stopped"):
        assert heading not in text


def test_nothing_could_be_graded(graded: Path, tmp_path: Path) -> None:
    path = graded / "results/broken.json"
    write(tmp_path / "results/broken.json", path.read_text("utf-8"))
    text = text_of(report(tmp_path, "en", lambda: None).read_text("utf-8"))
    assert "broken0" in text
    assert "Cronbach" not in text


def test_without_what_was_run_there_is_no_code(graded: Path, tmp_path: Path) -> None:
    for path in (graded / "results").glob("plus*"):
        write(tmp_path / "results" / path.name, path.read_text("utf-8"))
    text = report(tmp_path, "en", lambda: None).read_text("utf-8")
    assert "The same wrong answers" in text
    assert "@mistake(" not in text


# ------------------------------------------------------------------ plots


def test_plots_are_the_same_each_time_whatever_this_machine_prefers(monkeypatch) -> None:
    import matplotlib

    bars = histogram([1, 2, 3, 9], 10)
    plain = histogram_svg(bars, 3.75, 2.5, "points")
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 30)
    monkeypatch.setitem(matplotlib.rcParams, "svg.fonttype", "path")
    assert histogram_svg(bars, 3.75, 2.5, "points") == plain
    assert matplotlib.rcParams["font.size"] == 30
    assert plain.startswith('<svg aria-hidden="true"')
    assert plain.count('id="points-bar-') == 10


def test_numbers_beside_points_that_are_near_stand_together() -> None:
    points = [
        (0.5, 0.3, "1"),
        (0.51, 0.31, "2"),
        (0.52, 0.3, "3"),
        (0.7, 0.3, "4"),
        (0.5, 0.6, "5"),
    ]
    svg = scatter_svg(points, "questions")
    beside = [text.strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
    assert {"1, 2, 3", "4", "5"} <= {*beside}
    assert not {"1", "2", "3"} & {*beside}
    same = scatter_svg([(0.2, 0.3, str(n)) for n in range(1, 13)], "questions")
    assert "1, 10, 11, 12, 2, 3" not in same
    assert "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12" in same


def test_two_plots_on_a_page_share_no_id() -> None:
    both_plots = histogram_svg(histogram([1], 10), 1, 1, "points") + scatter_svg(
        [(0.5, -0.3, "1"), (0.9, 0.4, "2")], "questions"
    )
    ids = re.findall(r' id="([^"]*)"', both_plots)
    assert len(ids) == len(set(ids))
    assert {"points-mean", "questions-dots", "questions-least"} < set(ids)


# ------------------------------------------------------------------ who reads an explanation


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (2, None),
        (1, (
            "1 of them read this; the others are told of something else first, such as a function "
            "of another question that this uses.",
            "このうち 1 人がこの説明を読みます。そのほかの学生には、先に直すべきこと（この問題で使っているほかの問題の関数など）を伝えています。",
        )),
        (0, (
            "None of them reads an explanation of it: they are told of something else first, such "
            "as a function of another question that this uses.",
            "この間違いの説明は、どの学生にも表示していません。先に直すべきこと（この問題で使っているほかの問題の関数など）を伝えているためです。",
        )),
    ],
)  # fmt: skip
def test_who_reads_the_explanation_of_a_mistake(told: int, said: tuple[str, str] | None) -> None:
    why = Text.of(en="You squared.", ja="二乗しています。")
    results = {}
    for number, name in enumerate(("abe", "ito")):
        result = stored("units", name, (0.0,))
        (question,) = result.questions
        feedback = QuestionFeedback(explanation=why if number < told else None)
        results[name] = replace(result, questions=(replace(question, feedback=feedback),))
    shared = Shared(question=question, files=("abe", "ito"), mistake="squared")
    found = Explained.of(shared, {name: without_words(one) for name, one in results.items()})
    assert found.explanation == (why if told else None)
    assert (found.others and both(found.others)) == said
