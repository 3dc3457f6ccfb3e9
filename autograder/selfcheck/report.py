"""A self-check as one text for terminals, and as one piece of HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from markupsafe import Markup

from autograder.feedback.headings import check_heading, likely_cause
from autograder.feedback.names import Names
from autograder.feedback.show.html import as_html as message_html, sentence_html
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text as message_text
from autograder.records import Language
from autograder.records.sentences import Sentence
from autograder.selfcheck.checking import Checked, SelfCheck
from autograder.selfcheck.telling import footer, header, said_of_cells, said_of_question, standing
from autograder.texts import sanitize


def as_text(found: SelfCheck, remarks: Sequence[Sentence] = ()) -> str:
    """Return everything as plain text, a question a paragraph, remarks below."""
    language = found.handout.language
    parts = [
        *_header(found, language),
        *_cells(found, language),
        *(_question(asked, found.names, language) for asked in found.questions),
        *_last(found, remarks, language),
    ]
    return sanitize("\n".join(part for part in parts if part))


def _header(found: SelfCheck, language: Language) -> Iterator[str]:
    if found.name:
        yield in_language(header(found.name), language)


def _cells(found: SelfCheck, language: Language) -> Iterator[str]:
    for heading, lines in said_of_cells(found):
        yield f"{in_language(heading, language)}:"
        yield from (indent(in_language(line, language), "  ") for line in lines)


def _last(found: SelfCheck, remarks: Sequence[Sentence], language: Language) -> Iterator[str]:
    for said in (*remarks, footer(found)):
        if said:
            yield in_language(said, language)


def _question(asked: Checked, names: Names, language: Language) -> str:
    lines = [f"{asked.question.id}: {in_language(standing(asked), language)}"]
    said = said_of_question(asked, names)
    if said.explanation:
        lines.append(indent(in_language(likely_cause(said.explanation), language), "  "))
    for check in said.checks:
        lines.append(f"  {in_language(check_heading(check), language)}")
        lines.append(indent(message_text(check.message, language), "    "))
    return "\n".join(filter(None, lines))


# ------------------------------------------------------------------ HTML, safe to show anywhere

_STYLE = Markup("""<style>
.akapen { line-height: 1.5 }
.akapen summary, .akapen .passed { cursor: default; margin: .2em 0 }
.akapen .standing, .akapen .label, .akapen .footer { opacity: .7 }
.akapen .said { margin: 0 0 .8em 1.2em; padding-left: .8em; border-left: 3px solid #cf222e }
.akapen p { margin: .2em 0 }
.akapen pre { margin: .1em 0 .4em; white-space: pre-wrap; text-align: left }
.akapen .compared { display: flex; flex-wrap: wrap; gap: 0 2em }
.akapen mark { background: #f5c04266; color: inherit; font-weight: bold }
</style>""")
_MARK = Markup('<b style="color:{}">{}</b>')


def as_html(found: SelfCheck, remarks: Sequence[Sentence] = ()) -> str:
    """Return the same as HTML without script, that reads on light and on dark."""
    language = found.handout.language
    rows = Markup("").join(_row(asked, found.names, language) for asked in found.questions)
    last = Markup("").join(
        Markup('<p class="footer">{}</p>').format(sentence_html(said, language))
        for said in (*remarks, footer(found))
        if said
    )
    return Markup('{}<div class="akapen">{}{}</div>').format(_STYLE, rows, last)


def _row(asked: Checked, names: Names, language: Language) -> Markup:
    passed = asked.passed == len(asked.results)
    head = Markup('{} <b>{}</b> <code>{}</code> <span class="standing">{}</span>').format(
        _MARK.format("#1a7f37", "○") if passed else _MARK.format("#cf222e", "×"),
        asked.question.title.in_language(language),
        asked.question.id,
        sentence_html(standing(asked), language),
    )
    if passed:
        return Markup('<div class="passed">{}</div>').format(head)
    said = Markup("").join(_said(asked, names, language))
    return Markup('<details open><summary>{}</summary><div class="said">{}</div></details>').format(
        head, said
    )


def _said(asked: Checked, names: Names, language: Language) -> Iterator[Markup]:
    said = said_of_question(asked, names)
    if said.explanation:
        sentence = sentence_html(likely_cause(said.explanation), language)
        yield Markup("<p>{}</p>").format(sentence)
    for check in said.checks:
        heading = sentence_html(check_heading(check), language)
        yield Markup('<p class="label">{}</p>').format(heading)
        yield message_html(check.message, language)
