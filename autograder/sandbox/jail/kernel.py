"""Template and worker: Calls into the kernel that Python has no function for."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache

_PR_SET_NO_NEW_PRIVS = 38


class KernelRefusal(OSError):
    """A system call that the sandbox needs failed; `str()` names it and the reason."""

    def __str__(self) -> str:
        return f"{self.strerror} ({errno.errorcode.get(self.errno or 0, self.errno)})"


@cache  # a worker makes some eighty calls before it is ready
def libc() -> ctypes.CDLL:
    """Return the C library."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    library.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    return library


def system_call(
    name: str, number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char]
) -> int:
    """Return the result of a raw system call; integers are passed as unsigned machine words."""
    words = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    return _checked(name, libc().syscall(ctypes.c_long(number), *words))


def prctl(name: str, option: int, *arguments: int) -> int:
    """Return the result of `prctl(2)`; arguments not given are zero, as the kernel demands."""
    return _checked(name, libc().prctl(option, *(*arguments, 0, 0, 0, 0)[:4]))


def _checked(name: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise KernelRefusal(number, f"{name}: {os.strerror(number)}")
    return result


def forbid_new_privileges() -> None:
    """Let no later exec gain anything; Landlock and seccomp require this of ordinary users."""
    prctl("no_new_privs", _PR_SET_NO_NEW_PRIVS, 1)
