"""Ways in which one worker could leave a bit that a later one reads.

Each is two pieces of code. The first has `bit` and does one thing or the other; the second leaves
`answer`, which must not depend on it. `{file}` is one of a library's, of which nothing is in memory
to begin with; `{tag}` a number that nobody else uses.
"""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile

from autograder.sandbox.jail.layers import LANDLOCK, NAMESPACES, SECCOMP

_numbers = count(os.getpid() % 10_000 * 100)


@dataclass(frozen=True, kw_only=True)
class Channel:
    name: str
    write: str
    read: str
    stopped_by: frozenset[str]
    everywhere: bool = True  #: False: some machines do not have it in the first place


_RAW = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p] + [ctypes.c_size_t] * 2 + [ctypes.c_long] * 3
def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    if result is None or result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result
def mapped(path):
    return ctypes.c_void_p(libc.mmap(None, 1 << 16, 1, 1, os.open(path, os.O_RDONLY), 0))
"""
_USE_IT = "import os\nif bit: os.pread(os.open({file!r}, os.O_RDONLY), 1 << 16, 0)\n"
_THREADS = """
import threading
def number():
    numbers = []
    thread = threading.Thread(target=lambda: numbers.append(threading.get_native_id()))
    thread.start(); thread.join()
    return numbers[0] % 256
