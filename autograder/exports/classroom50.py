"""`classroom50`: the scores of `result.json` (`classroom50/result/v1`), a file a submission.

In Classroom 50, `autograders/<assignment>/autograder.py` adds what its environment says (classroom,
owner, submission, commit, …) to the file of its one submission, and writes `./result.json`. Points
there are whole numbers: all are multiplied by 100, so that the maximum is the same for everybody.
"""

from __future__ import annotations

import json

from autograder.cutting import beginning
from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import told
from autograder.records.stored_results import StoredResult
from autograder.texts import sanitize

_LONGEST = 20_000  #: characters of one question


def _make(order: Order) -> Made:
    files, left_out = {}, []
    for file, result in results_of(order).items():
        if result.points is None:
            left_out.append(f"{file}: not graded; left out")
        else:
            text = json.dumps(_document(result, order.language), ensure_ascii=False, indent=1)
            files[f"{file}.json"] = text.encode()
    if not files:
        raise UsageError(f"no result of {order.assignment} is graded")
    remark = "points are multiplied by 100: they are whole numbers there"
    return Made(files=files, remarks=(remark,), left_out=tuple(left_out))


def _document(result: StoredResult, language: str) -> dict[str, object]:
    tests = [
        {
            "test-name": sanitize(question.title),
            "passed": question.is_full,
            "score": _hundredths(question.points or 0),
            "max-score": _hundredths(question.possible),
            "output": sanitize(beginning(question.text, _LONGEST)),
        }
        for question in told(result, language)
    ]
    return {
        "score": sum(_hundredths(question.points or 0) for question in result.questions),
        "max-score": sum(_hundredths(question.possible) for question in result.questions),
        "tests": tests,
    }


def _hundredths(points: float) -> int:
    return round(points * 100)


CLASSROOM50 = Export(name="classroom50", make=_make, of_results=True)
