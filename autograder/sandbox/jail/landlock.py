"""Worker: Landlock, which keeps it from files, and from signals and connections to others."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from autograder.frozen import dataclass
from autograder.sandbox.jail.kernel import KernelRefusal, forbid_new_privileges, system_call

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_CREATE_VERSION = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << i for i in range(6))
_MAKE_DIR, _MAKE_REG = 1 << 7, 1 << 8
_REFER, _TRUNCATE, _IOCTL_DEVICE, _RESOLVE_UNIX = (1 << i for i in range(13, 17))
_FIRST_ABI = (1 << 13) - 1
_SINCE = {2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEVICE, 9: _RESOLVE_UNIX}
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE

_NETWORK_SINCE, _SCOPES_SINCE = 4, 6
_TCP_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11

READ = _READ_FILE | _READ_DIR
READ_AND_WRITE_FILE = _READ_FILE | _WRITE_FILE
OWN = (
    READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
)  # no symbolic links, sockets, pipes or devices: what the grader cleans up is files and folders

NOT_BUILT = "this kernel has no Landlock"
SWITCHED_OFF = "Landlock is switched off at boot"
FORBIDDEN = "an outer seccomp profile forbids Landlock"


@dataclass(frozen=True)
class Grant:
    """Access to a file, or to everything below a folder."""

    path: str
    access: int
    pinned: bool = False  #: held open, or procfs would make the file anew and the grant miss it

    @classmethod
    def on(cls, path: Path, access: int, *, pinned: bool = False) -> Self:
        """Return access to a path, without what cannot be done with a file if there is one."""
        return cls(str(path), access if path.is_dir() else access & _ON_FILES, pinned)


def abi() -> int:
    """Return the kernel's version of Landlock; `KernelRefusal` if it has none or may not use it."""
    return system_call("landlock_create_ruleset", _CREATE, 0, 0, _CREATE_VERSION)


def why_not(refusal: KernelRefusal) -> str:
    """Return what a refusal of Landlock means."""
    return {
        errno.ENOSYS: NOT_BUILT,
        errno.EOPNOTSUPP: SWITCHED_OFF,
        errno.EPERM: FORBIDDEN,
    }.get(refusal.errno or 0, str(refusal))


def restrict(grants: Iterable[Grant], version: int) -> None:
    """Deny the calling thread all files but those granted; what does not exist is left out."""
    handled = _handled(version)
    ruleset = system_call("landlock_create_ruleset", _CREATE, *_attribute(handled, version), 0)
    for grant in grants:
        _add_rule(ruleset, grant, handled)
    forbid_new_privileges()
    system_call("landlock_restrict_self", _RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _handled(version: int) -> int:
    """All accesses to files that this version can deny."""
    later = (access for since, access in _SINCE.items() if version >= since)
    return _FIRST_ABI | sum(later)


def _attribute(handled: int, version: int) -> tuple[bytes, int]:
    """struct landlock_ruleset_attr, no longer than the version knows, and its size."""
    fields = [handled]
    if version >= _NETWORK_SINCE:
        fields.append(_TCP_BIND_AND_CONNECT)
    if version >= _SCOPES_SINCE:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    packed = struct.pack(f"{len(fields)}Q", *fields)
    return packed, len(packed)


def _add_rule(ruleset: int, grant: Grant, handled: int) -> None:
    try:
        fd = os.open(grant.path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    rule = struct.pack("=Qi", grant.access & handled, fd)
    system_call("landlock_add_rule", _ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    if not grant.pinned:
        os.close(fd)