"""
_SECCOMP = frozenset({SECCOMP})

CHANNELS = (
    # ------------------------------------------------------------------ pages of a shared file
    Channel(
        name="a read that does not wait",
        write=_USE_IT,
        read="import os\ntry: os.preadv(os.open({file!r}, 0), [bytearray(1)], 0, os.RWF_NOWAIT)\n"
        "except BlockingIOError: answer = 0\nelse: answer = 1",
        stopped_by=_SECCOMP,
    ),
    Channel(
        name="pages in memory",
        write=_USE_IT,
        read=_RAW + "seen = (ctypes.c_ubyte * 16)()\n"
        "call('mincore', mapped({file!r}), 1 << 16, seen); answer = seen[0] & 1",
        stopped_by=_SECCOMP,
        everywhere=False,  # the kernel tells it only to whoever may write to the file
    ),
    Channel(
        name="statistics of the cache",
        write=_USE_IT,
        read=_RAW + "span, found = (ctypes.c_uint64 * 2)(0, 1 << 16), (ctypes.c_uint64 * 5)()\n"
        "call('syscall', 451, os.open({file!r}, 0), span, found, 0); answer = found[0] > 0",
        stopped_by=_SECCOMP,
        everywhere=False,
    ),
    Channel(
        name="faults that had to wait for the disk",
        write=_USE_IT,
        read=_RAW + "usage = [(ctypes.c_long * 40)() for _ in 'ab']\n"
        "call('getrusage', 0, usage[0]); ctypes.string_at(mapped({file!r}).value, 1)\n"
        "call('getrusage', 0, usage[1]); answer = usage[1][9] - usage[0][9]",
        stopped_by=_SECCOMP,
    ),
    Channel(
        name="reads that had to wait for the disk",
        write=_USE_IT,
        read=_RAW + "usage = [(ctypes.c_long * 40)() for _ in 'ab']\n"
        "call('getrusage', 0, usage[0]); os.pread(os.open({file!r}, 0), 1, 0)\n"
        "call('getrusage', 0, usage[1]); answer = usage[1][11] > usage[0][11]",
        stopped_by=_SECCOMP,
    ),
    # ------------------------------------------------------------------ a shared file itself
    Channel(
        name="time of the last use",
        write=_USE_IT,
        read="import os; answer = os.stat({file!r}).st_atime > 10",
        stopped_by=frozenset({NAMESPACES}),
        everywhere=False,  # where access times are kept
    ),
    Channel(
        name="time of the last change",
        write="import os\nif bit: os.utime({file!r}, (1, 1))",
        read="import os; answer = os.stat({file!r}).st_mtime == 1",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
    ),
    Channel(
        name="mode",
        write="import os\nif bit: os.chmod({file!r}, 0o777)",
        read="import os; answer = os.stat({file!r}).st_mode",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
    ),
    Channel(
        name="attribute",
        write="import os\nif bit: os.setxattr({file!r}, 'user.x', b'1')",
        read="import os; answer = os.listxattr({file!r})",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
        everywhere=False,
    ),
    Channel(
        name="number of its names",
        write="import os\nif bit: os.link({file!r}, {file!r} + '-too')",
        read="import os; answer = os.stat({file!r}).st_nlink",
        stopped_by=frozenset({NAMESPACES, LANDLOCK, SECCOMP}),
    ),
    Channel(
        name="how long its data will live",
        write="import fcntl, os\n"
        "if bit: fcntl.fcntl(os.open({file!r}, 0), 1036, (3).to_bytes(8, 'little'))",
        read="import fcntl, os\nanswer = fcntl.fcntl(os.open({file!r}, 0), 1035, bytes(8))",
        stopped_by=_SECCOMP,
        everywhere=False,
    ),
    # ------------------------------------------------------------------ what the kernel keeps
    Channel(
        name="process numbers",
        write=_THREADS + "while not 0 <= number() - 128 * bit < 32: pass",
        read=_THREADS + "answer = number() >= 128",
        stopped_by=frozenset({NAMESPACES}),
    ),
    Channel(
        name="process numbers in /proc",
        write=_THREADS + "while not 0 <= number() - 128 * bit < 32: pass",
        read="import os; answer = int(os.readlink('/proc/self')) % 256 >= 128",
        stopped_by=frozenset({NAMESPACES}),
    ),
    Channel(
        name="a segment of shared memory",
        write=_RAW + "if bit: call('shmget', {tag}, 4096, 0o1600)",
        read=_RAW + "try: answer = libc.shmctl(call('shmget', {tag}, 0, 0), 0, None)\n"
        "except OSError: answer = 1",
        stopped_by=_SECCOMP,
    ),
    Channel(
        name="a semaphore",
        write=_RAW + "if bit: call('semget', {tag}, 1, 0o1600)",
        read=_RAW + "try: answer = libc.semctl(call('semget', {tag}, 0, 0), 0, 0)\n"
        "except OSError: answer = 1",
        stopped_by=_SECCOMP,
    ),
    Channel(
        name="a queue of messages",
        write=_RAW + "if bit: call('msgget', {tag}, 0o1600)",
        read=_RAW + "try: answer = libc.msgctl(call('msgget', {tag}, 0), 0, None)\n"
        "except OSError: answer = 1",
        stopped_by=_SECCOMP,
    ),
    Channel(
        name="a key",
        write=_RAW + "if bit: call('syscall', 248, b'user', b'akapen-{tag}', b'1', 1, -4)",
        read=_RAW + "try: answer = 0 * call('syscall', 250, 10, -4, b'user', b'akapen-{tag}', 0)\n"
        "except OSError: answer = 1",
        stopped_by=_SECCOMP,
        everywhere=False,
    ),
    Channel(
        name="a file in memory",
        write="if bit: open('/dev/shm/akapen-{tag}', 'w')",
        read="import os\ntry: os.unlink('/dev/shm/akapen-{tag}')\n"
        "except FileNotFoundError: answer = 0\nelse: answer = 1",
        stopped_by=frozenset({NAMESPACES, LANDLOCK}),
    ),
    Channel(
        name="a temporary file",
        write="if bit: open('/tmp/akapen-{tag}', 'w')",
        read="import os\ntry: os.unlink('/tmp/akapen-{tag}')\n"
        "except FileNotFoundError: answer = 0\nelse: answer = 1",
        stopped_by=frozenset({NAMESPACES, LANDLOCK}),
    ),
    Channel(
        name="a file in its own folder",
        write="if bit: open('../akapen-{tag}', 'w')",
        read="import os\ntry: os.unlink('../akapen-{tag}')\n"
        "except FileNotFoundError: answer = 0\nelse: answer = 1",
        stopped_by=frozenset({NAMESPACES, LANDLOCK}),
    ),
)


@contextmanager
def library_file() -> Iterator[dict[str, object]]:
    """Yield a file among the libraries that nobody has read, and a number."""
    with NamedTemporaryFile(dir=sysconfig.get_path("purelib"), prefix="akapen-", suffix=".h") as f:
        f.write(bytes(1 << 18))
        f.flush()
        Path(f.name).chmod(0o644)
        os.utime(f.name, (2, 5))
        os.fsync(f.fileno())
        os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield {"file": f.name, "tag": next(_numbers)}
        Path(f"{f.name}-too").unlink(missing_ok=True)
