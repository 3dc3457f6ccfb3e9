"""Ways in which one worker could leave a bit that a later one reads.

Each is two pieces of code. The first has `bit` and does one thing or the other; the second leaves
`answer`, which must not depend on it. Some work only while both are there (`together`). `{file}` is
one of a library's, of which nothing is in memory to begin with; `{tag}` a number that nobody else
uses.
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
    together: bool = False  #: it carries only while the first worker is there
    before: str = ""  #: what the second does before the first


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
#: Numbers that a worker has which was started a little later.
_OTHERS = _RAW + "others = range(os.getpid() + 1, os.getpid() + 100)\n"
_ANY = """
def of_any(ask):
    found = []
    for other in others:
        try: found.append(ask(other))
        except (OSError, ValueError): pass
    return found
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
    # ------------------------------------------------------------------ while both are there
    Channel(
        name="a lock on a file",
        write="import fcntl\nheld = open({file!r})\nif bit: fcntl.flock(held, fcntl.LOCK_EX)",
        read="import fcntl\nheld = open({file!r})\n"
        "try: fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "except OSError: answer = 1\nelse: answer = 0",
        stopped_by=_SECCOMP,
        together=True,
    ),
    Channel(
        name="a lock on a part of a file",
        write="import fcntl\nheld = open({file!r})\nif bit: fcntl.lockf(held, fcntl.LOCK_SH, 1)",
        read="import fcntl, struct\nasked = struct.pack('hhqqi4x', 1, 0, 0, 1, 0)\n"
        "answer = struct.unpack('hhqqi4x', fcntl.fcntl(open({file!r}), 5, asked))[0]",
        stopped_by=_SECCOMP,
        together=True,
    ),
    Channel(
        name="a lock of an open file",
        write="import fcntl, struct\nheld = open({file!r})\n"
        "if bit: fcntl.fcntl(held, 37, struct.pack('hhqqi4x', 0, 0, 0, 1, 0))",
        read="import fcntl, struct\nasked = struct.pack('hhqqi4x', 1, 0, 0, 1, 0)\n"
        "answer = struct.unpack('hhqqi4x', fcntl.fcntl(open({file!r}), 36, asked))[0]",
        stopped_by=_SECCOMP,
        together=True,
    ),
    Channel(
        name="a lease on a file",
        write="import os\nheld = os.open({file!r}, 0) if bit else None",
        read="import fcntl, os\ntry: answer = fcntl.fcntl(os.open({file!r}, 0), 1024, 1)\n"
        "except BlockingIOError: answer = 1",
        stopped_by=_SECCOMP,
        together=True,
        everywhere=False,  # the file's owner, or root
    ),
    Channel(
        name="a file that is watched",
        before=_RAW + "watch = call('inotify_init1', 2048); "
        "call('inotify_add_watch', watch, {file!r}.encode(), 32)",
        write="open({file!r}).close() if bit else None",
        read="try: answer = len(os.read(watch, 100))\nexcept BlockingIOError: answer = 0",
        stopped_by=_SECCOMP,
        together=True,
    ),
    Channel(
        name="a file system that is watched",
        before=_RAW + "watch = call('fanotify_init', 2, 0); "
        "call('fanotify_mark', watch, 1, ctypes.c_uint64(32), -100, {file!r}.encode())",
        write="open({file!r}).close() if bit else None",
        read="try: answer = len(os.read(watch, 100))\nexcept BlockingIOError: answer = 0",
        stopped_by=_SECCOMP,
        together=True,
        everywhere=False,  # for root alone
    ),
    Channel(
        name="an abstract socket",  # all workers of a run have the same network of their own
        write="import socket\nif bit: s = socket.socket(1); s.bind('\\0akapen-{tag}'); s.listen()",
        read="import socket\ntry: socket.socket(1).connect('\\0akapen-{tag}')\n"
        "except ConnectionRefusedError: answer = 0\nelse: answer = 1",
        stopped_by=_SECCOMP,
        together=True,
    ),
    Channel(
        name="a named queue of messages",
        write=_RAW + "if bit: call('syscall', 240, b'akapen-{tag}', 0o102, 0o600, None)",
        read=_RAW + "try: answer = call('syscall', 241, b'akapen-{tag}')\n"
        "except OSError: answer = 1",
        stopped_by=_SECCOMP,
        everywhere=False,
    ),
    Channel(
        name="memory that is free",
        before=_RAW + "def free():\n    told = (ctypes.c_ulong * 32)()\n"
        "    call('sysinfo', told)\n    return told[5]\nbefore = free()",
        write="held = bytearray(b'x') * (150 << 20) if bit else None",
        read="answer = before - free() > 100 << 20",
        stopped_by=_SECCOMP,
        together=True,
        everywhere=False,  # others, too, take memory and give it back
    ),
    Channel(
        name="clock of another",
        write="import time\nwhile bit and time.process_time() < 2: pass",
        read=_OTHERS + _ANY + "import time\n"
        "used = of_any(lambda n: time.clock_gettime((~n << 3) | 2))\n"
        "answer = max(used, default=0) > 1",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
        together=True,
    ),
    Channel(
        name="priority of another",
        write="import os\nif bit: os.nice(19)",
        read=_OTHERS + _ANY + "answer = 19 in of_any(lambda n: os.getpriority(0, n))",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
        together=True,
    ),
    Channel(
        name="processors of another",
        write="import os\nif bit: os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])",
        read=_OTHERS + _ANY + "answer = 1 in of_any(lambda n: len(os.sched_getaffinity(n)))",
        stopped_by=frozenset({NAMESPACES, SECCOMP}),
        together=True,
        everywhere=False,  # where there is but one
    ),
    Channel(
        name="name of another",
        write="if bit: open('/proc/self/comm', 'w').write('a-{tag}')",
        read=_OTHERS
        + _ANY
        + "answer = 'a-{tag}\\n' in of_any(lambda n: open(f'/proc/{{n}}/comm').read())",
        stopped_by=frozenset({NAMESPACES, LANDLOCK}),
        together=True,
    ),
    Channel(
        name="robust list of another",
        write=_RAW + "if bit: call('syscall', 273, ctypes.c_void_p(4096 + {tag} * 8), 24)",
        read=_OTHERS + _ANY + "def head(n):\n    told = (ctypes.c_uint64 * 2)()\n"
        "    call('syscall', 274, n, told, ctypes.byref(told, 8))\n    return told[0]\n"
        "answer = 4096 + {tag} * 8 in of_any(head)",
        stopped_by=frozenset({NAMESPACES, LANDLOCK, SECCOMP}),
        together=True,
        everywhere=False,
    ),
    Channel(
        name="an open file of another",
        write="import os\nif bit: os.dup2(os.memfd_create('akapen-{tag}'), 99)",
        read=_OTHERS + _ANY + "def name(n):\n"
        "    taken = call('syscall', 438, os.pidfd_open(n), 99, 0)\n"
        "    return os.readlink(f'/proc/self/fd/{{taken}}')\n"
        "answer = any('akapen-{tag}' in found for found in of_any(name))",
        stopped_by=frozenset({NAMESPACES, LANDLOCK, SECCOMP}),
        together=True,
        everywhere=False,
    ),
    Channel(
        name="memory of another",
        write=_RAW
        + "page = libc.mmap(0x700000000000 + ({tag} << 12), 4096, 3, 0x32, -1, 0) if bit else 0",
        read=_OTHERS + _ANY + "def there(n):\n"
        "    got = (ctypes.c_uint64 * 2)(ctypes.addressof(ctypes.c_uint64()), 1)\n"
        "    far = (ctypes.c_uint64 * 2)(0x700000000000 + ({tag} << 12), 1)\n"
        "    return call('process_vm_readv', n, got, 1, far, 1, 0)\n"
        "answer = 1 in of_any(there)",
        stopped_by=frozenset({NAMESPACES, LANDLOCK, SECCOMP}),
        together=True,
        everywhere=False,
    ),
    Channel(
        name="number of all threads",
        before="import resource, threading\ndef room():\n"
        "    _, most = resource.getrlimit(resource.RLIMIT_NPROC)\n"
        "    for bound in range(1, 400):\n"
        "        resource.setrlimit(resource.RLIMIT_NPROC, (bound, most))\n"
        "        try: t = threading.Thread(target=int); t.start(); t.join()\n"
        "        except RuntimeError: continue\n"
        "        return bound\nbefore = room()",
        write="import threading, time\n"
        "for _ in range(20 * bit):\n"
        "    threading.Thread(target=time.sleep, args=[9], daemon=True).start()",
        read="answer = room() - before > 12",
        stopped_by=_SECCOMP,
        together=True,
        everywhere=False,  # root's are not bounded
    ),
    Channel(
        name="number of all queued signals",
        write="import os, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [40])\n"
        "for _ in range(256 * bit): os.kill(os.getpid(), 40)",
        read="import os, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [40])\n"
        "os.kill(os.getpid(), 40)\nanswer = signal.sigtimedwait([40], 0).si_pid == os.getpid()",
        stopped_by=frozenset({NAMESPACES, LANDLOCK, SECCOMP}),
        together=True,
        everywhere=False,  # no worker has any, for want of a limit of its own
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
