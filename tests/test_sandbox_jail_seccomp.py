"""The filter, run by a small interpreter of BPF as the kernel would run it.

Tests of `sandbox/jail/seccomp_policy.py`, `sandbox/jail/seccomp_rules.py`,
`sandbox/jail/syscall_numbers.py`.
"""

from __future__ import annotations

import errno
import mmap
import os
import signal
import socket
import struct

import pytest

from autograder.sandbox.jail import seccomp_policy as policy
from autograder.sandbox.jail.seccomp import program
from autograder.sandbox.jail.seccomp_rules import OWN_PID, RULES
from autograder.sandbox.jail.syscall_numbers import ARCHITECTURES, numbers

ALLOW, KILL, ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CALLS_OF_X86_64 = 462


def judgement(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """What the filter returns for a call."""
    return judged(machine, number, *arguments, audit=audit)[0]


def judged(machine: str, number: int, *arguments: int, audit: int | None = None) -> tuple[int, int]:
    """That, and in how many steps."""
    words = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    seen = struct.pack("iIQ6Q", number, audit or AUDIT[machine], 0, *words)
    steps = list(struct.iter_unpack("HBBI", program(machine)))
    at = accumulator = taken = 0
    while True:
        code, if_true, if_false, operand = steps[at]
        at += 1
        taken += 1
        if code == 0x06:
            return operand, taken
        if code == 0x20:
            (accumulator,) = struct.unpack_from("I", seen, operand)
        elif code == 0x54:
            accumulator &= operand
        elif code == 0x05:
            at += operand
        else:
            holds = {0x15: accumulator == operand, 0x35: accumulator >= operand}[code]
            at += if_true if holds else if_false


def answer(machine: str, name: str, *arguments: int) -> int | str:
    """`ALLOW`, or the errno that a call by name is answered with."""
    result = judgement(machine, numbers(machine)[name], *arguments)
    if result == ALLOW:
        return "allow"
    assert result & 0xFFFF_0000 == ERRNO
    return result & 0xFFFF


both = pytest.mark.parametrize("machine", ARCHITECTURES)


@both
def test_another_architecture_is_killed(machine: str) -> None:
    i386 = 0x40000003
    assert judgement(machine, numbers(machine)["read"], audit=i386) == KILL


def test_x32_is_killed() -> None:
    assert judgement("x86_64", 0x4000_0000 | numbers("x86_64")["read"]) == KILL


@both
def test_every_name_of_the_policy_has_a_number(machine: str) -> None:
    named = {rule.call for rule in RULES}.union(
        policy.ALLOWED.split(),
        policy.FORBIDDEN.split(),
        policy.UNSUPPORTED.split(),
        policy.PRETENDED.split(),
    )
    assert named <= set(numbers("x86_64"))
    assert len(numbers(machine)) == len(set(numbers(machine).values()))


def test_no_call_is_named_twice() -> None:
    lists = (policy.ALLOWED, policy.FORBIDDEN, policy.UNSUPPORTED, policy.PRETENDED)
    names = [name for names in lists for name in names.split()]
    names += [rule.call for rule in RULES]
    assert len(names) == len(set(names))


@both
@pytest.mark.parametrize("name", ["read", "write", "mmap", "futex", "exit_group", "wait4"])
def test_computing_is_allowed(machine: str, name: str) -> None:
    assert answer(machine, name) == "allow"


@both
@pytest.mark.parametrize(
    "name", ["execve", "execveat", "ptrace", "socket", "connect", "bpf", "unshare", "setns"]
)
def test_reaching_out_is_forbidden(machine: str, name: str) -> None:
    assert answer(machine, name) == errno.EPERM


@both
@pytest.mark.parametrize("number", [435, 425, 444, 446, 451, 462, 1023], ids=str)
def test_what_is_not_named_looks_absent(machine: str, number: int) -> None:
    """clone3, io_uring_setup, Landlock, cachestat, mseal, and calls that are yet to be invented."""
    assert judgement(machine, number) == ERRNO | errno.ENOSYS


@both
def test_every_number_is_answered_as_its_name_says_and_found_soon(machine: str) -> None:
    said = {
        **dict.fromkeys(policy.ALLOWED.split(), ALLOW),
        **dict.fromkeys(policy.FORBIDDEN.split(), ERRNO | errno.EPERM),
        **dict.fromkeys(policy.UNSUPPORTED.split(), ERRNO | errno.EOPNOTSUPP),
        **dict.fromkeys(policy.PRETENDED.split(), ERRNO),
    }
    ruled = {numbers(machine).get(rule.call) for rule in RULES}
    names = {number: name for name, number in numbers(machine).items()}
    for number in {*range(CALLS_OF_X86_64 + 100)} - ruled:
        expected = said.get(names.get(number, ""), ERRNO | errno.ENOSYS)
        result, steps = judged(machine, number)
        assert (number, result) == (number, expected)
        assert steps <= 20, "one that comes late is looked for as long as all before it"


@both
def test_changing_modes_and_times_only_seems_to_work(machine: str) -> None:
    assert answer(machine, "fchmodat") == 0
    assert answer(machine, "utimensat") == 0


@both
def test_attributes_and_locks_are_not_supported(machine: str) -> None:
    assert answer(machine, "setxattr") == errno.EOPNOTSUPP
    assert answer(machine, "flock") == errno.EOPNOTSUPP


THREAD = 0x3D0F00  # what glibc asks for a new thread
SO_COOKIE = 57
SHARED_VALIDATE, DROPPABLE, GROWSDOWN, HUGETLB = 3, 8, 0x100, 0x4_0000
COLD, PAGEOUT = 20, 21


@both
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("clone", (THREAD,), "allow"),
        ("clone", (signal.SIGCHLD,), errno.EPERM),
        ("clone", (THREAD | 0x1000_0000,), errno.EPERM),
        ("clone", (THREAD | 0x2000,), errno.EPERM),
        ("kill", (OWN_PID, 15), "allow"),
        ("kill", (OWN_PID, 9), errno.EPERM),
        ("kill", (OWN_PID, 19), errno.EPERM),
        ("kill", (1, 15), errno.EPERM),
        ("kill", (0, 9), errno.EPERM),
        ("kill", (0xFFFF_FFFF_FFFF_FFFF, 9), errno.EPERM),
        ("tgkill", (OWN_PID, 5, 6), "allow"),
        ("tgkill", (OWN_PID, 5, 9), errno.EPERM),
        ("tgkill", (OWN_PID, 5, 19), errno.EPERM),
        ("tgkill", (OWN_PID, 5, 1 << 32 | 9), errno.EPERM),
        ("tgkill", (1, 1, 6), errno.EPERM),
        ("setrlimit", (0, 1), errno.EPERM),
        ("setrlimit", (7, 1), "allow"),
        ("prlimit64", (0, 7), "allow"),
        ("prlimit64", (0, 7, 1), "allow"),
        ("prlimit64", (0, 0, 0, 1), "allow"),
        ("prlimit64", (0, 0, 1), errno.EPERM),
        ("prlimit64", (0, 0, 1 << 32), errno.EPERM),
        ("prlimit64", (0, 1 << 32, 1), errno.EPERM),
        ("prlimit64", (1, 7), errno.EPERM),
        ("fcntl", (3, 3), "allow"),
        ("fcntl", (3, 5), errno.EPERM),
        ("fcntl", (3, 36), errno.EPERM),
        ("fcntl", (3, 6), 0),
        ("fcntl", (3, 7), 0),
        ("fcntl", (3, 37), 0),
        ("fcntl", (3, 38), 0),
        ("fcntl", (3, 1030), "allow"),
        ("fcntl", (3, 1024), errno.EPERM),
        ("fcntl", (3, 8), errno.EPERM),
        ("fcntl", (3, 10), errno.EPERM),
        ("fcntl", (3, 1031), errno.EPERM),
        ("ioctl", (1, 0x5401), "allow"),
        ("ioctl", (1, 0x5412), errno.ENOTTY),
        ("prctl", (16,), "allow"),
        ("prctl", (1, 0), errno.EPERM),
        ("socketpair", (socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC), "allow"),
        ("socketpair", (socket.AF_UNIX, socket.SOCK_DGRAM), errno.EPERM),
        ("socketpair", (socket.AF_INET, socket.SOCK_STREAM), errno.EPERM),
        ("getsockopt", (3, socket.SOL_SOCKET, socket.SO_ERROR), "allow"),
        ("getsockopt", (3, socket.SOL_SOCKET, SO_COOKIE), errno.EPERM),
        ("getsockopt", (3, socket.IPPROTO_TCP, socket.SO_ERROR), errno.EPERM),
        ("preadv2", (3, 1, 1, 0, 0, 0), "allow"),
        ("preadv2", (3, 1, 1, 0, 0, os.RWF_NOWAIT), errno.EOPNOTSUPP),
        ("pwritev2", (3, 1, 1, 0, 0, os.RWF_DSYNC), errno.EOPNOTSUPP),
        ("mmap", (0, 1, 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), "allow"),
        ("mmap", (0, 1, 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_STACK), "allow"),
        ("mmap", (0, 1, 3, mmap.MAP_PRIVATE), "allow"),
        ("mmap", (0, 1, 3, mmap.MAP_SHARED), "allow"),
        ("mmap", (0, 1, 3, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS), errno.ENOMEM),
        ("mmap", (0, 1, 3, SHARED_VALIDATE | mmap.MAP_ANONYMOUS), errno.ENOMEM),
        ("mmap", (0, 1, 3, DROPPABLE | mmap.MAP_ANONYMOUS), errno.ENOMEM),
        ("mmap", (0, 1, 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | GROWSDOWN), errno.ENOMEM),
        ("mmap", (0, 1, 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | HUGETLB), errno.ENOMEM),
        ("madvise", (0, 1, mmap.MADV_DONTNEED), "allow"),
        ("madvise", (0, 1, mmap.MADV_HUGEPAGE), "allow"),
        ("madvise", (0, 1, mmap.MADV_WILLNEED), errno.EINVAL),
        ("madvise", (0, 1, COLD), errno.EINVAL),
        ("madvise", (0, 1, PAGEOUT), errno.EINVAL),
        ("madvise", (0, 1, mmap.MADV_MERGEABLE), errno.EINVAL),
        ("openat", (0, 0, os.O_RDONLY), "allow"),
        ("openat", (0, 0, os.O_WRONLY | os.O_TRUNC), "allow"),
        ("openat", (0, 0, os.O_RDONLY | os.O_TRUNC), errno.EACCES),
        ("truncate", (), errno.EACCES),
    ],
)
def test_arguments_decide(
    machine: str, call: str, arguments: tuple[int, ...], expected: int | str
) -> None:
    assert answer(machine, call, *arguments) == expected


