"""The translations of our sentences: one catalogue a language, compiled from its `.po` file."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from pathlib import Path
from struct import error as StructError

from autograder.errors import AutograderError
from autograder.languages import Language, nearest

FOLDER = Path(__file__).parent.parent / "locale"
DIGEST = "SHA-256 of the .po file"  #: the entry that `locale/hatch_build.py` adds


class CatalogueError(AutograderError):
    """A catalogue is missing, or was compiled from another `.po` file than stands beside it."""

    def __init__(self, source: Path) -> None:
        compiled = source.with_suffix(".mo").name
        super().__init__(
            f"{compiled}, compiled from {source}, is missing or stale; "
            "run `make catalogues` in a checkout, else install akapen again"
        )


def languages() -> tuple[Language, ...]:
    """Return the languages that we have sentences in."""
    return (*(source.stem for source in _sources(FOLDER)), "en")


def require_catalogues() -> None:
    """Raise CatalogueError if one of the languages cannot be spoken as it is written."""
    for source in _sources(FOLDER):
        _catalogue(source)


def translated(template: str, language: Language) -> str:
    """Return the template in a language, in English if there is no translation.

    Raises CatalogueError.
    """
    return _spoken(FOLDER, language).gettext(template)


def _sources(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.po"))


@cache
def _spoken(folder: Path, language: Language) -> NullTranslations:
    """Return what serves a language, as `pt` does `pt-BR`; English, which is nothing, if none."""
    tag = nearest(language, (source.stem for source in _sources(folder)))
    return _catalogue(folder / f"{tag}.po") if tag else NullTranslations()


@cache
def _catalogue(source: Path) -> NullTranslations:
    try:
        with source.with_suffix(".mo").open("rb") as file:
            catalogue = GNUTranslations(file)
    except (OSError, ValueError, StructError):
        raise CatalogueError(source) from None
    if catalogue.gettext(DIGEST) != sha256(source.read_bytes()).hexdigest():
        raise CatalogueError(source)
    return catalogue
