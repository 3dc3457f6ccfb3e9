"""`gitlab`: a Code Quality report; beside JUnit, it marks questions in a merge request.

In `.gitlab-ci.yml`: `artifacts: {reports: {codequality: report/gl-code-quality-report.json}}`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import told
from autograder.texts import sanitize


def _make(order: Order) -> Made:
    text = json.dumps(list(_issues(order)), ensure_ascii=False, indent=1)
    return Made(files={"gl-code-quality-report.json": text.encode()})


def _issues(order: Order) -> Iterator[dict[str, object]]:
    for file, result in results_of(order).items():
        for question in told(result, order.language):
            if question.is_full:
                continue
            severity = (
                "blocker"
                if question.points is None
                else "major"
                if not question.points
                else "minor"
            )
            key = f"{order.assignment}/{file}/{question.id}"
            yield {
                "description": sanitize(f"{question.title}: {question.text}"),
                "check_name": f"{order.assignment}.{question.id}",
                "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
                "severity": severity,
                "location": {"path": sanitize(result.file), "lines": {"begin": 1}},
            }


GITLAB = Export(name="gitlab", make=_make, of_results=True)
