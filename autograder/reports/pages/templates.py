"""Templates for pages: escaped by default, complete in one file.

They are without script, but for one script of ours on the class report, which its policy names by
its hash.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder import __version__
from autograder.feedback.show.html import as_html, sentence_html
from autograder.records import Language, Status
from autograder.records.messages import Message
from autograder.records.sentences import Part, Said, Sentence, _
from autograder.texts import format_coefficient, format_points

_ENVIRONMENT = Environment(
    loader=PackageLoader("autograder.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.filters["number"] = format_points
_ENVIRONMENT.filters["coefficient"] = format_coefficient

_STATUSES = {
    Status.GRADED: _("graded"),
    Status.UNREADABLE: _("unreadable"),
    Status.NEEDS_REVIEW: _("needs review"),
    Status.NOT_GRADED: _("not graded"),
}


@lru_cache(2000, typed=True)
def _words(language: Language, template: str, /, **parts: str | int) -> Markup:
    """Return the HTML of a sentence that stands in many rows, and on the pages of many."""
    return sentence_html(_(template, **parts), language)


def _said(said: Said, language: Language) -> Markup:
    """Return the HTML of a sentence; of one that was just made, with what others are made of."""
    if isinstance(said, Sentence) and all(type(part) in (str, int) for _name, part in said.parts):
        return _words(language, said.template, **dict(said.parts))
    return sentence_html(said, language)


def page(template: str, language: Language, **facts: Any) -> str:
    """Return a page. In a template `_("…", …)` marks a sentence and shows it.

    `say` shows a sentence that was made before, `look` a message, `status` how it was dealt with.
    """

    def say(said: Said) -> Markup:
        return _said(said, language)

    def marked(template: str, **parts: Part) -> Markup:
        return say(_(template, **parts))

    def look(message: Message) -> Markup:
        return as_html(message, language)

    def status(of: Status) -> Markup:
        return say(_STATUSES[of])

    made = _ENVIRONMENT.get_template(template)
    own = {"_": marked, "say": say, "look": look, "status": status, "version": __version__}
    return made.render(lang=language, **own, **facts)
