"""Grader: One worker ordered from a template, with its pipes, its disk and its limits."""

from __future__ import annotations

import contextlib

from autograder.frozen import dataclass
from autograder.records import Limits
from autograder.sandbox import environment
from autograder.sandbox.disks import Bounded, Disk, Watched
from autograder.sandbox.fixed_limits import MOST_ENTRIES, cpu_backstop, most_written
from autograder.sandbox.jail import root
from autograder.sandbox.jail.layers import NAMESPACES
from autograder.sandbox.jail.orders import Order, ProcessLimits, Quota
from autograder.sandbox.launch import Forked, Template
from autograder.sandbox.pipes import Ends, open_pipes
from autograder.sandbox.scratch import Scratch


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A worker just begun; whoever has it must end it, and give back the rest."""

    forked: Forked
    ends: Ends
    disk: Disk


def order_worker(template: Template, scratch: Scratch, limits: Limits) -> Delivery:
    """Return a worker with pipes of its own: one that is dying may still carry out an order."""
    with contextlib.ExitStack() as undo:
        ours, theirs = open_pipes()
        undo.callback(ours.close)
        with contextlib.closing(theirs):
            forked, disk = _fork(template, scratch, limits, theirs)
        undo.pop_all()
    return Delivery(forked=forked, ends=ours, disk=disk)


def _fork(
    template: Template, scratch: Scratch, limits: Limits, theirs: Ends
) -> tuple[Forked, Disk]:
    if NAMESPACES in template.layers:
        forked = template.fork(_order(str(root.SCRATCH), limits), theirs)
        assert forked.scratch is not None
        return forked, Bounded(forked.scratch)
    with contextlib.ExitStack() as undo:
        folder = scratch.new()
        undo.callback(scratch.remove, folder)
        forked = template.fork(_order(str(folder), limits), theirs)
        undo.pop_all()
    return forked, Watched(scratch, folder, limits)


def _order(home: str, limits: Limits) -> Order:
    return Order(
        home=home,
        environment=environment.of_worker(home),
        limits=ProcessLimits(memory=limits.memory, file_size=limits.disk, cpu=cpu_backstop(limits)),
        quota=Quota(size=most_written(limits), files=MOST_ENTRIES),
    )
