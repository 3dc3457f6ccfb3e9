"""`junit`: JUnit XML, a file a submission; `gitlab` shows the same in a merge request.

In GitLab: `artifacts: {when: always, reports: {junit: report/*.xml}}` in `.gitlab-ci.yml`; in
Jenkins: the JUnit step; in Actions: any reporter of JUnit files. A question is a suite of one case,
since JUnit knows no points and Jenkins' schema no properties of a case: they stand in those of the
suite, and part of a question's points is a failure that says so. A case has the same name each
time, so that CI can tell what is new, and another one in each submission, since GitLab counts only
the first of a name.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from autograder.cutting import beginning
from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order
from autograder.exports.told import Told, told
from autograder.records.stored_results import StoredResult
from autograder.texts import format_points, sanitize

_LONGEST = 20_000  #: characters of one question
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
    suites = [_suite(question, result, order) for question in told(result, order.language)]
    counts = {
        of: str(sum(int(suite.attrib[of]) for suite in suites))
        for of in ("tests", "failures", "errors")
    }
    whole = ET.Element("testsuites", {"name": order.assignment, **counts})
    whole.extend(suites)
    ET.indent(whole)
    text: bytes = ET.tostring(whole, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(question: Told, result: StoredResult, order: Order) -> ET.Element:
    is_open = question.points is None
    earned = format_points(question.points) or "-"
    possible = format_points(question.possible)
    counts = {"failures": not (is_open or question.is_full), "errors": is_open}
    suite = ET.Element(
        "testsuite",
        {"name": question.id, "tests": "1", **{of: str(int(is_)) for of, is_ in counts.items()}},
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in (("question", question.id), ("score", earned), ("max_score", possible)):
        ET.SubElement(properties, "property", {"name": name, "value": value})
    place = f"{order.assignment}.{_legal(result.submission)}"
    case = ET.SubElement(suite, "testcase", {"classname": place, "name": question.id})
    if not question.is_full:
        message = {"message": f"{earned}/{possible}", "type": "points"}
        # GitLab shows the text alone, others the message.
        said = ET.SubElement(case, "error" if is_open else "failure", message)
        said.text = _legal(beginning(question.text, _LONGEST))
    return suite


def _legal(text: str) -> str:
    """Return foreign text as XML 1.0 may hold it."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", sanitize(text))


JUNIT = Export(name="junit", make=_make, of_results=True)
