"""`autograder check`: a student checks their own work."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import require_catalogues
from autograder.cli.options import FOLDER
from autograder.feedback.show.catalogues import languages
from autograder.feedback.show.sentences import in_language
from autograder.handout.checks_file import NAME
from autograder.languages import Language, require_language
from autograder.selfcheck.candidates import Chosen, choose, read_chosen
from autograder.selfcheck.checking import check_file, only
from autograder.selfcheck.handouts import load_handout
from autograder.selfcheck.report import as_text

_HOW = "autograder check FILE"
_HOW_FOLDER = "autograder check FOLDER"


@click.command("check")
@click.argument("file", required=False, type=FOLDER)
@click.option("--question", help="Only this question: its id, or a name that it asks for.")
@click.option("--lang", metavar="TAG", help="Language of the answer.  [default: the handout's]")
def check_command(file: Path | None, question: str | None, lang: Language | None) -> int:
    """Check your own work with the visible checks of its handout.

    FILE is your notebook or module, or the folder of the handout; without it, the handout is in
    the current folder. Exit status: 0 all visible checks pass, 1 some do not, 2 the command or
    the folder is wrong.
    """
    require_catalogues()
    handout = load_handout(_folder(file), _HOW_FOLDER, lang)
    require_language(handout.language, (*handout.assignment.title.languages, *languages()))
    asked = only(handout, question)
    chosen = Chosen(file) if file and not file.is_dir() else choose(handout, _HOW)
    if chosen.remark:
        click.echo(in_language(chosen.remark, handout.language), err=True)
    found = check_file(handout, read_chosen(handout, chosen.path), asked=asked)
    click.echo(as_text(found))
    return 0 if found.passed else 1


def _folder(file: Path | None) -> Path:
    """Return where the handout should be: with the file, else in the current folder."""
    if file is None:
        return Path()
    if file.is_dir() or (file.parent / NAME).is_file():
        return file if file.is_dir() else file.parent
    return Path()
