"""`classroom50`: the scores of `result.json` (`classroom50/result/v1`), a file a submission.

In Classroom 50, `autograders/<assignment>/autograder.py` adds what its environment says (classroom,
owner, submission, commit, …) to the file of its one submission, and writes `./result.json`. Points
there are whole numbers: all are multiplied by 100 unless they are whole already.
"""

from __future__ import annotations

import json

from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import told
from autograder.records.stored_results import StoredResult
from autograder.texts import sanitize


def _make(order: Order) -> Made:
    results = results_of(order)
    questions = [question for result in results.values() for question in result.questions]
    fine = not all(float(p or 0).is_integer() for q in questions for p in (q.points, q.possible))
    factor = 100 if fine else 1
    remark = "points are multiplied by 100: they are whole numbers there"
    files, left_out = {}, []
    for file, result in results.items():
        if result.points is None:
            left_out.append(f"{file}: not graded; left out")
        else:
            text = json.dumps(
                _document(result, order.language, factor), ensure_ascii=False, indent=1
            )
            files[f"{file}.json"] = text.encode()
    if not files:
        raise UsageError(f"no result of {order.assignment} is graded")
    return Made(files=files, remarks=(remark,) if fine else (), left_out=tuple(left_out))


def _document(result: StoredResult, language: str, factor: int) -> dict[str, object]:
    tests = [
        {
            "test-name": question.title,
            "passed": question.is_full,
            "score": round((question.points or 0) * factor),
            "max-score": round(question.possible * factor),
            "output": sanitize(question.text),
        }
        for question in told(result, language)
    ]
    total = sum(round((question.points or 0) * factor) for question in result.questions)
    return {"score": total, "max-score": round(result.possible * factor), "tests": tests}


CLASSROOM50 = Export(name="classroom50", make=_make, of_results=True)
