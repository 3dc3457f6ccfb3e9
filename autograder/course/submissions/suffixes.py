"""Kinds of files, told by their names: notebooks, modules, zip files, and all that is none."""

from __future__ import annotations

from pathlib import Path

from autograder.course.submissions.cells import SUFFIXES
from autograder.records.sentences import Sentence, _

_ADDED = {
    ".txt",
    ".text",
    ".json",
    ".download",
}  #: by browsers

_KINDS: tuple[tuple[str, Sentence], ...] = (
    (".html .htm .mhtml .xhtml .webarchive", _("a web page (HTML)")),
    (".pdf .ps .djvu", _("a PDF document")),
    (".docx .doc .docm .odt .rtf .pages .gdoc", _("a text document")),
    (".xlsx .xls .ods .pptx .ppt .odp .key .numbers", _("an office document")),
    (".tar .gz .tgz .bz2 .tbz .tbz2 .xz .txz .zst .rar .7z .lz .lzma .z", _("an archive")),
    (".png .jpg .jpeg .gif .bmp .webp .heic .tif .tiff .svg", _("a picture")),
    (".mp4 .mov .avi .mkv .webm .mp3 .m4a .wav", _("a recording")),
    (".txt .text .md .markdown .rst .tex", _("a text file")),
    (".pyc .pyo .pyd .so .exe .dll .class", _("a compiled program")),
    (".url .webloc .lnk .desktop", _("a link")),
)
_KIND_OF = {suffix: kind for suffixes, kind in _KINDS for suffix in suffixes.split()}

#: What lies in a folder of submissions without being anybody's.
_DATA = {".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf"} | {
    *(".xml", ".log", ".lock", ".npy", ".npz", ".h5", ".hdf5", ".keras", ".pkl", ".pickle"),
    *(".md", ".markdown", ".rst", ".db", ".sqlite", ".sha256", ".ds_store", ".bak", ".tmp", ""),
}
_NOTES = {"readme", "read_me", "liesmich", "notes", "note", "license", "licence", "copying"} | {
    *("requirements", "changelog", "todo", "makefile", "manifest", "timestamp"),
}


def kind_of(path: Path) -> str:
    """Return `.ipynb` or `.py` of a file that can be read as such, else its suffix."""
    suffix = path.suffix.lower().rstrip()
    if suffix in _ADDED and (before := Path(path.stem).suffix.lower()) in SUFFIXES:
        return before
    return suffix


def may_be_graded(path: Path) -> bool:
    """Whether its name is that of a notebook or a module."""
    return kind_of(path) in SUFFIXES


def is_zip(path: Path) -> bool:
    """Whether it is called a zip file."""
    return path.suffix.lower() == ".zip"


def stem(path: Path) -> str:
    """Return the name without the suffixes that tell its kind: `ann` of ann.ipynb.txt."""
    name = path.stem
    if path.suffix.lower().rstrip() in _ADDED and kind_of(path) in SUFFIXES:
        return Path(name).stem
    return Path(name).stem if name.lower().endswith(".tar") else name


def is_somebodys(path: Path) -> bool:
    """Whether a file among submissions is one of the wrong kind, and not data or a note."""
    return path.suffix.lower() not in _DATA and stem(path).lower() not in _NOTES


def wrong_kind(path: Path) -> Sentence:
    """Return why a file cannot be graded that is neither a notebook nor a module."""
    kind = _KIND_OF.get(path.suffix.lower())
    if kind is None:
        return _(
            "{file} is neither a notebook (.ipynb) nor a module (.py); hand in the notebook "
            "(.ipynb) or module (.py) itself",
            file=path.name,
        )
    return _(
        "{file} is {kind}; hand in the notebook (.ipynb) or module (.py) itself",
        file=path.name,
        kind=kind,
    )
