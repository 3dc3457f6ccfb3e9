"""Messages as HTML that shows foreign text and can run nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from autograder.feedback.show.sentences import in_language, pieces
from autograder.records import Language
from autograder.records.messages import Fact, Message
from autograder.records.sentences import Code, Said
from autograder.texts import sanitize


def as_html(message: Message, language: Language) -> Markup:
    """Return what to look at, then the sentences as paragraphs.

    Classes: `facts` around facts (`compared` too where they stand beside each other), `fact` around
    one of them; `<mark>` where to look.
    """
    return _kept_with(message, language, lambda: _message(message, language))


def sentence_html(said: Said, language: Language) -> Markup:
    """Return a sentence with its code spans as `<code>`."""
    return _kept_with(said, language, lambda: _sentence(said, language))


def _kept_with(said: Message | Said, language: Language, make: Callable[[], Markup]) -> Markup:
    """Return the HTML of what is said; it stays with that, which many of a class have alike."""
    kept: tuple[Language, Markup] | None = vars(said).get(_HTML)
    if kept is None or kept[0] != language:
        kept = vars(said)[_HTML] = language, make()
    return kept[1]


_HTML = "html"  #: what has been made of it, among what it holds and beside its fields


def _message(message: Message, language: Language) -> Markup:
    groups = groupby(message.facts, key=lambda fact: fact.compared)
    facts = (_facts(compared, list(group), language) for compared, group in groups)
    said = (sentence_html(sentence, language) for sentence in message.sentences)
    return Markup("\n").join([*facts, *map(Markup("<p>{}</p>").format, said)])


def _sentence(said: Said, language: Language) -> Markup:
    return Markup("").join(
        Markup("<code>{}</code>").format(sanitize(piece.text)) if isinstance(piece, Code) else piece
        for piece in pieces(said, language)
    )


def _facts(compared: bool, facts: list[Fact], language: Language) -> Markup:
    kind = "facts compared" if compared else "facts"
    shown = Markup("").join(_fact(fact, language) for fact in facts)
    return Markup('<div class="{}">{}</div>').format(kind, shown)


def _fact(fact: Fact, language: Language) -> Markup:
    return Markup(
        '<div class="fact"><p class="label">{}</p><pre tabindex="0">{}</pre></div>'
    ).format(in_language(fact.label, language), Markup("").join(_marked(fact)))


def _marked(fact: Fact) -> Iterator[str]:
    place = 0
    for start, end in fact.marks:
        yield escape(sanitize(fact.text[place:start]))
        yield Markup("<mark>{}</mark>").format(sanitize(fact.text[start:end]))
        place = end
    yield escape(sanitize(fact.text[place:]))
