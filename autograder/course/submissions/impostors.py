"""Files that are something else than their names say, told by their first bytes."""

from __future__ import annotations

import re

from autograder.course.submissions.caps import Unreadable
from autograder.records.sentences import Sentence, _

_BINARY: tuple[tuple[bytes, Sentence], ...] = (
    (b"%PDF", _("a PDF document")),
    (b"\xd0\xcf\x11\xe0", _("a Word document")),
    (b"Rar!", _("an archive (RAR)")),
    (b"7z\xbc\xaf\x27\x1c", _("an archive (7z)")),
    (b"\x1f\x8b", _("an archive (gzip)")),
    (b"BZh", _("an archive (bzip2)")),
    (b"\xfd7zXZ", _("an archive (xz)")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"\x89HDF", _("a file of model weights (HDF5)")),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = re.compile(rb"(?:word|xl|ppt)/|mimetypeapplication/vnd\.oasis")
_NEAR = 1 << 16  #: bytes from the start in which a file says what it is

_LFS = b"version https://git-lfs.github.com/spec/"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
_OURS = re.compile(r"^<<<<<<< ?", re.M)
_THEIRS = re.compile(r"^>>>>>>> ?", re.M)
_PYTHON = re.compile(
    r"^(?:import \w|from [\w.]+ import |def \w+ ?\(|class \w+ ?[(:]|print ?\(|#\s?%%|# -\*-)", re.M
)
_CELLS = re.compile(r'"(?:cells|worksheets)"\s*+:')


def require_no_impostor(content: bytes) -> None:
    """Raise Unreadable if the bytes say that they are of another kind of file than text."""
    for beginning, kind in _BINARY:
        if content.startswith(beginning):
            raise Unreadable(_something_else(kind))
    if content.startswith(_ZIP):
        if _OFFICE.search(content, 0, _NEAR):
            raise Unreadable(_something_else(_("an office document")))
        raise Unreadable(
            _("the file is a zip file under another name; unpack it and hand in the notebook in it")
        )
    if content.startswith(_LFS):
        raise Unreadable(
            _(
                "the file is only a pointer of Git LFS, not the work itself; fetch the work with "
                "`git lfs pull` and hand that in"
            )
        )
    if _PAGE.match(content, 0, _NEAR):
        raise Unreadable(
            _(
                "the file is a saved web page (HTML), not the notebook itself; download the "
                "notebook (.ipynb) and hand that in"
            )
        )


def require_no_notebook(text: str) -> None:
    """Raise Unreadable if a module's text is that of a notebook."""
    is_table = text.lstrip()[:1] == "{" and text.rstrip()[-1:] == "}"
    if is_table and '"nbformat"' in text and _CELLS.search(text):
        raise Unreadable(_("the file is a notebook that is called .py; rename it to .ipynb"))


def damage(text: str, line: int, place: int) -> Sentence:
    """Return why text that should be a notebook is not JSON from a place on."""
    if (ours := _OURS.search(text)) and _THEIRS.search(text, ours.end()):
        return _(
            "there are marks of a merge conflict in the notebook (from line {line} on); take one "
            "of the two versions whole, open it in Jupyter and save it again",
            line=text.count("\n", 0, ours.start()) + 1,
        )
    if not text.lstrip().startswith(("{", "[")):
        if _PYTHON.search(text):
            return _("the file is Python text that is called .ipynb; rename it to .py")
        return _("the file is not a notebook")
    if _is_cut_off(text, place):
        return _("the end of the notebook is missing; save it and hand it in again")
    return _("the notebook is damaged (invalid JSON at line {line})", line=line)


def _is_cut_off(text: str, place: int) -> bool:
    """Tell whether JSON ends in the middle: in a string, in a word, before a bracket is closed."""
    rest = text[place:].strip()
    in_string = rest.startswith('"') and re.fullmatch(r'"(?:[^"\\]|\\.)*+\\?', rest, re.S)
    in_word = len(rest) < 6 and any(
        word.startswith(rest) for word in ("true", "false", "null", "-")
    )
    return bool(in_string) or in_word or bool(re.fullmatch(r"\\u?[0-9a-fA-F]{0,3}", rest))


def _something_else(kind: Sentence) -> Sentence:
    return _("the file is {kind}; hand in the notebook (.ipynb) or module (.py) itself", kind=kind)
