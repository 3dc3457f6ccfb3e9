"""Arguments in, exit status out."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder import __version__
from autograder.demonstration import make_class
from autograder.errors import AutograderError, UsageError
from autograder.formatting import harmless
from autograder.handout import as_module, as_notebook
from autograder.loading.assignment import load_assignment
from autograder.loading.course import Course, find_course
from autograder.loading.master import read_master
from autograder.loading.schema import schema
from autograder.loading.submissions import Found, find_submissions
from autograder.pipeline import Class, grade
from autograder.records import LANGUAGES, Language, Status, SubmissionResult, Validation
from autograder.reports.folder import open_folder, write_whole
from autograder.reports.terminal import capability_table, score_table, validation_table
from autograder.sandbox.client import Isolation, Sandbox
from autograder.sandbox.doctor import probe
from autograder.scaffold import scaffold
from autograder.validation import validate

_WIDTH_OF_A_FILE = 140  #: columns of the table where nobody knows better

_SAFE = "Submissions can be graded here: each runs in a process that is locked in."

_FOLDER = click.Path(path_type=Path)

course_option = click.option(
    "--course",
    "course_folder",
    type=_FOLDER,
    help="The course's folder.  [default: the one around the current folder]",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="Language of what students read.  [default: the course's]",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="How many submissions to grade at a time.",
)
isolation_option = click.option(
    "--isolation",
    type=click.Choice([isolation.value for isolation in Isolation]),
    default=Isolation.FULL.value,
    show_default=True,
    help="'none' runs submissions with your own rights; only for code you trust.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="autograder")
def cli() -> None:
    """Grade Python notebooks and modules in a sandbox that never holds an answer."""


@cli.command("grade")
@click.argument("assignment")
@click.argument("submissions", nargs=-1, required=True, type=_FOLDER)
@click.option("--out", required=True, type=_FOLDER, help="Folder for scores, feedback and records.")
@lang_option
@jobs_option
@isolation_option
@course_option
def grade_command(
    assignment: str,
    submissions: tuple[Path, ...],
    out: Path,
    lang: Language | None,
    jobs: int,
    isolation: str,
    course_folder: Path | None,
) -> int:
    """Grade SUBMISSIONS (files or folders) of ASSIGNMENT.

    Exit status: 0 every submission is dealt with (an unreadable one has 0 points and is named),
    1 something is not graded, 2 the command, the course or the assignment is wrong, 3 autograder
    itself is at fault, 130 it was interrupted.
    """
    loaded = load_assignment(find_course(course_folder), assignment)
    found = find_submissions(submissions, loaded.name, out)
    language = lang or loaded.language
    group = Class(loaded, found.submissions, language, jobs, Isolation(isolation))
    _warn_of_ignored(found)
    return _grade_and_show(group, out)


@cli.command("handout")
@click.argument("assignment")
@click.argument("folder", type=_FOLDER)
@lang_option
@course_option
def handout_command(
    assignment: str, folder: Path, lang: Language | None, course_folder: Path | None
) -> int:
    """Write ASSIGNMENT without its solution into FOLDER."""
    loaded = load_assignment(find_course(course_folder), assignment)
    cells = read_master(loaded.folder).handout(lang or loaded.language)
    open_folder(folder)
    files = {
        folder / f"{loaded.name}.ipynb": as_notebook(cells),
        folder / f"{loaded.name}.py": as_module(cells),
    }
    for path, text in files.items():
        if path.exists() and path.read_bytes() != text.encode():
            raise UsageError(
                f"{path} is there already and differs; remove it or name another folder"
            )
    for path, text in files.items():
        write_whole(path, text)
        click.echo(path)
    return 0


@cli.command("demo")
@click.option("--out", default=Path("demo-class"), type=_FOLDER, show_default=True)
@lang_option
@jobs_option
@isolation_option
@course_option
def demo_command(
    out: Path, lang: Language | None, jobs: int, isolation: str, course_folder: Path | None
) -> int:
    """Make a class out of masters and known mistakes, and grade it."""
    course = find_course(course_folder)
    statuses = [
        _demonstrate(course, name, out / name, lang, jobs, Isolation(isolation))
        for name in course.assignments
    ]
    return max(statuses)


def _demonstrate(
    course: Course, name: str, out: Path, lang: Language | None, jobs: int, isolation: Isolation
) -> int:
    assignment = load_assignment(course, name)
    language = lang or assignment.language
    paths = make_class(assignment, read_master(assignment.folder), out / "submissions", language)
    found = find_submissions(paths, name)
    return _grade_and_show(Class(assignment, found.submissions, language, jobs, isolation), out)


@cli.command("validate")
@click.argument("assignment")
@jobs_option
@isolation_option
@course_option
def validate_command(assignment: str, jobs: int, isolation: str, course_folder: Path | None) -> int:
    """Show that the checks of ASSIGNMENT fail what is wrong and pass what is right.

    The master and the right submissions in tests/submissions/ASSIGNMENT get full points, the
    unfilled handout none; every known mistake is caught and named; small automatic changes to the
    master are noticed. Exit status: 0 they do, 1 they do not, 2 the command or the assignment is
    wrong.
    """
    course = find_course(course_folder)
    loaded = load_assignment(course, assignment)
    variants = course.folder / "tests" / "submissions" / loaded.name
    with (
        Sandbox(loaded.imports, Isolation(isolation)) as sandbox,
        _progress("Validating", None) as bar,
    ):
        (running,) = bar.task_ids
        found = validate(loaded, variants, sandbox, jobs, lambda n: bar.advance(running, n))
    _console().print(validation_table(found), highlight=False)
    click.echo(
        f"{found.mistakes} known mistakes, {found.variants} right variants; "
        f"of {found.mutants} small changes to the master {found.mutation_score:.0%} are noticed."
    )
    for shortcoming in found.shortcomings:
        click.echo(f"- {harmless(shortcoming)}")
    click.echo(_gate(found))
    return 1 if found.shortcomings else 0


def _gate(found: Validation) -> str:
    if not found.shortcomings:
        return f"{found.assignment.name} passes the gate."
    return (
        f"{found.assignment.name} does not pass the gate: {len(found.shortcomings)} shortcomings."
    )


@cli.command("new")
@click.argument("assignment")
@course_option
def new_command(assignment: str, course_folder: Path | None) -> int:
    """Start a new ASSIGNMENT: a small complete one that passes `validate`, to be changed.

    Where there is no course yet, a new one is started here (or in the folder of --course).
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", assignment):
        raise UsageError(
            f"`{assignment}` is no name for an assignment: "
            "use small letters, digits and dashes, as in moving-means"
        )
    folder = course_folder or _course_around_here()
    files = scaffold(folder, assignment)
    if there := [path for path in files if path.exists()]:
        raise UsageError(f"{there[0]} is there already; choose another name")
    for path, text in files.items():
        write_whole(path, text)
        click.echo(path)
    return 0


