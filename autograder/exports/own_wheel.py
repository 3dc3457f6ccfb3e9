"""A wheel of this package as it is installed here, for a machine that installs it elsewhere."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from autograder import __version__
from autograder.errors import UsageError
from autograder.exports.zips import zip_of
from autograder.feedback.show.catalogues import require_catalogues

NAME = f"akapen-{__version__}-py3-none-any.whl"
_FACTS = f"akapen-{__version__}.dist-info"
_WHEEL = "Wheel-Version: 1.0\nGenerator: akapen\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_KEPT = ("METADATA", "entry_points.txt", "licenses/LICENSE")  #: of what the installer has written


def own_wheel() -> bytes:
    """Return the wheel; the same package gives the same bytes. Raises UsageError, CatalogueError.

    https://packaging.python.org/en/latest/specifications/binary-distribution-format/
    """
    require_catalogues()
    files = dict(_package_files()) | dict(_facts(_installed()))
    return zip_of(files | {f"{_FACTS}/RECORD": _record(files)})


def _installed() -> Distribution:
    try:
        found = distribution("akapen")
    except PackageNotFoundError:
        raise UsageError("akapen is not installed here, only lies here: install it first") from None
    if found.version != __version__:
        raise UsageError(
            f"akapen {found.version} is what is installed here, and {__version__} what is run; "
            "install it again"
        )
    return found


def _package_files() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"autograder/{path.relative_to(package).as_posix()}", path.read_bytes()


def _facts(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    yield f"{_FACTS}/WHEEL", _WHEEL.encode()
    for name in _KEPT:
        if text := installed.read_text(name):
            yield f"{_FACTS}/{name}", text.encode()


def _record(files: Mapping[str, bytes]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        writer.writerow((name, f"sha256={digest}", len(content)))
    writer.writerow((f"{_FACTS}/RECORD", "", ""))
    return text.getvalue().encode()
