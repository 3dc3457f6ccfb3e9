"""`junit`: JUnit XML, a file a submission; `gitlab` shows the same in a merge request.

In GitLab: `artifacts: {when: always, reports: {junit: report/*.xml}}` in `.gitlab-ci.yml`; in
Jenkins: the JUnit step; in Actions: any reporter of JUnit files. JUnit knows no points: they stand
in the properties and in the name, and part of a question's points is a failure that says so.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order
from autograder.exports.told import Told, told
from autograder.records.stored_results import StoredResult
from autograder.texts import format_points, sanitize

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _make(order: Order) -> Made:
    return Made(
        files={f"{file}.xml": _report(result, order) for file, result in results_of(order).items()}
    )


def results_of(order: Order) -> Mapping[str, StoredResult]:
    """Return the results to export; UsageError if there are none."""
    if not order.results:
        raise UsageError(f"no results of {order.assignment}; grade it first")
    return order.results


def _report(result: StoredResult, order: Order) -> bytes:
    questions = told(result, order.language)
    failures = sum(q.points is not None and not q.is_full for q in questions)
    errors = sum(q.points is None for q in questions)
    counts = {"tests": str(len(questions)), "failures": str(failures), "errors": str(errors)}
    suites = ET.Element("testsuites", {"name": order.assignment, **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": _legal(result.submission), **counts})
    for question in questions:
        suite.append(_case(question, order))
    ET.indent(suites)
    text: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _case(question: Told, order: Order) -> ET.Element:
    earned = format_points(question.points) or "-"
    fraction = f"{earned}/{format_points(question.possible)}"
    case = ET.Element(
        "testcase", {"classname": order.assignment, "name": f"{question.id} ({fraction})"}
    )
    properties = ET.SubElement(case, "properties")
    for name, value in (("question", question.id), ("score", earned),
                        ("max_score", format_points(question.possible))):  # fmt: skip
        ET.SubElement(properties, "property", {"name": name, "value": value})
    if not question.is_full:
        kind = "error" if question.points is None else "failure"
        # GitLab shows the text alone, others the message.
        ET.SubElement(case, kind, {"message": fraction}).text = _legal(question.text)
    return case


def _legal(text: str) -> str:
    """Return foreign text as XML 1.0 may hold it."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", sanitize(text))


JUNIT = Export(name="junit", make=_make, of_results=True)
