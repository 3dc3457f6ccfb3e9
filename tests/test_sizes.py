"""The sizes of the tests: what a test may do in which, and who of a family runs."""

from __future__ import annotations

import pytest

from tests.paths import ROOT

pytest_plugins = ["pytester"]

CONFTEST = """
from tests.sizes import Sizes

def pytest_configure(config):
    config.pluginmanager.register(Sizes())
    for marker in ("process", "exhaustive", "family"):
        config.addinivalue_line("markers", marker)
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(CONFTEST)
    return pytester


def run(suite: pytest.Pytester, *arguments: str) -> dict[str, int]:
    return suite.runpytest_subprocess("-p", "no:cacheprovider", *arguments).parseoutcomes()


def test_who_starts_a_process_says_so(suite: pytest.Pytester) -> None:
    start = "    import subprocess; subprocess.run(['true'], check=True)\n"
    suite.makepyfile(f"""
import pytest
def test_unmarked():
{start}
@pytest.mark.process
def test_marked():
{start}
@pytest.fixture
def sandbox():
{start}
def test_by_a_fixture(sandbox):
    pass
""")
    assert run(suite) == {"passed": 2, "failed": 1}
    assert run(suite, "-m", "process") == {"passed": 2, "deselected": 1}


def test_the_first_of_each_kind_of_a_family_runs(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
import pytest
from tests.sizes import any_of
@pytest.mark.family
@pytest.mark.parametrize("n", [1, 2, 3])
def test_all_alike(n):
    assert n == 1
@pytest.mark.family(kind=any_of("tier"))
@pytest.mark.parametrize("tier", "AB")
@pytest.mark.parametrize("n", [1, 2])
def test_in_one_tier(n, tier):
    assert tier == "A"
""")
    assert run(suite, "-m", "not exhaustive") == {"passed": 3, "deselected": 4}
