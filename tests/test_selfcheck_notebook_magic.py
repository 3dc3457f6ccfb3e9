"""`%check` in a real Jupyter kernel, against what is defined there now.

Tests of `execution/live.py`.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient
from traitlets.config import Config

from autograder.course.master import read_master
from autograder.feedback.show.sentences import in_language
from autograder.handout import as_notebook
from autograder.selfcheck.handouts import SelfCheckError
from autograder.selfcheck.notebook_magic import checked
from autograder.selfcheck.report import as_text
from tests.handouts import hand_out_bundled, hand_out_from, hand_out_small
from tests.paths import ROOT
from tests.small_course import write, write_small_course

pytestmark = [
    pytest.mark.process,
    pytest.mark.filterwarnings("ignore"),  # of Jupyter's own libraries
]


def executed(folder: Path, name: str, *sources: str) -> list[nbformat.NotebookNode]:
    """Run the handout's notebook and then some cells; return what those have shown."""
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    added = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook.cells += added
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, resources=resources, allow_errors=True, timeout=120)
    client.execute()
    return [cell.outputs for cell in added]


def shown(outputs: list[nbformat.NotebookNode], kind: str = "text/plain") -> str:
    (output,) = outputs
    return output["data"][kind]


def said(outputs: list[nbformat.NotebookNode]) -> str:
    (output,) = outputs
    return output["text"].strip()


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """Outputs of a session in the small handout, by name: one kernel serves many tests."""
    course = write_small_course(tmp_path_factory.mktemp("course"))
    yaml = course / "assignments/doubling/assignment.yaml"
    write(yaml, yaml.read_text("utf-8") + "limits: {question_seconds: 0.5}\n")
    folder = tmp_path_factory.mktemp("magic")
    hand_out_from(course, "doubling", folder)
    elsewhere = hand_out_small(tmp_path_factory.mktemp("magic") / "else where", "ja")
    sources = {
        "load": "%load_ext autograder",
        "unfilled": "%check",
        "wrong": "def double(x):\n    print('noise')\n    return x * x\n%check double",
        "raises": "def double(x):\n    y = 1\n    return y / 0\n%check double",
        "loop": "def double(x):\n    while True: pass\n%check double",
        "random": (
            "import random, numpy as np\n"
            "def double(x): return 2 * x\n"
            "random.seed(5); np.random.seed(5)\n"
            "first = random.random(), np.random.rand()\n"
            "random.seed(5); np.random.seed(5)\n"
            "%check\n"
        ),
        "afterwards": (
            "print(first == (random.random(), np.random.rand()), "
            "np.random.default_rng().random() != np.random.default_rng().random())"
        ),
        "unknown": "%check doubel",
        "two": "%check double other",
        "from": f'%check --from "{elsewhere}" double',
        "nowhere": "%check --from /nonexistent double",
        "near": "del double\ndef Double(x): return 2 * x\n%check",
    }
    return dict(zip(sources, executed(folder, "doubling", *sources.values()), strict=True))


def test_loading_shows_nothing(cells):
    assert cells["load"] == []


def test_all_questions(cells):
    assert shown(cells["unfilled"]) == (
        "double: 0 of 1 visible checks pass; 1 hidden at grading; worth 10 points\n"
        "  Check 1: failed\n"
        "    `double` is not written yet (cell 1, line 1).\n"
        "Points are given at grading, when the hidden checks are run too."
    )


def test_a_known_mistake_and_no_noise(cells):
    text = shown(cells["wrong"])
    assert "  Likely cause: You squared.\n" in text
    assert "noise" not in text


def test_the_display_is_html_without_script(cells):
    html = shown(cells["wrong"], "text/html")
    assert '<div class="akapen">' in html
    assert "<details open><summary>" in html
    assert "You squared." in html
    assert "<script" not in html
    assert "http" not in html


def test_an_error_names_the_cell_as_the_student_sees_it(cells):
    assert "    Cell 5, line 3: `return y / 0`\n" in shown(cells["raises"])


def test_a_loop_is_stopped(cells):
    assert "Stopped after 0.5 s in `double`." in shown(cells["loop"])


def test_what_is_right_and_random_numbers_are_left_alone(cells):
    assert shown(cells["random"]).startswith("double: 1 of 1 visible checks pass; ")
    assert said(cells["afterwards"]) == "True True"


def test_wrong_words_get_one_sentence(cells):
    assert said(cells["unknown"]) == (
        "UsageError: There is no question `doubel`. Did you mean `double`?"
    )
    assert said(cells["two"]) == (
        "UsageError: Name one question, or none for all of them: double other"
    )
    assert said(cells["nowhere"]).endswith(
        "There is no checks.json in /nonexistent. "
        "Go to the folder of the handout, or name it: %check --from FOLDER"
    )


def test_a_name_that_may_be_meant_is_told(cells):
    assert "You defined `Double`; rename it to `double`." in shown(cells["near"])


def test_a_handout_elsewhere(cells):
    assert shown(cells["from"]).startswith("double: 公開チェック 1 / 1 合格、")


