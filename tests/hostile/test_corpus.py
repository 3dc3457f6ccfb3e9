"""Every attack of the corpus gets what it deserves and nothing else, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.hostile.outcomes import expected_outcomes, outcomes, raised, stops
from tests.hostile.reading import harm
from tests.hostile.submissions import BREACH, CORPUS, PAIRS, Attack, corpus, read
from tests.hostile.target import Target, is_healthy, leaks, set_up
from tests.sandboxes import TIERS

pytestmark = pytest.mark.hostile


@pytest.fixture(scope="module", params=TIERS.values(), ids=TIERS)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """Something to attack, in each tier."""
    with set_up(tmp_path_factory.mktemp("target"), request.param) as ready:
        yield ready


def _kind(attack: Attack, target: object) -> str:
    """Return the attack's group and number: others of that number try the same otherwise."""
    return attack.id.partition("_")[0]


@pytest.mark.family(kind=_kind)
@pytest.mark.parametrize("attack", list(corpus()), ids=lambda attack: attack.id)
def test_an_attack_gets_what_it_deserves(target: Target, attack: Attack) -> None:
    before = target.state()
    result = target.grade(attack)
    assert outcomes(result) == expected_outcomes(attack, result)
    full = sum(q.question.points for q in result.questions)
    assert result.points == (full if attack.points is None else attack.points)
    assert attack.may_be_stopped(stops(result)), stops(result)
    assert raised(result) in (attack.raises or (None,))
    assert leaks(target.out, attack.id) == []
    assert harm(target.out, attack.id) == []
    assert target.state() == before
    assert target.traces() == []
    assert is_healthy(target)


@pytest.mark.parametrize("first", sorted(PAIRS.glob("*_one.py")), ids=lambda path: path.stem[:-4])
def test_two_that_are_graded_at_a_time_have_nothing_in_common(target: Target, first: Path) -> None:
    pair = [read(first), read(first.with_name(first.name.replace("_one", "_two")))]
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(target.grade, pair))
    assert [result.points for result in results] == [50, 50]
    assert [stops(result) for result in results] == [(), ()]
    assert [leaks(target.out, attack.id) for attack in pair] == [[], []]
    assert target.traces() == []


@pytest.mark.parametrize("name", ["01_reads_the_course", "17_imports_the_reference"])
@pytest.mark.process
def test_what_gets_through_without_isolation_is_noticed(name: str, tmp_path: Path) -> None:
    attack = read(CORPUS / "confidentiality" / f"{name}.py")
    with set_up(tmp_path, frozenset()) as target:
        target.grade(attack)
        assert BREACH in leaks(target.out, attack.id)
