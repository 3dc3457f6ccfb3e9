"""Which layer stops what, each of them alone: so that a rule that gets lost is noticed.

Tests of `sandbox/jail/__init__.py`, `sandbox/jail/landlock.py`, `sandbox/jail/layers.py`,
`sandbox/jail/namespaces.py`, `sandbox/jail/privileges.py`, `sandbox/jail/rlimits.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest

from autograder.sandbox.jail import landlock
from autograder.sandbox.jail.layers import ALL_LAYERS, LANDLOCK, NAMESPACES, SECCOMP
from tests.hostile.attacks import ATTACKS, Attack, powerless, victim
from tests.hostile.harness import Arena
from tests.sandboxes import TIERS, WITHOUT_NAMESPACES
from tests.sizes import any_of

pytestmark = pytest.mark.hostile

attacks = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


@pytest.fixture(scope="module")
def pid() -> Iterator[int]:
    with powerless() as pid:
        yield pid


@pytest.fixture
def succeeds(
    arena: Arena, pid: int, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., bool]:
    def succeeds(attack: Attack, *layers: str) -> bool:
        """Whether an attack on a fresh grader works under some layers."""
        with victim(tmp_path_factory.mktemp("grader"), pid) as grader:
            source = attack.source.format(**asdict(grader))
            return arena.run(source, frozenset(layers)).succeeded

    return succeeds


@pytest.mark.exhaustive
@attacks
def test_an_attack_works_where_no_layer_is(succeeds: Callable[..., bool], attack: Attack) -> None:
    """Or it would prove nothing about layers."""
    if not succeeds(attack):
        assert not attack.everywhere
        pytest.skip("this machine does not allow it in the first place")


@pytest.mark.exhaustive
@attacks
@pytest.mark.parametrize("layer", [NAMESPACES, LANDLOCK, SECCOMP])
def test_a_layer_alone_stops_what_it_is_there_for(
    succeeds: Callable[..., bool], attack: Attack, layer: str
) -> None:
    possible = succeeds(attack)
    stopped = not succeeds(attack, layer)
    assert stopped == (attack.stops(layer, landlock.abi()) or not possible)


@pytest.mark.family(kind=any_of("layers"))
@attacks
@pytest.mark.parametrize("layers", TIERS.values(), ids=TIERS)
def test_a_tier_stops_what_any_of_its_layers_stops(
    succeeds: Callable[..., bool], attack: Attack, layers: frozenset[str]
) -> None:
    possible = succeeds(attack)
    stopped = not succeeds(attack, *layers)
    must_stop = any(attack.stops(layer, landlock.abi()) for layer in layers)
    assert stopped == (must_stop or not possible)


def test_the_best_tier_stops_all_of_them() -> None:
    assert all(attack.stopped_by & ALL_LAYERS for attack in ATTACKS)


def test_what_the_lower_tier_does_not_stop_is_known() -> None:
    """These are named in SECURITY.md; the disk is watched there, and the worker killed."""
    assert [a.name for a in ATTACKS if not a.stopped_by & WITHOUT_NAMESPACES] == [
        "existence",
        "change folder",
        "fill the disk",
        "presence",
        "name of the host",
    ]


@pytest.mark.parametrize("layer", [LANDLOCK, SECCOMP])
def test_both_tiers_need_each_layer(layer: str) -> None:
    """None of the two could be left out: something is stopped by it alone, in tier B."""
    assert any(a.stopped_by & WITHOUT_NAMESPACES == {layer} for a in ATTACKS)
