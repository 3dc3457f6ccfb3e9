"""An automated grader for Python coursework in notebooks and modules.

One submission, from memory to memory:

    from pathlib import Path
    import autograder

    course = autograder.find_course(Path("my-course"))
    assignment = autograder.load_assignment(course, "doubling")
    submission = autograder.submission_from_bytes(b"def double(x): return 2 * x", "ito.py")
    with autograder.Sandbox(assignment.imports) as sandbox:
        result = autograder.grade_one(assignment, submission, sandbox)
    print(f"{result.points:g} of {assignment.possible:g} points")
    page = autograder.result_page(assignment, result, "en")
    feedback = autograder.feedback_markdown(assignment, result, "en")

A batch, several at a time, into a folder of which `autograder report` makes pages:

    found = autograder.find_submissions([Path("submissions")], assignment.name)
    batch = autograder.Batch(assignment=assignment, submissions=found.submissions, language="en")
    output = autograder.open_output(Path("graded"), batch)
    with autograder.Sandbox(assignment.imports) as sandbox:
        graded = autograder.grade(batch, output, autograder.Threads(sandbox, jobs=4))

The grades of a class, out of its folder:

    from datetime import UTC, datetime
    book = autograder.make_book(autograder.open_class(Path("my-class")), datetime.now(UTC))
    autograder.write_book(book, "en")

`grade_all` yields the results of many without writing anything; `report` makes the pages of a
folder, `hand_out` writes what students receive, `validate` is the author's gate. A submission that
cannot be read, and a fault of the grader itself, are results too; what is raised is an
`AutograderError`.

A name is imported when it is first used, so that `import autograder` costs nothing: students have
it in their notebooks, and a submission's process has nothing of it but what runs cells.
"""

__version__ = "0.2.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from autograder.batch import (
        Batch as Batch,
        Graded as Graded,
        grade as grade,
        open_output as open_output,
    )
    from autograder.classes.folder import ClassFolder as ClassFolder, open_class as open_class
    from autograder.course.assignment import load_assignment as load_assignment
    from autograder.course.course import (
        Course as Course,
        choose_language as choose_language,
        find_course as find_course,
    )
    from autograder.course.master import read_master as read_master
    from autograder.course.submissions.find import (
        Found as Found,
        find_submissions as find_submissions,
        read_submission as read_submission,
        submission_from_bytes as submission_from_bytes,
    )
    from autograder.errors import AutograderError as AutograderError
    from autograder.execution.isolation import Isolation as Isolation
    from autograder.execution.places import Place as Place, Threads as Threads
    from autograder.execution.sandboxed import Sandbox as Sandbox
    from autograder.feedback.show.catalogues import (
        require_catalogues as require_catalogues,
    )
    from autograder.gate.validation import validate as validate
    from autograder.grades import (
        Book as Book,
        make_book as make_book,
        write_book as write_book,
    )
    from autograder.grading import grade_all as grade_all, grade_one as grade_one
    from autograder.handout.writing import hand_out as hand_out
    from autograder.reading.reader import Reader as Reader
    from autograder.records import (
        Assignment as Assignment,
        Submission as Submission,
        SubmissionResult as SubmissionResult,
    )
    from autograder.reports.executed import executed_notebook as executed_notebook
    from autograder.reports.feedback_markdown import feedback_markdown as feedback_markdown
    from autograder.reports.pages.result import result_page as result_page
    from autograder.reports.scores import scores_csv as scores_csv
    from autograder.reports.site import report as report
    from autograder.selfcheck.notebook_magic import load_ipython_extension as load_ipython_extension
    from autograder.store.output import OutputFolder as OutputFolder

_PLACES = {
    "batch": ("Batch", "Graded", "grade", "open_output"),
    "classes.folder": ("ClassFolder", "open_class"),
    "course.assignment": ("load_assignment",),
    "course.course": ("Course", "choose_language", "find_course"),
    "course.master": ("read_master",),
    "course.submissions.find": (
        *("Found", "find_submissions", "read_submission", "submission_from_bytes"),
    ),
    "errors": ("AutograderError",),
    "execution.isolation": ("Isolation",),
    "execution.places": ("Place", "Threads"),
    "execution.sandboxed": ("Sandbox",),
    "feedback.show.catalogues": ("require_catalogues",),
    "gate.validation": ("validate",),
    "grades": ("Book", "make_book", "write_book"),
    "grading": ("grade_all", "grade_one"),
    "handout.writing": ("hand_out",),
    "reading.reader": ("Reader",),
    "records": ("Assignment", "Submission", "SubmissionResult"),
    "reports.executed": ("executed_notebook",),
    "reports.feedback_markdown": ("feedback_markdown",),
    "reports.pages.result": ("result_page",),
    "reports.scores": ("scores_csv",),
    "reports.site": ("report",),
    "selfcheck.notebook_magic": ("load_ipython_extension",),  # for `%load_ext autograder`
    "store.output": ("OutputFolder",),
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}

__all__ = ["__version__", *_PLACE_OF]


def __getattr__(name: str) -> object:
    if name not in _PLACE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACE_OF})
