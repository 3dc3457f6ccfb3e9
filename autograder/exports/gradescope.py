"""`gradescope`: `results.json` of a Gradescope autograder, a file a submission.

In a Gradescope autograder, `run_autograder` copies the file of its one submission to
`/autograder/results/results.json`. Nothing is hidden in it that students may not read.
"""

from __future__ import annotations

import json

from autograder.exports.export import Export, Made, Order
from autograder.exports.junit import results_of
from autograder.exports.told import told
from autograder.feedback.headings import problem_sentence
from autograder.feedback.show import in_language
from autograder.records.stored_results import StoredResult
from autograder.texts import sanitize


def _make(order: Order) -> Made:
    files = {}
    for file, result in results_of(order).items():
        text = json.dumps(gradescope_results(result, order.language), ensure_ascii=False, indent=1)
        files[f"{file}.json"] = text.encode()
    return Made(files=files)


def gradescope_results(result: StoredResult, language: str) -> dict[str, object]:
    """Return what Gradescope reads. Without a score it shows that nothing was graded yet."""
    tests: list[dict[str, object]] = [
        {
            "name": question.title,
            "number": str(number),
            "max_score": question.possible,
            "output": sanitize(question.text),
            "output_format": "text",
            **({} if question.points is None else {"score": question.points}),
            "status": "passed" if question.is_full else "failed",
        }
        for number, question in enumerate(told(result, language), 1)
    ]
    reason = in_language(problem_sentence(result.reason), language) if result.reason else ""
    cells = [in_language(cell.sentence, language) for cell in result.cells]
    output = "\n".join(filter(None, [reason, *cells]))
    document: dict[str, object] = {"tests": tests, "visibility": "visible", "output_format": "text"}
    if result.points is not None:
        document["score"] = result.points
    if output:
        document["output"] = sanitize(output)
    return document


GRADESCOPE = Export(name="gradescope", make=_make, of_results=True)
