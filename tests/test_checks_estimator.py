"""Fitted estimators: what the file says, what a worker tells of them, verdicts and sentences.

Tests of `checks/estimator.py`, `checks/predictions.py`, `models/estimators.py` and
`worker/estimators.py`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from autograder.checks.estimator import EstimatorCheck
from autograder.checks.predictions import score
from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import read_submission
from autograder.errors import AssignmentError
from autograder.execution.sandboxed import Sandbox
from autograder.feedback.checks import instructor_message, message
from autograder.grading import grade_one
from autograder.models import read_estimator
from autograder.protocol.answers import answer as received
from autograder.protocol.values import Foreign, Opaque
from autograder.records import CheckResult, EstimatorRequest, Outcome, Raised, Unsendable, Value
from autograder.records.sentences import Sentence
from autograder.worker.answering import dumped
from autograder.worker.estimators import describe
from tests.said import both, sentences
from tests.small_course import write

Edit = Callable[[str, str, str], Path]

YAML = "assignments/doubling/assignment.yaml"
REFERENCE = "reference/doubling.py"
CHECKS = """\
      - estimator: clf
        class: [LogisticRegression, SVC]
        parameters: {C: 2.0}
        features: 1
      - estimator: clf
        held_out: doubling.held_out
        accuracy: {full: 0.9, none: 0.5}
        hidden: true
      - estimator: line
        class: LinearRegression
        held_out: doubling.on_a_line
        r2: {full: 0.9, none: 0}
        hidden: true
      - estimator: scaled
        steps: [StandardScaler, [SVC, LinearSVC]]
        hidden: true
"""
SOLUTION = """
def held_out():
    return [[0.0], [1.0], [2.0], [3.0]], ["low", "low", "high", "high"]


