"""Build hook: compile the catalogues of translations into the wheel, and into a checkout."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DIGEST = "SHA-256 of the .po file"  #: an entry of our own, by which a stale catalogue is told


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs whenever the package is built or installed, as `pip install --editable .` does."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "autograder/feedback/locale").glob("*.po")):
            compile_catalogue(source)


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` file beside a `.po` file; return its path."""
    content = source.read_bytes()
    catalogue = read_po(BytesIO(content), abort_invalid=True)
    catalogue.add(DIGEST, sha256(content).hexdigest())
    target = source.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return target
