"""Finding and reading the handout: what is wrong with a folder is said so that it can be mended."""

from __future__ import annotations

import importlib.util
import json

import numpy as np
import pytest

from autograder.selfcheck.handouts import SelfCheckError, load_handout, require_libraries
from tests.handouts import hand_out_bundled, hand_out_from, hand_out_small
from tests.small_course import write, write_small_course

HOW = "autograder check FOLDER"


@pytest.fixture
def folder(tmp_path):
    return hand_out_small(tmp_path / "handout")


def said(folder, language=None) -> str:
    with pytest.raises(SelfCheckError) as caught:
        load_handout(folder, HOW, language)
    return str(caught.value)


def test_a_handout_is_read(folder):
    handout = load_handout(folder, HOW)
    assert (handout.assignment.name, handout.language, handout.hidden) == (
        "doubling",
        "en",
        {"double": 1},
    )
    assert [check.id for check in handout.assignment.questions[0].checks] == ["double/1"]
    assert load_handout(folder, HOW, "ja").language == "ja"


def test_another_folder_is_named_in_both_languages(tmp_path):
    assert said(tmp_path) == (
        f"{tmp_path} に checks.json がありません。配布されたフォルダーに移動するか、"
        f"フォルダーを指定してください: {HOW}\n"
        f"There is no checks.json in {tmp_path}. "
        f"Go to the folder of the handout, or name it: {HOW}"
    )
    assert said(tmp_path, "en") == (
        f"There is no checks.json in {tmp_path}. Go to the folder of the handout, or name it: {HOW}"
    )


def test_somebody_elses_checks(tmp_path):
    write(tmp_path / "checks.json", '{"checks": []}')
    assert said(tmp_path) == (
        f"{tmp_path} の checks.json は、課題のものではありません。"
        "配布されたフォルダーに移動してください。\n"
        f"The checks.json in {tmp_path} is not that of a handout. Go to the folder of the handout."
    )


DAMAGED_JA = (
    "の checks.json が壊れています。配布元からもう一度入手してください。"
    "自分のファイルはそのままでかまいません。"
)
DAMAGED_EN = (
    "is damaged. Get it again from where you got the handout; your own file is not affected."
)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("assignment", None),
        ("assignment", {"questions": [{"id": "double"}]}),
        ("hidden", {"double": "many"}),
        ("code", {"m": ["def f("]}),
        ("code", {"m": ["missing"]}),
        ("version", None),
        ("files", 3),
        ("files", {"../x": ""}),
        ("files", {"/x": ""}),
        ("files", {"C:\\x": ""}),
    ],
)
def test_damaged_parts(folder, key, value):
    path = folder / "checks.json"
    document = json.loads(path.read_text("utf-8")) | {key: value}
    write(path, json.dumps(document))
    assert said(folder, "ja") == f"{folder} {DAMAGED_JA}"


def test_a_file_that_breaks_off(folder):
    path = folder / "checks.json"
    write(path, path.read_text("utf-8")[:500])
    damaged_en = f"The checks.json in {folder} {DAMAGED_EN}"
    assert said(folder) == f"{folder} {DAMAGED_JA}\n{damaged_en}"


def test_a_newer_format(folder):
    path = folder / "checks.json"
    write(path, path.read_text("utf-8").replace('"version": 2', '"version": 3'))
    assert said(folder) == (
        "This handout was made for a newer version of akapen. "
        "Update it: pip install --upgrade akapen"
    )
    assert said(folder, "ja") == (
        "この課題は、新しい版の akapen 用に作られています。"
        "次のように更新してください: pip install --upgrade akapen"
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_handout_of_version_1(folder, language):
    facts = {"format": "akapen-handout", "version": 1, "autograder": "0.1.0", "language": language}
    write(folder / "checks.json", json.dumps(facts))
    sentences = {
        "en": (
            "This handout was made for akapen 0.1.0. "
            "Install that version: pip install akapen==0.1.0"
        ),
        "ja": (
            "この課題は akapen 0.1.0 用に作られています。"
            "次のようにその版を入れてください: pip install akapen==0.1.0"
        ),
    }
    assert said(folder) == sentences[language]
    assert said(folder, "ja") == sentences["ja"]


def test_an_old_numpy(folder, monkeypatch):
    monkeypatch.setattr(np, "__version__", "1.24.4")
    with pytest.raises(SelfCheckError) as caught:
        require_libraries(load_handout(folder, HOW))
    assert str(caught.value) == (
        "NumPy 1.24.4 is too old; 1.26 or later is needed. Update it: pip install --upgrade numpy"
    )
    with pytest.raises(SelfCheckError) as caught:
        require_libraries(load_handout(folder, HOW, "ja"))
    assert str(caught.value) == (
        "NumPy 1.24.4 は古すぎます (1.26 以降が必要)。"
        "次のように更新してください: pip install --upgrade numpy"
    )


def test_tensorflow_is_missed_only_where_it_is_needed(folder, tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "tensorflow" else find(name)
    )
    require_libraries(load_handout(folder, HOW))
    keras = hand_out_bundled("keras-training", tmp_path / "keras")
    with pytest.raises(SelfCheckError) as caught:
        require_libraries(load_handout(keras, HOW))
    assert str(caught.value) == (
        "This assignment needs TensorFlow, which is not installed here. "
        "Install it: pip install tensorflow"
    )
    with pytest.raises(SelfCheckError) as caught:
        require_libraries(load_handout(keras, HOW, "ja"))
    assert str(caught.value) == (
        "この課題には TensorFlow が必要ですが、インストールされていません。"
        "次のようにインストールしてください: pip install tensorflow"
    )


@pytest.mark.parametrize(
    ("libraries", "command"),
    [("", "pip install scikit-learn"), ("pip install -r needed.txt", "pip install -r needed.txt")],
)
def test_any_library_is_missed_where_it_is_needed(tmp_path, monkeypatch, libraries, command):
    course = write_small_course(tmp_path / "course")
    yaml = course / "assignments/doubling/assignment.yaml"
    yaml.write_text(yaml.read_text().replace("questions:", "imports: [sklearn]\nquestions:"))
    if libraries:
        write(course / "assignments/course.yaml", f"title: T\nlibraries: {libraries}\n")
    hand_out_from(course, "doubling", tmp_path / "handout")
    assert f"\n{command}\n" in (tmp_path / "handout/README.md").read_text()
    require_libraries(load_handout(tmp_path / "handout", HOW))
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "sklearn" else find(name)
    )
    for language, said in [
        (
            "en",
            f"This assignment needs sklearn, which is not installed here. Install it: {command}",
        ),
        (
            "ja",
            "この課題には sklearn が必要ですが、インストールされていません。"
            f"次のようにインストールしてください: {command}",
        ),
    ]:
        with pytest.raises(SelfCheckError) as caught:
            require_libraries(load_handout(tmp_path / "handout", HOW, language))
        assert str(caught.value) == said
