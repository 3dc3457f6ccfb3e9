"""`prairielearn`: `results.json` of an external grader of PrairieLearn, a file a submission.

An external grader copies the file of its one submission to `/grade/results/results.json`. What is
not graded is not gradable there, which costs the student no attempt.
"""

from __future__ import annotations

import json

from autograder.cutting import beginning
from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import told, whole_text
from autograder.records.stored_results import StoredResult
from autograder.texts import sanitize

_LONGEST = 20_000  #: characters of one question
_MOST = 200_000  #: characters of all of them; the whole file may have a megabyte


def _make(order: Order) -> Made:
    files = {}
    for file, result in results_of(order).items():
        text = json.dumps(
            prairielearn_results(result, order.language), ensure_ascii=False, indent=1
        )
        files[f"{file}.json"] = text.encode()
    return Made(files=files)


def prairielearn_results(result: StoredResult, language: str) -> dict[str, object]:
    """Return what PrairieLearn reads; its score is a fraction."""
    if result.points is None:
        text = sanitize(beginning(whole_text(result, language), _LONGEST))
        return {"gradable": False, "format_errors": [text]}
    fraction = result.points / result.possible if result.possible else 0.0
    longest = min(_LONGEST, _MOST // max(len(result.questions), 1))
    return {
        "gradable": True,
        "score": min(max(fraction, 0.0), 1.0),
        "tests": [
            {
                "name": sanitize(question.title),
                "points": question.points,
                "max_points": question.possible,
                "message": sanitize(beginning(question.text, longest)),
            }
            for question in told(result, language)
        ],
    }


PRAIRIELEARN = Export(name="prairielearn", make=_make, of_results=True)
