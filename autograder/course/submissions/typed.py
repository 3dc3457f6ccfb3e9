"""Text that was typed into an LMS's page, which keeps it as HTML, as the text of a module."""

from __future__ import annotations

from html.parser import HTMLParser

_LINES = {"p", "div", "br", "li", "pre", "tr", "blockquote", "h2", "h3", "h4", "h5", "h6"}
_NOT_TYPED = {"head", "title", "script", "style", "h1"}  #: `h1` is Canvas' own heading
_ONLY_HERE = str.maketrans({"\xa0": " ", "\u200b": "", "\ufeff": ""})


def typed_text(page: str) -> str:
    """Return the text of a page with the lines that it shows; no-break spaces indent them."""
    reader = _Lines()
    reader.feed(page)
    reader.close()
    text = "".join(reader.pieces).translate(_ONLY_HERE)
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"


class _Lines(HTMLParser):
    """What a browser would show, line by line; blanks stand as they were typed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_TYPED:
            self._left_out += 1
        elif tag == "br" or (tag in _LINES and self.pieces and self.pieces[-1][-1:] != "\n"):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_TYPED:
            self._left_out = max(self._left_out - 1, 0)
        elif tag in _LINES - {"br"} and self.pieces and self.pieces[-1][-1:] != "\n":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if data and not self._left_out:
            self.pieces.append(data)
