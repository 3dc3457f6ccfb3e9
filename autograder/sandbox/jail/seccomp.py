"""Template and worker: The policy as a BPF program that the kernel runs before each call."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from autograder.frozen import dataclass
from autograder.sandbox.jail import seccomp_policy as policy
from autograder.sandbox.jail.kernel import forbid_new_privileges, system_call
from autograder.sandbox.jail.seccomp_rules import ALLOW, OWN_PID, RULES, Among, Answer, Rule
from autograder.sandbox.jail.syscall_numbers import numbers

_AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x4000_0000
_SET_MODE_FILTER = 1

_LOAD, _AND, _JUMP, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06
_FARTHEST = 255  #: that a jump with a condition goes
_CALL_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16  # offsets in struct seccomp_data
_RET_ALLOW, _RET_ERRNO, _RET_KILL_PROCESS = 0x7FFF_0000, 0x0005_0000, 0x8000_0000


@dataclass(frozen=True)
class Instruction:
    """One step; jumps skip that many of the following ones."""

    code: int
    operand: int
    if_true: int = 0
    if_false: int = 0

    def packed(self) -> bytes:
        return struct.pack("HBBI", self.code, self.if_true, self.if_false, self.operand)


def program(machine: str) -> bytes:
    """Return the filter for a machine, with OWN_PID where the worker's process id belongs."""
    instructions = [*_prologue(machine), *_body(machine)]
    return b"".join(instruction.packed() for instruction in instructions)


def load(template: bytes) -> None:
    """Put this process under a filter made by `program`; `KernelRefusal` if the kernel does not."""
    code = template.replace(struct.pack("I", OWN_PID), struct.pack("I", os.getpid()))
    instructions = ctypes.create_string_buffer(code, len(code))
    length = len(code) // len(_answer(ALLOW).packed())
    descriptor = struct.pack("HxxxxxxQ", length, ctypes.addressof(instructions))
    forbid_new_privileges()
    number = numbers(platform.machine())["seccomp"]
    system_call("seccomp", number, _SET_MODE_FILTER, 0, descriptor)


def _prologue(machine: str) -> Iterator[Instruction]:
    """Kill callers of another architecture's numbering, then load the number of the call."""
    kill = Instruction(_RETURN, _RET_KILL_PROCESS)
    yield Instruction(_LOAD, _ARCHITECTURE_AT)
    yield Instruction(_JUMP_EQUAL, _AUDIT_ARCHITECTURE[machine], if_true=1)
    yield kill
    yield Instruction(_LOAD, _CALL_AT)
    if machine == "x86_64":
        yield Instruction(_JUMP_AT_LEAST, _X32_BIT, if_false=1)
        yield kill


def _body(machine: str) -> list[Instruction]:
    """Find what is done with a call by its number, in as few steps for the last as for the first.

    The kernel runs this once for each number when it is loaded, to remember which calls are always
    allowed, and from then on for the others only.
    """
    done = _by_number(numbers(machine))
    unknown = [_answer(errno.ENOSYS)]
    edges = sorted({0, *done, *(number + 1 for number in done)})
    runs = groupby(((edge, done.get(edge, unknown)) for edge in edges), key=itemgetter(1))
    return _search([next(run) for _, run in runs])


def _by_number(known: Mapping[str, int]) -> dict[int, list[Instruction]]:
    """Return what is done with each call that is named, all of which ends by returning."""
    done = {known[rule.call]: list(_judgement(rule)) for rule in RULES if rule.call in known}
    for names, answer in (
        (policy.ALLOWED, ALLOW),
        (policy.FORBIDDEN, errno.EPERM),
        (policy.UNSUPPORTED, errno.EOPNOTSUPP),
        (policy.PRETENDED, 0),
    ):
        done |= {known[name]: [_answer(answer)] for name in names.split() if name in known}
    return done


def _search(runs: Sequence[tuple[int, list[Instruction]]]) -> list[Instruction]:
    """Halve the numbers until one run of them is left; each is done with from its number on."""
    if len(runs) == 1:
        return runs[0][1]
    below, above = _search(runs[: len(runs) // 2]), _search(runs[len(runs) // 2 :])
    start = runs[len(runs) // 2][0]
    if len(below) <= _FARTHEST:
        return [Instruction(_JUMP_AT_LEAST, start, if_true=len(below)), *below, *above]
    far = [Instruction(_JUMP_AT_LEAST, start, if_false=1), Instruction(_JUMP, len(below))]
    return [*far, *below, *above]


def _judgement(rule: Rule) -> Iterator[Instruction]:
    for condition in rule.conditions:
        yield from _unless(condition, list(_consequence(rule.otherwise)))
    yield from _consequence(rule.then)


def _consequence(of: Answer | Rule) -> Iterator[Instruction]:
    if isinstance(of, Rule):
        yield from _judgement(of)
    else:
        yield _answer(of)


def _unless(condition: Among, otherwise: list[Instruction]) -> Iterator[Instruction]:
    """Run `otherwise`, which must end by returning, unless the condition holds."""
    half = 4 * condition.upper  # both architectures put the lower one first
    yield Instruction(_LOAD, _ARGUMENTS_AT + 8 * condition.argument + half)
    yield Instruction(_AND, condition.mask)
    left = len(condition.values)
    for value in condition.values:
        left -= 1
        yield Instruction(_JUMP_EQUAL, value, if_true=left + len(otherwise))
    yield from otherwise


def _answer(answer: Answer) -> Instruction:
    return Instruction(_RETURN, _RET_ALLOW if answer is None else _RET_ERRNO | answer)
