"""`gradescope`: `results.json` of a Gradescope autograder, a file a submission.

`autograder gradescope-zip` makes an autograder that writes it on Gradescope's machines. One of your
own copies the file of its one submission to `/autograder/results/results.json`. Students read in it
what feedback/ tells them, and no more. What is not graded has no score, not even of a question,
since Gradescope adds those up: it then shows an autograder that has failed, and to teachers alone a
hidden test that says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from autograder.cutting import beginning
from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import Told, told
from autograder.feedback.headings import problem_sentence
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.records import Language, Outcome
from autograder.records.sentences import _
from autograder.records.stored_results import StoredResult
from autograder.texts import sanitize

_OPEN = _("This submission is not graded yet, which is no 0. Your teacher is shown why.")
_LONGEST = 20_000  #: characters of a question, and of what is told to teachers


def _make(order: Order) -> Made:
    files = {}
    for file, result in results_of(order).items():
        files[f"{file}.json"] = as_json(gradescope_results(result, order.language))
    return Made(files=files)


def as_json(document: dict[str, object]) -> bytes:
    """Return the bytes of a `results.json`."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def gradescope_results(result: StoredResult, language: Language) -> dict[str, object]:
    """Return what Gradescope reads of a result."""
    questions = told(result, language)
    output = _output(result, language)
    if result.points is None:
        return _open(questions, output, list(_why(result)), language)
    document = _document(questions, output)
    document["score"] = result.points
    return document


def not_graded(why: str, language: Language) -> dict[str, object]:
    """Return what Gradescope reads where there is no result at all."""
    return _open((), [], [why], language)


def _open(
    questions: Sequence[Told], output: Sequence[str], why: Sequence[str], language: Language
) -> dict[str, object]:
    document = _document(questions, [in_language(_OPEN, language), *output], is_open=True)
    assert isinstance(document["tests"], list)
    document["tests"].append(
        {
            "name": "NOT GRADED (only teachers see this)",
            "output": sanitize(beginning("\n".join(why), _LONGEST)),
            "output_format": "text",
            "visibility": "hidden",
        }
    )
    return document


def _document(
    questions: Sequence[Told], output: Sequence[str], *, is_open: bool = False
) -> dict[str, object]:
    return {
        "output": sanitize("\n".join(output)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(number, question, is_open=is_open) for number, question in enumerate(questions, 1)
        ],
    }


def _test(number: int, question: Told, *, is_open: bool) -> dict[str, object]:
    test: dict[str, object] = {
        "name": sanitize(question.title),
        "number": str(number),
        "output": sanitize(beginning(question.text, _LONGEST)),
    }
    if not is_open:
        test |= {
            "score": question.points,
            "max_score": question.possible,
            "status": "passed" if question.is_full else "failed",
        }
    return test


def _output(result: StoredResult, language: Language) -> list[str]:
    """Return what is said of a submission as a whole."""
    said = [result.remark] if result.remark else []
    said += [problem_sentence(result.reason)] if result.reason else []
    said += [cell.sentence for cell in result.cells]
    return [in_language(sentence, language) for sentence in said]


def _why(result: StoredResult) -> Iterator[str]:
    """Yield why there are no points, for teachers."""
    if result.reason:
        yield f"{result.status.value}: {in_language(result.reason, 'en')}"
    for question in result.questions:
        for check in question.checks:
            if check.outcome is Outcome.NOT_GRADED:
                yield f"{check.id}: {as_text(check.message, 'en')}"


GRADESCOPE = Export(name="gradescope", make=_make, of_results=True)