def _course_around_here() -> Path:
    here = Path.cwd()
    courses = (f for f in (here, *here.parents) if (f / "assignments/course.yaml").is_file())
    return next(courses, here)


@cli.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of assignment.yaml, by which editors complete and check it."""
    click.echo(json.dumps(schema("assignment"), indent=2, ensure_ascii=False))
    return 0


@cli.command("doctor")
def doctor_command() -> int:
    """Show what this machine can do to keep student code apart.

    Exit status: 0 submissions can be isolated here, 1 they cannot.
    """
    found = probe()
    _console().print(capability_table(found))
    click.echo(found.sandbox.detail if not found.sandbox.works else _SAFE)
    return 0 if found.sandbox.works else 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: leave nothing behind
    try:
        status = cli.main(arguments, standalone_mode=False)
    except AutograderError as error:
        status = _complain(str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = _complain("stopped; what was graded before stays where it is", 130)
    except Exception as error:  # the last line of defence: a fault of ours is said to be one
        traceback.print_exc()
        status = _complain(f"this is a fault in autograder itself: {type(error).__name__}", 3)
    sys.exit(status)


def _complain(message: str, status: int) -> int:
    click.echo(f"autograder: {harmless(message)}", err=True)
    return status


def _warn_of_ignored(found: Found) -> None:
    if found.ignored:
        names = ", ".join(path.name for path in found.ignored[:5])
        more = f" and {len(found.ignored) - 5} more" if len(found.ignored) > 5 else ""
        click.echo(f"Not notebooks or modules, left aside: {harmless(names)}{more}", err=True)


def _grade_and_show(group: Class, out: Path) -> int:
    with _progress("Grading", len(group.submissions)) as bar:
        (running,) = bar.task_ids
        results = grade(group, out, lambda result: bar.advance(running))
    console = _console()
    console.print(score_table(group.assignment, results))
    _say_what_is_open(results)
    console.print(f"Scores, feedback and records: {escape(str(out))}", highlight=False)
    return 1 if any(result.points is None for result in results) else 0


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE)


def _progress(what: str, total: int | None) -> Progress:
    console = Console(stderr=True)
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    bar.add_task(what, total=total)
    return bar


def _say_what_is_open(results: Sequence[SubmissionResult]) -> None:
    for result in results:
        name = harmless(result.submission.name)
        if problem := result.submission.problem:
            click.echo(f"{name}: {result.status.value}: {problem.reason.en}", err=True)
        elif result.status is Status.NOT_GRADED:
            click.echo(f"{name}: NOT GRADED: {_fault(result)}", err=True)


def _fault(result: SubmissionResult) -> str:
    """Return the first fault of ours that kept a submission from being graded."""
    findings = (scored.result.finding for q in result.questions for scored in q.checks)
    return next(f.fault.message for f in findings if f and f.fault)
