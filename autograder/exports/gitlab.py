"""`gitlab`: a Code Quality report; beside JUnit, it marks questions in a merge request.

In `.gitlab-ci.yml`: `artifacts: {reports: {codequality: report/gl-code-quality-report.json}}`.
GitLab marks lines of the repository: `autograder export` finds the file that was graded again below
the folder that it is run in, and a notebook's lines are those of its JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from autograder.cutting import beginning
from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.lines import lines_of
from autograder.exports.told import Told, told
from autograder.texts import sanitize

_LONGEST = 20_000  #: characters of one question


def _make(order: Order) -> Made:
    text = json.dumps(list(_issues(order)), ensure_ascii=False, indent=1)
    return Made(files={"gl-code-quality-report.json": text.encode()})


def _issues(order: Order) -> Iterator[dict[str, object]]:
    for file, result in results_of(order).items():
        handed_in = order.handed_in.get(file)
        path = handed_in.path if handed_in else sanitize(result.file)
        lines = lines_of(result, order.executed.get(file), handed_in)
        for question in told(result, order.language):
            if not question.is_full:
                key = f"{order.assignment}/{file}/{question.id}"
                yield {
                    "description": sanitize(
                        beginning(f"{question.title}: {question.text}", _LONGEST)
                    ),
                    "check_name": f"{order.assignment}.{question.id}",
                    "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
                    "severity": _severity(question),
                    "location": {"path": path, "lines": {"begin": lines.get(question.id, 1)}},
                }


def _severity(question: Told) -> str:
    if question.points is None:
        return "blocker"
    return "minor" if question.points else "major"


GITLAB = Export(name="gitlab", make=_make, of_results=True, of_lines=True)
