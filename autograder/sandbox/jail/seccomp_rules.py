"""Template: System calls whose answer depends on their arguments."""

from __future__ import annotations

import errno
import os
import socket

from autograder.frozen import dataclass

Answer = int | None  #: an errno, 0 to say that it worked without doing it; or ALLOW

ALLOW: Answer = None

OWN_PID = 0x7EDCBA98  #: stands for the worker's own process id, unknown before it is forked


@dataclass(frozen=True)
class Among:
    """Holds if half an argument, masked, is one of some values."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF
    upper: bool = False  #: the upper 32 bits, not the lower


@dataclass(frozen=True)
class Rule:
    """Rule for a system call, by its arguments."""

    call: str
    conditions: tuple[Among, ...]  #: all must hold
    then: Answer | Rule
    otherwise: Answer | Rule


_CLONE_THREAD = 0x0001_0000
_CLONE_NEW_OR_TRACED = 0x7E02_0000 | 0x0080_0000 | 0x2000

#: DUPFD … SETFL, DUPFD_CLOEXEC, GETPIPE_SZ. Not SETOWN, SETSIG, LEASE and NOTIFY, which make the
#: kernel send any signal to any process; not SETPIPE_SZ, which pins memory; and not GETLK, which
#: tells who holds a lock, and where in the file.
_FCNTL = (0, 1, 2, 3, 4, 1030, 1032)

#: SETLK, SETLKW and those of open files: said to have worked, because SQLite does nothing without,
#: even on files that nobody else can open.
_FCNTL_LOCK = (6, 7, 37, 38)

#: TCGETS (isatty), TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

#: Getters and names of threads and mappings; nothing that lets a worker outlive the template.
_PRCTL = (3, 15, 16, 23, 42, 0x53564D41)

# Landlock before ABI 3 overlooks truncation: of files opened for reading, and by path.
_TRUNCATES_UNWRITABLE = (os.O_TRUNC,)

#: KILL and STOP. What ends a worker so, and is not the grader, is the kernel or the host.
_UNCATCHABLE = (9, 19)

#: CPU, whose hard limit is enforced with a KILL; NPROC, with which a worker would find out how many
#: threads all workers have together.
_RLIMITS_KEPT = (0, 6)

_NULL = (0,)

#: Mappings that limits on data do not count: anonymous ones that are not private, and stacks that
#: grow. And huge pages, of which all workers have the same few.
_MAP_ANONYMOUS, _MAP_TYPE, _MAP_PRIVATE = 0x20, 0x0F, 0x02
_MAP_GROWSDOWN, _MAP_HUGETLB = 0x100, 0x4_0000

#: NORMAL, RANDOM, SEQUENTIAL, DONTNEED, FREE, DONTFORK, DOFORK, HUGEPAGE, NOHUGEPAGE, DONTDUMP,
#: DODUMP, WIPEONFORK, KEEPONFORK, POPULATE_READ and POPULATE_WRITE, which allocators give. Not
#: WILLNEED, COLD and PAGEOUT, which move pages of files that others see; nor MERGEABLE, which
#: makes the same pages of two workers one.
_MADVICE = (0, 1, 2, 4, 8, 10, 11, 14, 15, 16, 17, 18, 19, 22, 23)

#: TYPE, ERROR, ACCEPTCONN, PROTOCOL, DOMAIN: not COOKIE, a number that no two sockets share.
_SOCKET_OPTIONS = (3, 4, 30, 38, 39)


#: Of a clock's number: it is the CPU clock of a process or thread, of anybody's.
_OF_A_PROCESS = 0x8000_0000


def _clock_of_no_process(call: str) -> Rule:
    return Rule(call, (Among(0, (0,), _OF_A_PROCESS),), then=ALLOW, otherwise=errno.EINVAL)


def _not_uncatchable(call: str, signal_argument: int) -> Rule:
    """Allow a call on the worker itself, but for two signals."""
    return Rule(
        call,
        (Among(0, (OWN_PID,)),),
        then=Rule(call, (Among(signal_argument, _UNCATCHABLE),), then=errno.EPERM, otherwise=ALLOW),
        otherwise=errno.EPERM,
    )


RULES = (
    Rule(
        "openat",
        (Among(2, _TRUNCATES_UNWRITABLE, os.O_TRUNC | os.O_ACCMODE),),
        then=errno.EACCES,
        otherwise=ALLOW,
    ),
    Rule(
        "open",
        (Among(1, _TRUNCATES_UNWRITABLE, os.O_TRUNC | os.O_ACCMODE),),
        then=errno.EACCES,
        otherwise=ALLOW,
    ),
    Rule("truncate", (), then=errno.EACCES, otherwise=errno.EACCES),
    # Flags make a read tell whether a page is in memory, or put it out.
    Rule("preadv2", (Among(5, (0,)),), then=ALLOW, otherwise=errno.EOPNOTSUPP),
    Rule("pwritev2", (Among(5, (0,)),), then=ALLOW, otherwise=errno.EOPNOTSUPP),
    Rule(
        "mmap",
        (
            Among(3, (0,), _MAP_GROWSDOWN | _MAP_HUGETLB),
            Among(
                3,
                (*range(_MAP_TYPE + 1), _MAP_ANONYMOUS | _MAP_PRIVATE),
                _MAP_ANONYMOUS | _MAP_TYPE,
            ),
        ),
        then=ALLOW,
        otherwise=errno.ENOMEM,
    ),
    Rule("madvise", (Among(2, _MADVICE),), then=ALLOW, otherwise=errno.EINVAL),
    Rule(
        "clone",
        (Among(0, (_CLONE_THREAD,), _CLONE_THREAD | _CLONE_NEW_OR_TRACED),),
        then=ALLOW,
        otherwise=errno.EPERM,
    ),
    *map(_clock_of_no_process, ("clock_gettime", "clock_getres", "clock_nanosleep")),
    _not_uncatchable("kill", 1),
    _not_uncatchable("tgkill", 2),
    Rule("setrlimit", (Among(0, _RLIMITS_KEPT),), then=errno.EPERM, otherwise=ALLOW),
    Rule(
        "prlimit64",
        (Among(0, (0,)),),
        then=Rule(
            "prlimit64",
            (Among(1, _RLIMITS_KEPT),),
            then=Rule(
                "prlimit64",
                (Among(2, _NULL), Among(2, _NULL, upper=True)),
                then=ALLOW,
                otherwise=errno.EPERM,
            ),
            otherwise=ALLOW,
        ),
        otherwise=errno.EPERM,
    ),
    Rule(
        "fcntl",
        (Among(1, _FCNTL),),
        then=ALLOW,
        otherwise=Rule("fcntl", (Among(1, _FCNTL_LOCK),), then=0, otherwise=errno.EPERM),
    ),
    Rule("ioctl", (Among(1, _IOCTL),), then=ALLOW, otherwise=errno.ENOTTY),
    Rule("prctl", (Among(0, _PRCTL),), then=ALLOW, otherwise=errno.EPERM),
    Rule(
        "socketpair",
        (Among(0, (socket.AF_UNIX,)), Among(1, (socket.SOCK_STREAM,), 0xF)),
        then=ALLOW,  # asyncio wakes itself up through one
        otherwise=errno.EPERM,
    ),
    Rule(
        "getsockopt",
        (Among(1, (socket.SOL_SOCKET,)), Among(2, _SOCKET_OPTIONS)),
        then=ALLOW,
        otherwise=errno.EPERM,
    ),
)