def on_a_line():
    return [[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0]
"""
RIGHT = """
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
X, y = [[0.2], [0.4], [2.6], [2.8]], ["low", "low", "high", "high"]
clf = LogisticRegression(C=2).fit(X, y)
line = LinearRegression().fit([[4], [5]], [9, 11])
scaled = make_pipeline(StandardScaler(), SVC()).fit(X, y)
"""


@pytest.fixture
def fitted(course: Path) -> Path:
    write(course / "reference/mistakes/doubling.py", "")
    write(course / REFERENCE, (course / REFERENCE).read_text() + SOLUTION)
    text = (course / YAML).read_text()
    write(course / YAML, "imports: [sklearn]\n" + text[: text.index("      - call")] + CHECKS)
    return course


def checks(course: Path) -> Any:
    return load_assignment(find_course(course), "doubling").questions[0].checks


def judged(check: EstimatorCheck, source: str) -> CheckResult:
    """Return how a check goes for code, its answer sent over the wire as a worker sends it."""
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    (request,) = check.requests
    return judge_answers(check, [received(dumped(describe(namespace, request)))])


def _as_objects(parts: list[object]) -> object:
    array = np.empty(len(parts), object)
    array[:] = parts
    return array


def said(result: CheckResult) -> list[tuple[str, str] | None]:
    return [both(sentence) for sentence in instructor_message(result).sentences]


@pytest.mark.parametrize("number", range(4))
def test_a_right_estimator_passes(fitted: Path, number: int) -> None:
    assert judged(checks(fitted)[number], RIGHT).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("number", "clf"),
    [
        (0, "clf = SVC(C=2).fit(X, y)"),
        (0, "clf = make_pipeline(StandardScaler(), SVC(C=2)).fit(X, y)"),
        (0, "from sklearn.model_selection import GridSearchCV\n"
            "clf = GridSearchCV(SVC(), {'C': [2]}, cv=2).fit(X, y)"),
        (1, "from sklearn.dummy import DummyClassifier\n"
            "clf = make_pipeline(StandardScaler(), SVC()).fit(X, y)"),
        (1, "class Mine:\n"
            "    def predict(self, X):\n"
            "        return [['low', 'high'][x > 1.5] for (x,) in X]\n"
            "clf = Mine()"),
        (1, "import pandas as pd\n"
            "class Mine:\n"
            "    def predict(self, X): return pd.Series(['low', 'low', 'high', 'high'])\n"
            "clf = Mine()"),
        (1, "import numpy as np\n"
            "class Mine:\n"
            "    def predict(self, X): return np.array([['low'], ['low'], ['high'], ['high']])\n"
            "clf = Mine()"),
        (3, "from sklearn.svm import LinearSVC\n"
            "scaled = make_pipeline(StandardScaler(), LinearSVC()).fit(X, y)"),
    ],
)  # fmt: skip
def test_so_does_one_made_otherwise(fitted: Path, number: int, clf: str) -> None:
    assert judged(checks(fitted)[number], RIGHT + clf).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("number", "changed", "en", "ja"),
    [
        (
            0,
            "clf = LogisticRegression(C=1).fit(X, y)",
            "The parameter `C` of `clf` is `1`; expected `2.0`.",
            "`clf` のパラメータ `C` が `1` です。正しくは `2.0` です。",
        ),
        (
            0,
            "clf = LogisticRegression(C=2)",
            "`clf` is not fitted yet: nothing has called its `fit`.",
            "`clf` はまだ学習していません。`clf` の `fit` が呼び出されていません。",
        ),
        (
            0,
            "clf = LogisticRegression(C=2).fit([[1, 2], [3, 4]], [0, 1])",
            "`clf` has been fitted to 2 columns; expected 1.",
            "`clf` の学習に使った列は 2 個です。正しくは 1 個です。",
        ),
        (
            0,
            "clf = line",
            "`clf` is `LinearRegression`; expected `LogisticRegression` or `SVC`.",
            "`clf` が `LinearRegression` です。正しくは `LogisticRegression` または `SVC` です。",
        ),
        (
            0,
            "class LogisticRegression:\n    def predict(self, X): pass\nclf = LogisticRegression()",
            "`clf` is of type `LogisticRegression`, which is none of scikit-learn's; expected "
            "`LogisticRegression` or `SVC`.",
            "`clf` の型が `LogisticRegression` で、これは scikit-learn のものではありません。"
            "正しくは `LogisticRegression` または `SVC` です。",
        ),
        (
            0,
            "clf = [1]",
            "`clf` is of type list; expected a fitted estimator.",
            "`clf` は list 型です。求められているのは、学習済みの推定器です。",
        ),
        (
            0,
            "clf = SVC",
            "`clf` is a class: make an object of it with `()`, and fit that.",
            "`clf` がクラスそのものです。"
            "`()` を付けてオブジェクトを作り、それを学習させてください。",
        ),
        (0, "clf = None", "`clf` is None; give it a value.", None),
        (
            0,
            "clf = ...",
            "`clf` still holds the `...` of the handout; put your answer there.",
            None,
        ),
        (
            3,
            "scaled = SVC().fit(X, y)",
            "`scaled` is not a pipeline; expected one of `StandardScaler`, `SVC` or `LinearSVC`.",
            "`scaled` がパイプラインではありません。正しくは、`StandardScaler`, `SVC` または "
            "`LinearSVC` からなるパイプラインです。",
        ),
        (
            3,
            "scaled = make_pipeline(SVC()).fit(X, y)",
            "The steps of `scaled` are `SVC`; expected `StandardScaler`, `SVC` or `LinearSVC`.",
            "`scaled` の中身が `SVC` です。正しくは `StandardScaler`, `SVC` または "
            "`LinearSVC` です。",
        ),
    ],
)
def test_what_is_wrong_is_told(
    fitted: Path, number: int, changed: str, en: str, ja: str | None
) -> None:
    result = judged(checks(fitted)[number], RIGHT + changed)
    assert result.outcome is Outcome.FAILED
    (pair,) = said(result)
    assert pair is not None
    assert pair[0] == en
    assert ja is None or pair[1] == ja


@pytest.mark.parametrize(
    ("stated", "made", "sentence"),
    [
        ("{kernel: linear}", "SVC()",
         "The parameter `kernel` of `clf` is `'rbf'`; expected `'linear'`."),
        ("{gama: 1}", "SVC()", "`clf` has no parameter `gama`."),
        ("{max_depth: null}", "DecisionTreeClassifier(max_depth=3)",
         "The parameter `max_depth` of `clf` is `3`; expected `None`."),
        ("{hidden_layer_sizes: [5, 2]}", "MLPClassifier((5, 3), max_iter=1)",
         "The parameter `hidden_layer_sizes` of `clf` is `[5, 3]`; expected `[5, 2]`."),
        ("{estimator: SVC}", "BaggingClassifier(DecisionTreeClassifier())",
         "The parameter `estimator` of `clf` is `'DecisionTreeClassifier'`; expected `'SVC'`."),
        ("{metric: euclidean}", "KNeighborsClassifier(metric=lambda a, b: 0, n_neighbors=1)",
         "The parameter `metric` of `clf` is `'function'`; expected `'euclidean'`."),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore")
def test_parameters_of_all_kinds(
    fitted: Path, edit: Edit, stated: str, made: str, sentence: str
) -> None:
    edit(
        YAML,
        "class: [LogisticRegression, SVC]\n        parameters: {C: 2.0}",
        f"parameters: {stated}",
    )
    imports = (
        "from sklearn.neural_network import MLPClassifier\n"
        "from sklearn.ensemble import BaggingClassifier\n"
        "from sklearn.neighbors import KNeighborsClassifier\n"
        "from sklearn.tree import DecisionTreeClassifier\n"
    )
    result = judged(checks(fitted)[0], RIGHT + imports + f"clf = {made}.fit(X, y)")
    assert [pair and pair[0] for pair in said(result)] == [sentence]


def test_parameters_without_a_class_need_one_of_scikit_learn(fitted: Path, edit: Edit) -> None:
    edit(YAML, "class: [LogisticRegression, SVC]\n        ", "")
    result = judged(checks(fitted)[0], "class A:\n    def predict(self, X): pass\nclf = A()")
    assert said(result) == [
        (
            "`clf` is of type `A`, which is none of scikit-learn's; expected an estimator of "
            "scikit-learn.",
            "`clf` の型が `A` で、これは scikit-learn のものではありません。"
            "正しくは scikit-learn の推定器 です。",
        )
    ]


# ------------------------------------------------------------------ predictions

PREDICTS = """
import numpy as np
class Mine:
    def predict(self, X):
        {}
clf = line = Mine()
"""


@pytest.mark.parametrize(
    ("labels", "fraction"),
    [
        ("'low', 'low', 'high', 'high'", None),
        ("'low', 'low', 'high', 'low'", 0.625),
        ("'low', 'low', 'low', 'low'", 0),
        ("'high', 'high', 'low', 'low'", 0),
        ("0, 0, 1, 1", 0),
        ("None, np.nan, object(), [1]", 0),
        ("'low', b'low', np.str_('high'), type('S', (str,), {})('high')", 0.625),
    ],
)
def test_accuracy_is_a_scale(fitted: Path, labels: str, fraction: float | None) -> None:
    result = judged(checks(fitted)[1], PREDICTS.format(f"return [{labels}]"))
    if fraction is None:
        assert result.outcome is Outcome.PASSED
    else:
        assert (result.outcome, result.fraction) == (Outcome.FAILED, fraction)


def test_how_many_are_right_is_told_to_the_teacher_alone(fitted: Path) -> None:
    check = checks(fitted)[1]
    result = judged(check, PREDICTS.format("return ['low', 'low', 'high', 'low']"))
    assert said(result) == [
        (
            "75% of the labels are right; full points need 90% or more.",
            "正しいラベルは 75% でした。満点には 90% 以上が必要です。",
        )
    ]
    told = message(result)
    assert told.facts == ()
    assert sentences(told, "en") == (
        "On data that it has not seen, `clf` does not predict well enough for full points.",
    )
    assert sentences(told, "ja") == (
        "学習に使っていないデータに対する `clf` の予測が、満点に必要なところまで達していません。",
    )


def test_of_other_hidden_checks_the_outcome_is_told(fitted: Path) -> None:
    _, _, line, scaled = checks(fitted)
    assert both(line.hidden_sentence) == (
        "`line` is not made as the question asks, or does not predict well enough for full points "
        "on data that it has not seen.",
        "`line` が問のとおりに作られていないか、学習に使っていないデータに対する予測が、"
        "満点に必要なところまで達していません。",
    )
    assert both(scaled.hidden_sentence) == (
        "`scaled` is not made as the question asks.",
        "`scaled` が、問のとおりに作られていません。",
    )


@pytest.mark.parametrize(
    ("returns", "sentence"),
    [
        (
            "np.ones((4, 2))",
            "`predict` returns an array of shape (4, 2); expected (4,).|"
            "`predict` の返す配列の形が (4, 2) です。正しくは (4,) です。",
        ),
        (
            "{'a': 1}",
            "`predict` returns a value of type `dict`; expected an array of predictions.|"
            "`predict` の返す値の型が `dict` です。予測を並べた配列でなければなりません。",
        ),
        (
            "['low'] * 3",
            "The number of predictions is 3; expected 4, one for each row.|"
            "予測が 3 個あります。正しくは、1 行に 1 個ずつ、4 個です。",
        ),
    ],
)
def test_what_are_no_predictions_is_told(fitted: Path, returns: str, sentence: str) -> None:
    result = judged(checks(fitted)[1], PREDICTS.format(f"return {returns}"))
    assert said(result) == [tuple(sentence.split("|"))]


@pytest.mark.parametrize(
    ("numbers", "fraction", "sentence"),
    [
        ("[1, 3, 5]", None, None),
        ("[[1.2], [3.2], [5.2]]", None, None),
        ("np.array([[1.2], [3.2], [5.2]])", None, None),
        ("[3, 3, 3]", 0, "R² is 0; full points need 0.9 or more.|"
                         "決定係数 R² は 0 でした。満点には 0.9 以上が必要です。"),
        ("[1, 3, 7]", 5 / 9, "R² is 0.5; full points need 0.9 or more.|"
                             "決定係数 R² は 0.5 でした。満点には 0.9 以上が必要です。"),
        ("[1e300, -1e300, 5]", 0, "R² is -inf; full points need 0.9 or more.|"
                                  "決定係数 R² は -inf でした。満点には 0.9 以上が必要です。"),
        ("[1, 3, np.nan]", 0, "Among the predictions is something that is not a number.|"
                              "予測の中に、数ではないものがあります。"),
        ("[1, 3, 'five']", 0, "Among the predictions is something that is not a number.|"
                              "予測の中に、数ではないものがあります。"),
        ("[1, 3, 10**400]", 0, "Among the predictions is something that is not a number.|"
                               "予測の中に、数ではないものがあります。"),
    ],
)  # fmt: skip
def test_r2_is_a_scale(
    fitted: Path, edit: Edit, numbers: str, fraction: float | None, sentence: str | None
) -> None:
    edit(YAML, "        class: LinearRegression\n", "")
    result = judged(checks(fitted)[2], PREDICTS.format(f"return {numbers}"))
    if fraction is None:
        assert result.outcome is Outcome.PASSED
    else:
        assert result.outcome is Outcome.FAILED
        assert result.fraction == pytest.approx(fraction)
        assert said(result) == [tuple((sentence or "").split("|"))]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    | st.just(Opaque("object")) | st.complex_numbers() | st.decimals(),
    lambda parts: st.lists(parts, max_size=3)
    | st.tuples(parts, parts)
    | st.dictionaries(st.text(), parts, max_size=2)
    | st.lists(parts, min_size=2, max_size=2).map(_as_objects)
    | parts.map(lambda part: Foreign("mine.S", part)),
    max_leaves=8,
)  # fmt: skip


@given(anything)
def test_whatever_is_predicted_has_a_score_or_a_sentence(predictions: object) -> None:
    for measure, right in (("accuracy", ("low", 1)), ("r2", (1.0, 2.0))):
        reached = score(measure, predictions, right)  # type: ignore[arg-type]
        assert isinstance(reached, Sentence) or reached <= 1 or reached != reached


def test_a_plain_threshold_is_no_scale(fitted: Path, edit: Edit) -> None:
    edit(YAML, "accuracy: {full: 0.9, none: 0.5}", "accuracy: 0.75")
    at, below = "['low', 'low', 'high', 'low']", "['low', 'low', 'low', 'low']"
    check = checks(fitted)[1]
    assert judged(check, PREDICTS.format(f"return {at}")).outcome is Outcome.PASSED
    assert judged(check, PREDICTS.format(f"return {below}")).fraction == 0


def test_right_answers_are_no_part_of_what_is_asked(fitted: Path) -> None:
    (request,) = checks(fitted)[1].requests
    assert request == EstimatorRequest(name="clf", inputs=[[0.0], [1.0], [2.0], [3.0]])


def test_one_that_is_not_fitted_is_not_asked_to_predict(fitted: Path) -> None:
    result = judged(checks(fitted)[1], "from sklearn.svm import SVC\nclf = SVC()")
    assert said(result)[0] == (
        "`clf` is not fitted yet: nothing has called its `fit`.",
        "`clf` はまだ学習していません。`clf` の `fit` が呼び出されていません。",
    )


def test_a_table_is_asked_with_as_a_table(fitted: Path, edit: Edit) -> None:
    edit(YAML, "imports: [sklearn]", "imports: [sklearn, pandas]")
    edit(REFERENCE, "def held_out", "import pandas as pd\n\n\ndef held_out")
    edit(
        REFERENCE,
        "[[0.0], [1.0], [2.0], [3.0]], [",
        "pd.DataFrame({'x': [0., 1, 2, 3]}), pd.Series([",
    )
    edit(REFERENCE, '"high", "high"]', '"high", "high"])')
    check = checks(fitted)[1]
    assert check.right == ("low", "low", "high", "high")
    assert len(check.request.inputs) == 4


@pytest.mark.filterwarnings("ignore:X does not have valid feature names")
def test_a_table_of_unknown_columns_is_given_as_an_array() -> None:
    pd = pytest.importorskip("pandas")
    namespace: dict[str, Any] = {}
    fit = "clf = LogisticRegression().fit(pd.DataFrame({'other': [0, 1, 2, 3]}), [0, 0, 1, 1])"
    exec(f"{RIGHT}\nimport pandas as pd\n{fit}", namespace)
    inputs = pd.DataFrame({"x": [0.0, 3.0]})
    answer = describe(namespace, EstimatorRequest(name="clf", inputs=inputs))
    assert isinstance(answer, Value)
    estimator = read_estimator(answer.value)
    assert estimator is not None
    assert list(estimator.predictions) == [0, 1]  # type: ignore[call-overload]


def test_what_it_stops_with_for_a_table_is_what_is_told() -> None:
    pd = pytest.importorskip("pandas")
    namespace: dict[str, Any] = {}
    predict = "    def predict(self, X): raise ValueError(type(X).__name__)"
    exec(f"class M:\n{predict}\nclf = M()", namespace)
    inputs = pd.DataFrame({"x": [0.0, 3.0]})
    answer = describe(namespace, EstimatorRequest(name="clf", inputs=inputs))
    assert isinstance(answer, Raised)
    assert answer.message == "DataFrame"


# ------------------------------------------------------------------ what a worker may claim


def facts(**changed: object) -> object:
    plain = {
        "kind": "SVC",
        "type": "s.SVC",
        "fitted": True,
        "features": 1,
        "parameters": {"C": 2},
        "inner": [],
    }
    return {**plain, "predictions": None, **changed}


@pytest.mark.parametrize(
    "claimed",
    [
        {"kind": 3},
        {"fitted": 1},
        {"features": "1"},
        {"parameters": [1]},
        {"parameters": {3: 4}},
        {"inner": [{"kind": "SVC"}]},
        {"more": 1},
        {"inner": "SVC"},
    ],
)
def test_facts_of_another_form_are_those_of_no_estimator(claimed: dict[str, object]) -> None:
    assert read_estimator(facts()) is not None
    assert read_estimator(facts(**claimed)) is None


def test_of_very_much_a_little_is_told(fitted: Path) -> None:
    made, _, _, scaled = checks(fitted)
    nested: object = 0
    for _level in range(4):
        nested = [nested] * 10
    for check, changed, sentence in (
        (made, {"parameters": {"C": nested}}, "parameter `C` of `clf` is `list`; expected `2.0`."),
        (
            scaled,
            {"kind": "Pipeline", "inner": [facts()] * 500},
            f"`scaled` are {', '.join(['`SVC`'] * 10)}, …; expected `StandardScaler`, `SVC` or "
            "`LinearSVC`.",
        ),
    ):
        result = judge_answers(check, [Value(value=facts(**changed))])
        ((en, _ja),) = [pair for pair in said(result) if pair]
        assert en.endswith(sentence)


@pytest.mark.parametrize("claimed", [np.ones(3), "SVC", {"kind": np.ones(2)}, [None]])
def test_what_describes_no_estimator_fails(fitted: Path, claimed: object) -> None:
    for check in checks(fitted):
        assert judge_answers(check, [Value(value=claimed)]).outcome is Outcome.FAILED


@pytest.mark.process
def test_the_grader_needs_no_scikit_learn(fitted: Path) -> None:
    program = f"""
        import sys
        from pathlib import Path
        from autograder.checks.replay import judge_answers
        from autograder.course.assignment import load_assignment
        from autograder.course.course import find_course
        from autograder.records import Value

        course = find_course(Path({str(fitted)!r}))
        check = load_assignment(course, "doubling").questions[0].checks[1]
        predictions = ["low", "low", "high", "high"]
        facts = {{"kind": "SVC", "type": "SVC", "fitted": True, "features": 1, "parameters": {{}}}}
        value = {{**facts, "inner": [], "predictions": predictions}}
        print(judge_answers(check, [Value(value=value)]).outcome.value, "sklearn" in sys.modules)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["passed", "False"]


def test_a_name_that_is_none_is_no_class(fitted: Path) -> None:
    claimed = facts(kind="<b>SVC</b>", type="x" * 1000)
    result = judge_answers(checks(fitted)[0], [Value(value=claimed)])
    assert said(result)[0] == (
        f"`clf` is of type `{'x' * 80}`, which is none of scikit-learn's; expected "
        "`LogisticRegression` or `SVC`.",
        f"`clf` の型が `{'x' * 80}` で、これは scikit-learn のものではありません。"
        "正しくは `LogisticRegression` または `SVC` です。",
    )


HOSTILE = {
    "raises": ("class M:\n    def predict(self, X): raise ValueError('no')", Outcome.RAISED),
    "exits": ("class M:\n    def predict(self, X): raise SystemExit(3)", Outcome.RAISED),
    "raises from its attributes": (
        "class M:\n    def __getattribute__(self, name): raise KeyError(name)",
        Outcome.RAISED,
    ),
    "forges its class": (
        "from sklearn.svm import SVC\nclass M:\n    __class__ = SVC\n    __name__ = 'SVC'",
        Outcome.FAILED,
    ),
    "names scikit-learn's module": (
        "import sklearn.svm\nclass M:\n    __module__ = 'sklearn.svm._classes'\n"
        "    __qualname__ = 'SVC'\n    predict = lambda self, X: ['low', 'low', 'high', 'low']",
        Outcome.FAILED,
    ),
    "has names that lie": (
        "class Meta(type):\n    __name__ = property(lambda self: 1 / 0)\n"
        "    __module__ = __name__\n    __mro__ = ()\n"
        "class M(metaclass=Meta):\n    def predict(self, X): return self",
        Outcome.FAILED,
    ),
    "predicts for 10**8 rows": (
        "import numpy as np\nclass M:\n    def predict(self, X): return np.zeros(10**8, np.int8)",
        Outcome.FAILED,
    ),
    "predicts without end": (
        "import itertools\nclass M:\n    def predict(self, X): return itertools.count()",
        Outcome.FAILED,
    ),
    "predicts itself": (
        "class M:\n    def predict(self, X):\n        x = []; x.append(x); return x",
        Outcome.FAILED,
    ),
    "predicts what is equal to all": (
        "class E:\n    __eq__ = lambda *_: True\n"
        "class M:\n    def predict(self, X): return [E()] * 4",
        Outcome.FAILED,
    ),
    "predicts text that is equal to all": (
        "class E(str):\n    __eq__ = lambda *_: True\n    __hash__ = None\n"
        "class M:\n    def predict(self, X): return [E()] * 4",
        Outcome.FAILED,
    ),
    "predicts numbers without bounds": (
        "class M:\n    def predict(self, X): return [1 << 10**6] * 4",
        Outcome.FAILED,
    ),
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_what_an_estimator_does_is_its_own_fault(fitted: Path, trick: str) -> None:
    source, outcome = HOSTILE[trick]
    for check in checks(fitted)[:2]:
        result = judged(check, f"{source}\nclf = line = scaled = M()")
        assert result.outcome in (outcome, Outcome.FAILED)
        assert result.fraction in (0, 0.625)
        assert all(all(pair or ()) for pair in said(result))
    assert result.outcome is outcome


def test_an_estimator_that_holds_itself_ends() -> None:
    source = RIGHT + "scaled.steps[0] = ('again', scaled)\nscaled.steps *= 50"
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    answer = received(dumped(describe(namespace, EstimatorRequest(name="scaled"))))
    assert isinstance(answer, Value | Unsendable | Raised)


# ------------------------------------------------------------------ in the sandbox


@pytest.fixture(scope="module")
def with_sklearn() -> Iterator[Sandbox]:
    with Sandbox(("sklearn",)) as sandbox:
        yield sandbox


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize(
    ("changed", "outcomes"),
    [
        ("", ["passed"] * 4),
        ("clf = SVC(C=2)", ["failed", "failed", "passed", "passed"]),
        (
            "import numpy as np\nclass M:\n"
            "    def predict(self, X): return np.zeros(10**8, np.int8)\nclf = M()",
            ["failed", "failed", "passed", "passed"],
        ),
        (
            "class M:\n    def predict(self, X): return 'x' * (1 << 31)\nclf = M()",
            ["failed", "killed", "skipped", "skipped"],
        ),
        (
            "class M:\n    def predict(self, X):\n        while True: pass\nclf = M()",
            ["failed", "timed out", "skipped", "skipped"],
        ),
        (
            "class M:\n    def predict(self, X):\n        import os; os._exit(0)\nclf = M()",
            ["failed", "killed", "skipped", "skipped"],
        ),
    ],
    ids=["right", "not fitted", "too large", "out of memory", "endless", "ends its process"],
)
def test_it_is_graded_in_the_sandbox(
    fitted: Path,
    tmp_path: Path,
    with_sklearn: Sandbox,
    edit: Edit,
    changed: str,
    outcomes: list[str],
) -> None:
    edit(YAML, "imports: [sklearn]\n", "imports: [sklearn]\nlimits: {question_seconds: 3}\n")
    assignment = load_assignment(find_course(fitted), "doubling")
    submission = read_submission(write(tmp_path / "s.py", RIGHT + changed))
    result = grade_one(assignment, submission, with_sklearn)
    scored = result.questions[0].checks
    assert [s.result.outcome.value for s in scored] == outcomes


def test_hidden_inputs_are_asked_in_the_hidden_phase(fitted: Path) -> None:
    (visible, *hidden) = checks(fitted)
    assert visible.request.inputs is None
    assert [check.hidden for check in hidden] == [True] * 3


# ------------------------------------------------------------------ bad input


def refused(course: Path) -> list[str]:
    """Return the faults of the file, from the line on."""
    with pytest.raises(AssignmentError) as error:
        checks(course)
    return [line.removeprefix(f"{course / YAML}:") for line in str(error.value).split("\n")]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "        parameters: {C: 2.0}\n",
            "        parametres: {C: 2.0}\n",
            "10: double, check 1: unknown key `parametres`; did you mean `parameters`?",
        ),
        (
            "class: [LogisticRegression, SVC]",
            "class: []",
            "9: double, check 1: expected the name of a class such as LogisticRegression, or a "
            "list of them but got class=[] (list)",
        ),
        (
            "class: [LogisticRegression, SVC]",
            "class: sklearn.svm.SVC",
            "9: double, check 1: expected the name of a class such as LogisticRegression, or a "
            "list of them but got class='sklearn.svm.SVC' (str)",
        ),
        (
            "steps: [StandardScaler, [SVC, LinearSVC]]",
            "steps: StandardScaler",
            "22: double, check 4: expected a list of classes but got steps='StandardScaler' (str)",
        ),
        (
            "parameters: {C: 2.0}",
            "parameters: C",
            "10: double, check 1: expected a mapping of parameters such as {C: 1.0} but got "
            "parameters='C' (str)",
        ),
        (
            "        class: [LogisticRegression, SVC]\n        parameters: {C: 2.0}\n"
            "        features: 1\n",
            "",
            "8: double, check 1: expected `class`, `steps`, `parameters`, `features` or `held_out`",
        ),
        (
            "        accuracy: {full: 0.9, none: 0.5}\n",
            "",
            "12: double, check 2: expected `accuracy` or `r2`, because of `held_out`",
        ),
        (
            "        held_out: doubling.held_out\n",
            "        class: SVC\n",
            "12: double, check 2: expected `held_out`, because of `accuracy`",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}",
            "accuracy: 90",
            "14: double, check 2: expected a number between 0 and 1, or a mapping with `full` and "
            "`none` but got accuracy=90 (int)",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}",
            "accuracy: {full: 0.9}",
            "14: double, check 2, accuracy: `none` is missing",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}",
            "accuracy: {full: 0.9, none: 0.95}",
            "14: `none` of `accuracy` must be below `full`",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}",
            "accuracy: {full: 0.9, none: 0.3}",
            "14: predicting 'low' for every row of doubling.held_out gets 0.5 and would earn "
            "points; let `none` be 0.5 or more",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}",
            "accuracy: 0.5",
            "14: predicting 'low' for every row of doubling.held_out gets 0.5 and would earn "
            "points; ask for more than that",
        ),
        (
            "r2: {full: 0.9, none: 0}",
            "r2: 0",
            "19: predicting the mean for every row of doubling.on_a_line gets 0 and would earn "
            "points; ask for more than that",
        ),
        (
            "accuracy: {full: 0.9, none: 0.5}\n        hidden: true",
            "accuracy: {full: 0.9, none: 0.5}",
            "13: `held_out` is for data that no student has; write `hidden: true`",
        ),
        (
            "held_out: doubling.held_out",
            "held_out: doubling.heldout",
            "13: reference/doubling.py has no `heldout`; did you mean `held_out`?",
        ),
        (
            "held_out: doubling.held_out",
            "held_out: doubling.double",
            "13: doubling.double raised TypeError: double() missing 1 required positional "
            "argument: 'x'",
        ),
    ],
)
def test_a_wrong_form_gets_line_and_cure(
    fitted: Path, edit: Edit, old: str, new: str, fault: str
) -> None:
    edit(YAML, old, new)
    assert refused(fitted) == [fault]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("return None", "doubling.held_out must return inputs and right answers: `return X, y`"),
        ("return [[1.0]]", "doubling.held_out must return inputs and right answers: `return X, y`"),
        (
            "return [[1.0], [2.0]], ['low']",
            "doubling.held_out must return as many right answers, in a list, as rows",
        ),
        (
            "return 3, 'low'",
            "doubling.held_out must return as many right answers, in a list, as rows",
        ),
        (
            "return [[1.0], [2.0]], ['low', None]",
            "the right answers of doubling.held_out must be text or numbers, none missing",
        ),
        (
            "return [[1.0], [2.0]], [0.0, float('nan')]",
            "the right answers of doubling.held_out must be text or numbers, none missing",
        ),
        (
            "return [[1.0], [2.0]], ['low', 'low']",
            "the right answers of doubling.held_out are all the same, which tells nothing",
        ),
        (
            "return [[1.0], [2.0]], [object(), 1]",
            "doubling.held_out returns what cannot be sent to a worker: it holds something that "
            "is not plain data",
        ),
        (
            "import numpy; return numpy.zeros((9000, 1000)), [0, 1] * 4500",
            "doubling.held_out returns what cannot be sent to a worker: more than 8 MiB",
        ),
        (
            "return open('missing.csv')",
            "doubling.held_out raised FileNotFoundError: [Errno 2] No such file or directory: "
            "'missing.csv' (reference/doubling.py:6)",
        ),
    ],
)
def test_what_is_no_held_out_data_gets_line_and_cure(
    fitted: Path, edit: Edit, body: str, fault: str
) -> None:
    edit(REFERENCE, 'return [[0.0], [1.0], [2.0], [3.0]], ["low", "low", "high", "high"]', body)
    assert refused(fitted) == [f"13: {fault}"]


def test_numbers_that_are_none_are_refused(fitted: Path, edit: Edit) -> None:
    edit(REFERENCE, "[1.0, 3.0, 5.0]", "[1.0, 3.0, float('inf')]")
    assert refused(fitted) == ["18: the right answers of doubling.on_a_line must be finite numbers"]
