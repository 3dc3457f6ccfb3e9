"""No worker leaves a bit that a later one can read, by any way whose outcome is certain.

Ways that chance has a part in are measured by `tests/benchmark_channels.py`.
"""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from autograder.execution.runner import Worker
from autograder.records import Answer, CellRequest, Value, ValueRequest
from autograder.sandbox.jail.layers import LANDLOCK, NAMESPACES, SECCOMP
from tests.hostile.channels import CHANNELS, Channel, library_file
from tests.hostile.harness import GENEROUS, Arena
from tests.sandboxes import TIERS, WITHOUT_NAMESPACES
from tests.sizes import any_of

pytestmark = pytest.mark.hostile

channels = pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)


def carries(arena: Arena, channel: Channel, layers: frozenset[str]) -> bool:
    """Whether a later worker can tell which bit an earlier one has written."""
    return len({read(arena, channel, layers, bit) for bit in (0, 1)}) == 2


def read(arena: Arena, channel: Channel, layers: frozenset[str], bit: int) -> str:
    """Return what a later worker makes of a bit: its answer, or "nothing" where it has none."""
    with library_file() as names, ExitStack() as there:
        reading, writing = (arena.worker(layers, there) for _ in range(2))
        ask(reading, channel.before.format(**names))
        ask(writing, f"bit = {bit}\n{channel.write.format(**names)}")
        if not channel.together:
            there.close()
            reading = arena.worker(layers, there)
        seen = ask(reading, channel.read.format(**names))
    return repr(seen) if isinstance(seen, Value) else "nothing"


def ask(worker: Worker, source: str) -> Answer:
    """Run a cell, and return what the variable `answer` is afterwards."""
    worker.ask(CellRequest(cell=1, source=source), **GENEROUS)
    return worker.ask(ValueRequest(name="answer"), **GENEROUS)


@pytest.mark.exhaustive
@channels
def test_a_channel_works_where_no_layer_is(arena: Arena, channel: Channel) -> None:
    """Or it would prove nothing about layers."""
    if not carries(arena, channel, frozenset()):
        assert not channel.everywhere
        pytest.skip("this machine does not have it in the first place")


@pytest.mark.family(kind=any_of("layers"))
@channels
@pytest.mark.parametrize("layers", TIERS.values(), ids=TIERS)
def test_a_tier_closes_it(arena: Arena, channel: Channel, layers: frozenset[str]) -> None:
    if channel.stopped_by & layers:
        assert not carries(arena, channel, layers)


@pytest.mark.exhaustive
@channels
@pytest.mark.parametrize("layer", [NAMESPACES, LANDLOCK, SECCOMP])
def test_a_layer_alone_closes_it(arena: Arena, channel: Channel, layer: str) -> None:
    if layer in channel.stopped_by:
        assert not carries(arena, channel, frozenset({layer}))


def test_what_the_lower_tier_does_not_close_is_known() -> None:
    """These are named in SECURITY.md."""
    assert [c.name for c in CHANNELS if not c.stopped_by & WITHOUT_NAMESPACES] == [
        "time of the last use",
        "process numbers",
        "process numbers in /proc",
    ]
