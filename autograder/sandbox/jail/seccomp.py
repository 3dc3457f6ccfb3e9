"""Template and worker: The policy as a BPF program that the kernel runs before each call."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator, Mapping

from autograder.frozen import dataclass
from autograder.sandbox.jail import seccomp_policy as policy
from autograder.sandbox.jail.kernel import forbid_new_privileges, system_call
from autograder.sandbox.jail.seccomp_rules import ALLOW, OWN_PID, RULES, Among, Answer, Rule
from autograder.sandbox.jail.syscall_numbers import numbers

_AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x4000_0000
_SET_MODE_FILTER = 1

_LOAD, _AND, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
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
    instructions = [*_prologue(machine), *_body(numbers(machine)), _answer(errno.ENOSYS)]
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


def _body(known: Mapping[str, int]) -> Iterator[Instruction]:
    # The kernel remembers which calls are always allowed, and runs this for the others only.
    for rule in RULES:
        if rule.call in known:
            yield from _when(known[rule.call], list(_judgement(rule)))
    for names, answer in (
        (policy.ALLOWED, ALLOW),
        (policy.FORBIDDEN, errno.EPERM),
        (policy.UNSUPPORTED, errno.EOPNOTSUPP),
        (policy.PRETENDED, 0),
    ):
        for name in names.split():
            if name in known:
                yield from _when(known[name], [_answer(answer)])


def _when(number: int, then: list[Instruction]) -> Iterator[Instruction]:
    """Run `then`, which must end by returning, if the call has this number."""
    yield Instruction(_JUMP_EQUAL, number, if_false=len(then))
    yield from then


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
