"""The translations of our sentences: one catalogue a language, compiled from its `.po` file."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from pathlib import Path
from struct import error as StructError

from autograder.errors import AutograderError

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


def require_catalogues() -> None:
    """Raise CatalogueError if one of the languages cannot be spoken as it is written."""
    for source in sorted(FOLDER.glob("*.po")):
        _catalogue(source)


def translated(template: str, language: str) -> str:
    """Return the template in a language (a BCP 47 tag), in English if there is no translation.

    Raises CatalogueError.
    """
    for tag in (language, language.partition("-")[0]):
        source = FOLDER / f"{tag}.po"
        if source.is_file():
            return _catalogue(source).gettext(template)
    return template


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
