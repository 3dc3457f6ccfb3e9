"""The catalogues: complete, as new as their `.po` files, one file a language.

Tests of `feedback/locale/hatch_build.py`.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from click.testing import CliRunner

from autograder.cli.check import check_command
from autograder.cli.grade import grade_command
from autograder.feedback.locale.hatch_build import DIGEST as WRITTEN, compile_catalogue
from autograder.feedback.show import catalogues
from autograder.feedback.show.catalogues import CatalogueError, require_catalogues
from autograder.feedback.show.sentences import in_language
from autograder.records.sentences import Code, _
from tests.paths import ROOT
from tests.small_course import write

LOCALE = ROOT / "autograder/feedback/locale"
LANGUAGES = sorted(path.stem for path in LOCALE.glob("*.po"))
COMPLETE = ["ja"]  #: the others may leave out sentences, which are said in English
METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")]


@pytest.fixture(scope="module")
def said() -> frozenset[str]:
    """Every template that code and page templates mark."""
    found = extract_from_dir(str(ROOT / "autograder"), METHODS, keywords={"_": None})
    return frozenset(message for _file, _line, message, _comments, _context in found)


def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)


def entries(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def places(template: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(template) if name is not None}


# ------------------------------------------------------------------ what stands in them


def test_there_are_sentences_and_a_catalogue(said: frozenset[str]) -> None:
    assert len(said) > 200
    assert "ja" in LANGUAGES


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_has_its_entry(said: frozenset[str], language: str) -> None:
    translated = {str(message.id) for message in entries(language) if message.string}
    assert said - translated == set(), "run `make messages` and translate them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_its_sentence(said: frozenset[str], language: str) -> None:
    known = {str(message.id) for message in entries(language)}
    assert known - said == set(), "run `make messages`, which leaves them out"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_fuzzy(language: str) -> None:
    assert [m.id for m in entries(language) if m.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_parts_and_the_code_of_the_english(language: str) -> None:
    for message in (entry for entry in entries(language) if entry.string):
        assert places(str(message.string)) == places(str(message.id)), message.id


def test_no_part_stands_between_backticks(said: frozenset[str]) -> None:
    """Code that changes is a part of its own, `Code`, which has its backticks when shown."""
    templates = said | {str(m.string) for language in LANGUAGES for m in entries(language)}
    for template in templates:
        assert template.count("`") % 2 == 0, template
        assert not any("{" in code for code in template.split("`")[1::2]), template


def test_marks_have_the_parts_that_their_templates_name() -> None:
    """A mark without any parts is a template that is filled in later."""
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="_"),
                    args=[ast.Constant(value=str(template))],
                    keywords=[_first, *_more] as keywords,
                ):
                    given = {keyword.arg for keyword in keywords}
                    assert given == places(template), f"{path.name}:{node.lineno}"


# ------------------------------------------------------------------ missing and stale ones


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues instead of ours, with a Japanese one."""
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    shutil.copy(LOCALE / "ja.po", tmp_path / "ja.po")
    compile_catalogue(tmp_path / "ja.po")
    return tmp_path


def test_ours_are_compiled_from_what_stands_beside_them() -> None:
    require_catalogues()
    assert WRITTEN == catalogues.DIGEST


def change(folder: Path) -> None:
    source = folder / "ja.po"
    write(source, source.read_text("utf-8").replace("数のリストか配列", "数の配列かリスト"))


def remove(folder: Path) -> None:
    (folder / "ja.mo").unlink()


def damage(folder: Path) -> None:
    (folder / "ja.mo").write_bytes(b"not a catalogue")


def empty(folder: Path) -> None:
    (folder / "ja.mo").write_bytes(b"")


@pytest.mark.parametrize("what", [change, remove, damage, empty])
def test_a_missing_or_stale_one_is_an_error_that_names_the_cure(folder: Path, what) -> None:
    what(folder)
    sentence = (
        f"ja.mo, compiled from {folder}/ja.po, is missing or stale; "
        "run `make catalogues` in a checkout, else install akapen again"
    )
    for speak in (require_catalogues, lambda: in_language(_("a number"), "ja")):
        with pytest.raises(CatalogueError) as caught:
            speak()
        assert str(caught.value) == sentence
    assert in_language(_("a number"), "en") == "a number"


@pytest.mark.parametrize(
    ("command", "arguments"),
    [(check_command, []), (grade_command, ["units", "a.py", "--out", "out"])],
)
def test_neither_check_nor_grade_begins_with_a_stale_one(folder: Path, command, arguments) -> None:
    change(folder)
    found = CliRunner().invoke(command, arguments)
    assert isinstance(found.exception, CatalogueError)
    assert found.exception.exit_status == 2


# ------------------------------------------------------------------ a third language

GERMAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "The shape is {got}; it should be {expected}."
msgstr ""

msgid "There is no {name}. You defined {near}; rename it to {name}."
msgstr "{name} gibt es nicht, aber {near}. Gefragt ist {name}."
"""


@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_a_third_language_is_one_file(folder: Path, language: str) -> None:
    compile_catalogue(write(folder / "de.po", GERMAN))
    near = _(
        "There is no {name}. You defined {near}; rename it to {name}.",
        name=Code("conv1d"),
        near=Code("Conv1D"),
    )
    assert in_language(near, language) == (
        "`conv1d` gibt es nicht, aber `Conv1D`. Gefragt ist `conv1d`."
    )
    assert in_language(near, "ja").startswith("`conv1d` が見つかりません。")
    untranslated = _("The shape is {got}; it should be {expected}.", got=(1,), expected=())
    assert in_language(untranslated, language) == "The shape is (1,); it should be ()."


def test_a_language_without_a_catalogue_is_english(folder: Path) -> None:
    assert in_language(_("a number"), "fr") == "a number"
