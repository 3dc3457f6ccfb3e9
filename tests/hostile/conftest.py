from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.harness import Arena


@pytest.fixture(scope="session")
def arena() -> Iterator[Arena]:
    with Arena() as arena:
        yield arena
