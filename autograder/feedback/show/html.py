"""Messages as HTML that shows foreign text and can run nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from autograder.records.messages import Fact, Message
from autograder.texts import sanitize

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def as_html(message: Message) -> Markup:
    """Return what to look at, then the sentences as paragraphs.

    Classes: `facts` around facts (`compared` too where they stand beside each other), `fact` around
    one of them; `<mark>` where to look.
    """
    groups = groupby(message.facts, key=lambda fact: fact.compared)
    facts = (_facts(compared, list(group)) for compared, group in groups)
    paragraphs = (Markup("<p>{}</p>").format(sentence_html(s)) for s in message.sentences)
    return Markup("\n").join([*facts, *paragraphs])


def sentence_html(sentence: str) -> Markup:
    """Return a sentence with its code spans as `<code>`."""
    return Markup("").join(_parts(sentence))


def _parts(sentence: str) -> Iterator[str]:
    place = 0
    for span in _CODE_SPAN.finditer(sentence):
        yield escape(sanitize(sentence[place : span.start()]))
        yield Markup("<code>{}</code>").format(sanitize(_unpadded(span[2])))
        place = span.end()
    yield escape(sanitize(sentence[place:]))


def _unpadded(code: str) -> str:
    """Leave out the spaces that keep backticks at either end apart from the fence."""
    padded = code.startswith(" ") and code.endswith(" ") and code.strip()
    return code[1:-1] if padded else code


def _facts(compared: bool, facts: list[Fact]) -> Markup:
    kind = "facts compared" if compared else "facts"
    return Markup('<div class="{}">{}</div>').format(kind, Markup("").join(map(_fact, facts)))


def _fact(fact: Fact) -> Markup:
    shown = Markup("").join(_marked(fact))
    return Markup(
        '<div class="fact"><p class="label">{}</p><pre tabindex="0">{}</pre></div>'
    ).format(fact.label, shown)


def _marked(fact: Fact) -> Iterator[str]:
    place = 0
    for start, end in fact.marks:
        yield escape(sanitize(fact.text[place:start]))
        yield Markup("<mark>{}</mark>").format(sanitize(fact.text[start:end]))
        place = end
    yield escape(sanitize(fact.text[place:]))