def test_the_old_calls_of_x86_64_follow_the_same_rules() -> None:
    assert answer("x86_64", "fork") == errno.EPERM
    assert answer("x86_64", "vfork") == errno.EPERM
    assert answer("x86_64", "open", 0, os.O_RDONLY | os.O_TRUNC) == errno.EACCES
    assert answer("x86_64", "open", 0, os.O_RDONLY) == "allow"


@pytest.mark.parametrize("number", [27, 187, 216, 277, 317, 319, 154, 206, 240, 244], ids=str)
def test_what_tells_of_pages_or_sends_signals_is_absent_on_x86_64(number: int) -> None:
    """mincore, readahead, remap_file_pages, sync_file_range, seccomp, memfd_create, modify_ldt,
    io_setup, mq_open and mq_notify."""
    assert judgement("x86_64", number) in (ERRNO | errno.ENOSYS, ERRNO | errno.EPERM)


@both
@pytest.mark.parametrize(
    "name", ["timer_create", "setsockopt", "getrusage", "rt_sigqueueinfo", "tkill", "mq_open"]
)
def test_what_tells_of_others_or_sends_any_signal_is_forbidden(machine: str, name: str) -> None:
    assert answer(machine, name) == errno.EPERM


def test_nothing_else_is_allowed() -> None:
    """The whole table of calls, so that a slip in a jump cannot let one through."""
    named = {*policy.ALLOWED.split(), *(rule.call for rule in RULES)}
    may_be_allowed = {numbers("x86_64")[name] for name in named}
    allowed = {n for n in range(CALLS_OF_X86_64) if judgement("x86_64", n) == ALLOW}
    assert allowed <= may_be_allowed
    assert {numbers("x86_64")[name] for name in policy.ALLOWED.split()} <= allowed
