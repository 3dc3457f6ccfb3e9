"""All that is behind the points of one submission, as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import indent

from autograder.feedback.grades import duration_sentence, grade_sentences
from autograder.feedback.headings import likely_cause, points_sentence, problem_sentence
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.records import Language
from autograder.records.sentences import Said, _
from autograder.records.stored_results import StoredCheck, StoredQuestion
from autograder.reports.pages.why_page import adjustment_sentence
from autograder.reports.why import OUTCOMES, Cases, Why, questions_of, versions_of
from autograder.texts import one_line, sanitize, size


def why_text(why: Why, language: Language, question: str | None = None) -> str:
    """Return what is behind all points, or those of the question of an id."""
    parts = [
        "\n".join(_head(why, language)),
        *("\n".join(_question(why, q, language)) for q in questions_of(why.result, question)),
    ]
    return "\n\n".join(parts) + "\n"


def _head(why: Why, language: Language) -> Iterator[str]:
    result = why.result
    said = _in(language)
    yield one_line(f"{result.submission}: {said(points_sentence(result.points, result.possible))}")
    for note in (*why.judged.notes, *([problem_sentence(result.reason)] if result.reason else [])):
        yield said(note)
    if result.remark:
        yield said(result.remark)
    yield one_line(f"{result.file}, SHA-256 {result.sha256[:16] or '—'}, {result.status.value}")
    if result.tier:
        yield one_line(f"{result.tier}; {versions_of(result)}")
    if limits := why.limits:
        yield said(
            _(
                "{seconds} CPU s, {question} s a question, {memory} of memory",
                seconds=limits.seconds,
                question=limits.question_seconds,
                memory=size(limits.memory),
            )
        )
    yield from _grades(why, language)
    if why.command:
        yield f"{said(_('To run it again:'))} {one_line(why.command)}"


def _grades(why: Why, language: Language) -> Iterator[str]:
    said = _in(language)
    for person in why.people:
        grade = person.grade
        points = said(points_sentence(grade.points, grade.possible))
        yield one_line(f"{said(_('Grade'))}: {person.student.id} {person.student.name}: {points}")
        if grade.late:
            yield "  " + said(_("Late by {late}", late=duration_sentence(grade.late)))
        for step in grade_sentences(grade):
            yield "  " + one_line(said(step))
        for adjustment in person.adjustments:
            told = said(adjustment_sentence(adjustment))
            yield f"  {said(_('Adjustment:'))} {one_line(told)}"


def _question(why: Why, question: StoredQuestion, language: Language) -> Iterator[str]:
    said = _in(language)
    points = said(points_sentence(question.points, question.possible))
    yield f"== {one_line(said(question.title))} ({question.id}): {points} =="
    if question.feedback.explanation:
        yield said(likely_cause(question.feedback.explanation))
    if question.feedback.remark:
        yield said(question.feedback.remark)
    for check in question.checks:
        yield from _check(check, why.cases(check.id), language)
    if code := why.code(question):
        yield f"-- {said(_('The code'))} --"
        yield indent(sanitize(code), "  ")


def _check(check: StoredCheck, cases: Cases | None, language: Language) -> Iterator[str]:
    said = _in(language)
    hidden = f" ({said(_('hidden'))})" if check.hidden else ""
    points = said(points_sentence(check.points, check.possible))
    wrong = _("{failing} of {asked} wrong", failing=check.failing, asked=check.asked)
    more = f"; {said(wrong)}" if check.failing else ""
    yield f"-- {check.id}{hidden}: {said(OUTCOMES[check.outcome])}, {points}{more} --"
    if check.mistake:
        yield f"{said(_('Known mistake:'))} {check.mistake}"
    if told := as_text(check.message, language):
        yield indent(told, "  ")
    told_call = next((fact.text for fact in check.message.facts), None)
    shown = cases.shown if cases else ()
    for case in (case for case in shown if case.is_wrong and case.request != told_call):
        yield indent(f"#{case.number} {case.request}", "  ")
        if case.expected is not None:
            yield indent(_hanging(said(_("Expected")), case.expected), "     ")
        yield indent(_hanging(said(_("Got")), case.got), "     ")


def _hanging(label: str, text: str) -> str:
    """Return a value after its label, below it if it has several lines that stand in columns."""
    return f"{label}:\n{indent(text, '  ')}" if "\n" in text else f"{label}: {text}"


def _in(language: Language) -> Callable[[Said], str]:
    def said(sentence: Said) -> str:
        return in_language(sentence, language)

    return said
