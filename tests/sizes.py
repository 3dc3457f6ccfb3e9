"""Which tests belong to which size: `make check`, `make test`, `make test-all`.

    process       starts a process, of whatever kind: not in `make check`
    slow          takes more than a second or two: not in `make check`
    exhaustive    one of a family of which another member runs in `make test`: in `make test-all`

A fixture that starts a process marks the tests that use it; a test that starts one by itself is
marked where it stands, and fails without the mark. Of the parametrised tests that are marked
`family`, the first member of each kind runs in `make test`; `kind` tells the kind from the
parameters, by default all are of one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

#: Fixtures that start a process. Others that do ask one of these for it.
FIXTURES = frozenset(
    {
        *("arena", "bare_template", "browser", "checkout", "command", "home", "image", "installed"),
        *("pid", "pytester", "python", "sandbox", "target", "tensorflow", "tier"),
        *("unprotected", "worker_template"),
    }
)
STARTS = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn")  #: audit events


class Sizes:
    """The plugin that marks tests as they are collected, and holds them to it as they run."""

    def __init__(self) -> None:
        self._may_start = True
        sys.addaudithook(self._audit)

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        if FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("process")

    @pytest.hookimpl(tryfirst=True)  # before what `-m` does not select is taken out
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in _others_of_families(items):
            item.add_marker("exhaustive")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._may_start = item.get_closest_marker("process") is not None
        try:
            return (yield)
        finally:
            self._may_start = True

    def _audit(self, event: str, arguments: object) -> None:
        if not self._may_start and event in STARTS:
            raise RuntimeError(f"{event}: a test that starts a process is marked `process`")


def any_of(*parameters: str) -> Callable[..., object]:
    """Return a kind for which members are alike that differ in these parameters alone."""

    def kind(**given: object) -> object:
        return tuple(repr(value) for name, value in given.items() if name not in parameters)

    return kind


def _others_of_families(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the members of families but for the first of each kind."""
    seen: set[object] = set()
    for item in items:
        marker, spec = item.get_closest_marker("family"), getattr(item, "callspec", None)
        if marker is None or spec is None:
            continue
        kind = _kind(marker, spec.params)
        test = (item.nodeid.partition("[")[0], kind)
        if test in seen:
            yield item
        seen.add(test)


def _kind(marker: pytest.Mark, parameters: Mapping[str, object]) -> object:
    return marker.kwargs["kind"](**parameters) if "kind" in marker.kwargs else None
