"""Templates for pages: escaped by default, complete in one file, without script."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder import __version__, wording
from autograder.feedback.show.html import sentence_html
from autograder.records import Language, Text
from autograder.reports.pages import wording as page_wording
from autograder.texts import format_points

_ENVIRONMENT = Environment(
    loader=PackageLoader("autograder.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {"sentence": sentence_html, "number": format_points}
_SENTENCES: dict[str, Text] = {
    name: text
    for name, text in (vars(wording) | vars(page_wording)).items()
    if isinstance(text, Text)
}


def page(template: str, language: Language, **facts: Any) -> str:
    """Return a page in the language; `say(NAME, …)` in a template is one of `_SENTENCES`."""

    def say(name: str, **places: object) -> str:
        text = _SENTENCES[name]
        return text.said_in(language).format(**places)

    def status(of: object) -> str:
        return page_wording.STATUSES[of].said_in(language)  # type: ignore[index]

    made = _ENVIRONMENT.get_template(template)
    return made.render(lang=language, say=say, status=status, version=__version__, **facts)