@pytest.mark.slow
def test_a_model_is_looked_at_and_not_trained_again(tmp_path):
    folder = hand_out_bundled("keras-training", tmp_path / "keras", "ja")
    solved = read_master(ROOT / "assignments/keras-training").solved("ja")
    once = as_notebook(solved).replace("epochs=500", "epochs=1")
    write(folder / "keras-training.ipynb", once)
    before, outputs, after = executed(
        folder,
        "keras-training",
        "print(float(abs(m.get_weights()[2]).sum()))",
        "%load_ext autograder\n%check",
        "print(float(abs(m.get_weights()[2]).sum()))",
    )
    assert said(before) == said(after)
    standing = [line for line in shown(outputs).split("\n") if "、配点 " in line]
    assert [line for line in standing if not line.startswith("predict")] == [
        "model: 公開チェック 2 / 2 合格、非公開チェックなし、配点 10 点",
        "parameters: 形は正しく書けています (値は採点のときに確かめます)、"
        "採点時に非公開チェック 3 件、配点 5 点",
        "compile: 公開チェック 2 / 2 合格、非公開チェックなし、配点 10 点",
        "training: 公開チェック 0 / 1 合格、非公開チェックなし、配点 10 点",
        "weights: 公開チェック 1 / 1 合格、非公開チェックなし、配点 10 点",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["tf.random.set_seed(5)", "pass"])
def test_random_numbers_of_tensorflow_are_left_alone(tmp_path, seed):
    folder = hand_out_small(tmp_path / "h")
    (outputs,) = executed(
        folder,
        "doubling",
        "import keras, tensorflow as tf\n"
        "from tensorflow.python.eager.context import context\n"
        f"def ahead(): {seed}; tf.random.uniform([]); return float(tf.random.uniform([]))\n"
        "def double(x): return 2 * x\n"
        "%load_ext autograder\n"
        "from autograder.selfcheck.notebook_magic import checked\n"
        f"{seed}; tf.random.uniform([]); before = context()._seed\n"
        "found, _ = checked(get_ipython(), '')\n"
        "after = float(tf.random.uniform([]))\n"
        "print(found.passed, before == context()._seed, after == ahead())\n",
    )
    assert said(outputs) == f"True True {seed != 'pass'}"


LATER = {
    "en": [
        "double, check 3 looks at what the whole notebook shows; run pytest for it.",
        "double, check 4 reads the source of the whole notebook; run pytest for it.",
    ],
    "ja": [
        "double のチェック 3 は、ノートブック全体の表示を調べるので、pytest で行われます。",
        "double のチェック 4 は、ノートブック全体のプログラムを読むので、pytest で行われます。",
    ],
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_only_a_whole_run_can_tell_is_said(course, edit, tmp_path, language):
    whole = "source: all\n        must_not_use: [while]"
    more = f"hidden: true\n      - prints: hello\n      - {whole}"
    edit("assignments/doubling/assignment.yaml", "hidden: true", more)
    hand_out_from(course, "doubling", tmp_path / "h", language)
    found, later = checked(bare_shell(), f"--from {tmp_path / 'h'}")
    assert [len(question.results) for question in found.questions] == [1]
    assert [in_language(said, language) for said in later] == LATER[language]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "There is no `relu` yet. Has the cell that defines it been run? If so, check the "
            "spelling, and that the cell runs without errors.",
        ),
        (
            "ja",
            "`relu` がまだありません。定義するセルを実行しましたか。実行したなら、名前のつづりと、"
            "そのセルがエラーなしで終わったことを確かめてください。",
        ),
    ],
)
@pytest.mark.parametrize("words", ["2", "ReLU", "weighted sum", "Question 2"])
def test_before_its_cell_has_run_a_question_is_known(tmp_path, language, sentence, words):
    folder = hand_out_bundled("units", tmp_path / "h", language)
    found, _ = checked(bare_shell(), f"--from '{folder}' {words}")
    expected = sentence.replace("relu", "weighted_sum") if "sum" in words else sentence
    assert f"    {expected}\n" in as_text(found)


def test_two_questions_are_too_many_in_japanese_too(tmp_path):
    folder = hand_out_small(tmp_path / "h", "ja")
    with pytest.raises(SelfCheckError) as caught:
        checked(bare_shell(), f"--from '{folder}' a b")
    assert str(caught.value) == ("問は 1 つだけ指定するか、指定なし (すべて) にしてください: a b")


DICE = """\
from autograder.authoring import Violation

def dice(ask):
    die = ask.new("Die", 6)
    rolls = [die.call("roll") for _ in range(90)]
    with ask.one_state():
        again = [ask("roll", 6) for _ in range(90)]
    is_right = rolls == again and set(rolls) == {1, 2, 3, 4, 5, 6}
    return None if is_right else Violation(en=str(rolls + again), ja="目。")
"""
DIE = """\
import random, numpy as np
def roll(sides): return random.randint(1, sides)
class Die:
    def __init__(self, sides): self.sides = sides
    def roll(self): return roll(self.sides)
"""


def test_objects_and_random_numbers_go_on_within_a_check(course, tmp_path):
    yaml = course / "assignments/doubling/assignment.yaml"
    text = yaml.read_text("utf-8")
    write(yaml, text[: text.index("      - call")] + "      - holds: doubling.dice\n")
    write(course / "reference/cases/doubling.py", DICE)
    write(course / "reference/mistakes/doubling.py", "")
    hand_out_from(course, "doubling", tmp_path / "h")
    shell = bare_shell()
    shell.run_cell(DIE + "random.seed(5)\nexpected = [roll(6) for _ in range(9)]\nrandom.seed(5)\n")
    for _ in range(2):
        found, _ = checked(shell, f"--from {tmp_path / 'h'}")
        assert found.passed, as_text(found)
    shell.run_cell("is_left_alone = expected == [roll(6) for _ in range(9)]")
    assert shell.user_ns["is_left_alone"]


def bare_shell() -> InteractiveShell:
    return InteractiveShell(config=Config(HistoryManager={"enabled": False}))
