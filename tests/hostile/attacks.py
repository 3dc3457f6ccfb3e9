"""What one layer stops and another does not.

Each attack is code that would work without any layer, and leaves `answer` true if it has worked.
What it aims at, the grader's, stands in `{}`: see `Victim`. Privileges are dropped and limits set
in any case.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.jail.layers import LANDLOCK, NAMESPACES, SECCOMP
from autograder.sandbox.jail.privileges import drop_capabilities


@dataclass(frozen=True)
class Victim:
    """Things of the grader's that an attack may aim at."""

    pid: int
    folder: str
    file: str
    host: str  #: its name
    udp: int  #: port
    tcp: int  #: port
    path_socket: str
    abstract_socket: str
    memory: int  #: key of a System V segment


@dataclass(frozen=True)
class Attack:
    name: str
    source: str
    stopped_by: frozenset[str]
    landlock: int = 1  #: the version of Landlock from which on it is stopped by it
    everywhere: bool = True  #: False: some machines do not allow it in the first place

    def stops(self, layer: str, landlock_abi: int) -> bool:
        """Whether a layer, alone, must stop it."""
        return layer in self.stopped_by and (layer != LANDLOCK or landlock_abi >= self.landlock)


EACH, ALL = frozenset[str], frozenset({NAMESPACES, LANDLOCK, SECCOMP})
_RAW = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result
"""
_CONNECT = "import socket as s; c = s.socket(s.{family}, s.{kind}); c.connect({to}); answer = True"

ATTACKS = (
    # ------------------------------------------------------------------ files
    Attack("read", "answer = open({file!r}).read() == 'secret'", EACH({NAMESPACES, LANDLOCK})),
    Attack(
        "list", "import os; answer = bool(os.listdir({folder!r}))", EACH({NAMESPACES, LANDLOCK})
    ),
    Attack("write", "answer = open({file!r}, 'a').write('x') == 1", EACH({NAMESPACES, LANDLOCK})),
    Attack("delete", "import os; os.unlink({file!r}); answer = True", EACH({NAMESPACES, LANDLOCK})),
    Attack(
        "make",
        "import os; os.mkdir({folder!r} + '/new'); answer = True",
        EACH({NAMESPACES, LANDLOCK}),
    ),
    Attack("truncate", "import os; os.truncate({file!r}, 0); answer = True", ALL, landlock=3),
    Attack(
        "truncate on opening",
        "import os; os.open({file!r}, os.O_RDONLY | os.O_TRUNC); answer = True",
        ALL,
    ),
    Attack(
        "change mode",
        "import os; os.chmod({file!r}, 0); answer = os.stat({file!r}).st_mode & 0o777 == 0",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "change times",
        "import os; os.utime({file!r}, (1, 1)); answer = os.stat({file!r}).st_mtime == 1",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "set attribute",
        "import os; os.setxattr({file!r}, 'user.x', b'1'); answer = True",
        EACH({NAMESPACES, SECCOMP}),
        everywhere=False,
    ),
    Attack("existence", "import os; answer = os.path.exists({file!r})", EACH({NAMESPACES})),
    Attack("change folder", "import os; os.chdir({folder!r}); answer = True", EACH({NAMESPACES})),
    Attack(
        "free space",
        "import os; os.statvfs({folder!r}); answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "watch",
        _RAW + "call('inotify_add_watch', call('inotify_init1', 0), {file!r}.encode(), 0xFFF)\n"
        "answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "talk through a lock",
        "import fcntl, os; fcntl.flock(open(os.__file__), fcntl.LOCK_SH); answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "symbolic link",
        "import os; os.symlink('/', 'link'); answer = True",
        EACH({LANDLOCK, SECCOMP}),
    ),
    Attack("named pipe", "import os; os.mkfifo('p'); answer = True", EACH({LANDLOCK, SECCOMP})),
    Attack(
        "fill the disk",
        # At one stroke, and gone again: or who watches may be quicker.
        "import os\n"
        "for i in range(5): os.posix_fallocate(os.open(str(i), 0o102), 0, 1 << 20)\n"
        "for i in range(5): os.unlink(str(i))\n"
        "answer = True",
        EACH({NAMESPACES}),
    ),
    # ------------------------------------------------------------------ processes
    Attack("signal", "import os; os.kill({pid}, 0); answer = True", ALL, landlock=6),
    Attack(
        "signal the template",
        "import os; os.kill(os.getppid(), 0); answer = True",
        EACH({LANDLOCK, SECCOMP}),
        landlock=6,
    ),
    Attack(
        "environment",
        "answer = len(open('/proc/{pid}/environ', 'rb').read()) >= 0",
        EACH({NAMESPACES, LANDLOCK}),
    ),
    Attack(
        "command line",
        "answer = len(open('/proc/{pid}/cmdline', 'rb').read()) > 0",
        EACH({NAMESPACES, LANDLOCK}),
    ),
    Attack("presence", "import os; answer = os.path.exists('/proc/{pid}')", EACH({NAMESPACES})),
    Attack("handle", "import os; os.pidfd_open({pid}); answer = True", EACH({NAMESPACES, SECCOMP})),
    Attack(
        "limits",
        "import resource as r; r.prlimit({pid}, r.RLIMIT_CORE); answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "priority",
        "import os; os.setpriority(0, {pid}, os.getpriority(0, {pid})); answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "processors",
        "import os; os.sched_setaffinity({pid}, os.sched_getaffinity({pid})); answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "CPU time of another",
        "import time; answer = time.clock_gettime(~{pid} << 3 | 2) >= 0",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "clock of another",
        "import time; answer = time.clock_getres(~{pid} << 3 | 2) > 0",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "wait for another",
        _RAW + "call('clock_nanosleep', ~{pid} << 3 | 2, 1, (ctypes.c_long * 2)(0, 1), None)\n"
        "answer = libc.clock_nanosleep(~{pid} << 3 | 2, 1, (ctypes.c_long * 2)(0, 1), None) == 0",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "own a signal",
        "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, {pid}); answer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack("fork", "import os\nif os.fork() == 0: os._exit(0)\nanswer = True", EACH({SECCOMP})),
    Attack("run a program", "import subprocess as s; answer = s.call(['/bin/true']) == 0", ALL),
    Attack(
        "name of the host",
        "import socket; answer = socket.gethostname() == {host!r}",
        EACH({NAMESPACES}),
    ),
    # ------------------------------------------------------------------ network and memory
    Attack(
        "datagram",
        _CONNECT.format(family="AF_INET", kind="SOCK_DGRAM", to="('127.0.0.1', {udp})"),
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "connection",
        _CONNECT.format(family="AF_INET", kind="SOCK_STREAM", to="('127.0.0.1', {tcp})"),
        ALL,
        landlock=4,
    ),
    Attack(
        "socket with a path",
        _CONNECT.format(family="AF_UNIX", kind="SOCK_STREAM", to="{path_socket!r}"),
        ALL,
        landlock=9,
    ),
    Attack(
        "abstract socket",
        _CONNECT.format(family="AF_UNIX", kind="SOCK_STREAM", to="{abstract_socket!r}"),
        ALL,
        landlock=6,
    ),
    Attack("open a socket", "import socket; socket.socket(); answer = True", EACH({SECCOMP})),
    Attack(
        "shared memory",
        _RAW + "call('shmget', {memory}, 0, 0)\nanswer = True",
        EACH({NAMESPACES, SECCOMP}),
    ),
    Attack(
        "memory that is a file",
        _RAW + "call('memfd_create', b'x', 0)\nanswer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "memory that is shared with nobody",
        "import mmap; mmap.mmap(-1, 4096)[0]; answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "memory that grows down",
        _RAW + "libc.mmap.restype = ctypes.c_ssize_t\n"
        "call('mmap', None, ctypes.c_size_t(4096), 3, 0x122, -1, ctypes.c_long(0))\nanswer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "memory in a socket",
        "import socket as s; s.socketpair()[0].setsockopt(1, s.SO_SNDBUF, 1 << 17); answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "number that no two sockets share",
        "import socket as s; s.socketpair()[0].getsockopt(1, 57, 8); answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "timer that kills",
        _RAW + "import errno\n"  # limits on queued signals refuse it as well, but it is there
        "event = (ctypes.c_int * 16)(); event[2] = 9\n"
        "made = libc.timer_create(1, event, ctypes.byref(ctypes.c_void_p()))\n"
        "answer = made == 0 or ctypes.get_errno() == errno.EAGAIN",
        EACH({SECCOMP}),
    ),
    Attack(
        "limit that kills",
        "import resource as r; soft, hard = r.getrlimit(r.RLIMIT_CPU)\n"
        "r.setrlimit(r.RLIMIT_CPU, (soft - 1, hard - 1)); answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "read that does not wait",
        "import contextlib, numpy, os\nwith contextlib.suppress(BlockingIOError):\n"
        "    os.preadv(os.open(numpy.__file__, 0), [bytearray(1)], 0, os.RWF_NOWAIT)\n"
        "answer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "advice to forget pages",
        _RAW + "import mmap, numpy, os\n"
        "pages = mmap.mmap(os.open(numpy.__file__, 0), 4096, prot=1, flags=2)\n"
        "pages.madvise(21); answer = True",
        EACH({SECCOMP}),
        everywhere=False,
    ),
    Attack(
        "use of the disk",
        _RAW + "call('getrusage', 0, ctypes.create_string_buffer(400))\nanswer = True",
        EACH({SECCOMP}),
    ),
    Attack(
        "namespaces of its own",
        _RAW + "call('unshare', 0x10000000)\nanswer = True",
        EACH({SECCOMP}),
        everywhere=False,
    ),
    Attack(
        "queue of requests to the kernel",
        _RAW + "import errno\n"  # limits on locked memory may refuse it, but it is there
        "libc.syscall(425, 1, ctypes.create_string_buffer(120))\n"
        "answer = ctypes.get_errno() != errno.ENOSYS",
        EACH({SECCOMP}),
        everywhere=False,
    ),
)

_SEGMENT_SIZE, _MAKE_SEGMENT, _REMOVE_SEGMENT = 4096, 0o1600, 0


@contextmanager
def victim(folder: Path, pid: int) -> Iterator[Victim]:
    """Yield a grader with open doors: its files are in `folder`, its process is another."""
    home = folder / "home"
    home.mkdir()
    file = home / "file"
    file.write_text("secret")
    with ExitStack() as undo:
        udp, tcp = (
            undo.enter_context(socket.socket(socket.AF_INET, kind))
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM)
        )
        local, abstract = (undo.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
        udp.bind(("127.0.0.1", 0))
        tcp.bind(("127.0.0.1", 0))
        local.bind(str(home / "socket"))
        abstract.bind(f"\0akapen-{os.getpid()}-{folder.name}")
        for listening in (tcp, local, abstract):
            listening.listen()
        yield Victim(
            pid=pid,
            folder=str(home),
            file=str(file),
            host=socket.gethostname(),
            udp=udp.getsockname()[1],
            tcp=tcp.getsockname()[1],
            path_socket=local.getsockname(),
            abstract_socket=abstract.getsockname().decode(),
            memory=undo.enter_context(_segment()),
        )


@contextmanager
def powerless() -> Iterator[int]:
    """Yield the number of a process of the same user's that even root may do anything to.

    The kernel keeps root without capabilities from touching root with some.
    """
    with subprocess.Popen(["sleep", "600"], preexec_fn=drop_capabilities) as asleep:
        yield asleep.pid
        asleep.kill()


@contextmanager
def _segment() -> Iterator[int]:
    """Yield the key of a System V segment, which outlives processes unless it is removed."""
    libc = ctypes.CDLL(None, use_errno=True)
    key = 0x616B0000 | os.getpid() & 0xFFFF
    segment = libc.shmget(key, _SEGMENT_SIZE, _MAKE_SEGMENT)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    try:
        yield key
    finally:
        libc.shmctl(segment, _REMOVE_SEGMENT, None)
