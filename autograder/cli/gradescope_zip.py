"""`autograder gradescope-zip`: write an autograder that Gradescope runs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import choose_language, find_course, load_assignment
from autograder.cli.options import FOLDER, course_option, lang_option
from autograder.errors import UsageError
from autograder.exports.gradescope_zip import gradescope_zip
from autograder.feedback.show.catalogues import languages
from autograder.handout.places import require_for_teachers
from autograder.records import Language
from autograder.store.folder import write_whole
from autograder.texts import format_points, size


@click.command("gradescope-zip")
@click.argument("assignment")
@click.option("--out", type=FOLDER, help="File to write.  [default: ASSIGNMENT-gradescope.zip]")
@lang_option
@course_option
def gradescope_zip_command(
    assignment: str, out: Path | None, lang: Language | None, course_folder: Path | None
) -> int:
    """Write a zip file that makes Gradescope grade submissions of ASSIGNMENT.

    In Gradescope: the programming assignment > Configure Autograder > Zip file upload. The file
    holds this package, the assignment and the course's reference: keep it from students. There,
    too, submissions are isolated; where Gradescope's machine allows no isolation, they are not
    graded, and teachers are told.
    """
    course = find_course(course_folder)
    language = choose_language(lang, course, languages())
    loaded = load_assignment(course, assignment)
    path = out or Path(f"{loaded.name}-gradescope.zip")
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file for --out, as x.zip")
    require_for_teachers(path.parent, loaded.folder)
    content = gradescope_zip(course, loaded, language)
    write_whole(path, content)
    possible = format_points(loaded.possible)
    click.echo(f"{path} ({size(len(content))}): it holds the reference and hidden checks.")
    click.echo(
        "In Gradescope: the programming assignment > Configure Autograder > Zip file upload; "
        f"its autograder points are {possible}."
    )
    return 0
