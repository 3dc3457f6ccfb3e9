"""Grader: Advice on each layer of isolation that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.doctor.abilities import Abilities, Ability
from autograder.doctor.container import ADVICE as CONTAINER
from autograder.doctor.host_facts import HostFacts
from autograder.sandbox.jail.landlock import FORBIDDEN, NOT_BUILT, SWITCHED_OFF

_NAMESPACES_ARE_EXTRA = (
    "Grading works without it (tier B): submissions can then find out which files exist and which "
    "processes run, and what they write to disk is watched instead of bounded."
)
_NOT_LINUX = {
    "Windows": "Windows cannot keep student code apart. Under WSL 2 (`wsl --install`) this is "
    "Linux: install autograder there.",
    "Darwin": "macOS cannot keep student code apart.",
}
_LANDLOCK = {
    NOT_BUILT: "Landlock is missing: Linux before 5.13, or built without it. Landlock is what "
    "keeps submissions from files. Update the system's kernel.",
    SWITCHED_OFF: "Landlock is switched off. Add `landlock,` in front of the list after `lsm=` in "
    "the kernel's command line (the list in use is in /sys/kernel/security/lsm), and restart.",
    FORBIDDEN: "A container engine forbids Landlock: those of before 2023 do not know it. Update "
    "Docker or Podman, or start the container with `--security-opt seccomp=unconfined`.",
}
_WSL_1 = (
    "This is WSL 1, which is no Linux kernel. In PowerShell, `wsl --list` shows the name of this "
    "distribution, and `wsl --set-version NAME 2` makes it WSL 2."
)
_GVISOR = (
    "This is gVisor (runsc), which has no Landlock. Choose the ordinary runtime (runc), or a "
    "virtual machine."
)
_SECCOMP = (
    "Filters of system calls (seccomp) are missing: {detail}. They are what keeps submissions from "
    "the network and from starting processes. Every usual kernel has them; a container engine, or "
    "a service manager, may forbid them."
)
_UBUNTU = (
    "Ubuntu keeps ordinary users from making namespaces. Until the next start, this allows it: "
    "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`."
)
_DEBIAN = (
    "This system keeps ordinary users from making namespaces. Until the next start, this allows "
    "it: `sudo sysctl -w kernel.unprivileged_userns_clone=1`."
)
_NONE_ALLOWED = (
    "This system allows no user namespaces. Until the next start, this allows them: "
    "`sudo sysctl -w user.max_user_namespaces=15000`."
)
_IN_CONTAINER = (
    "A container engine keeps this container from making namespaces, as Docker's default profile "
    "does. The container itself keeps the host out of sight."
)
_NO_NAMESPACES = "No namespaces can be made here: {detail}."


def advice(found: Abilities, facts: HostFacts) -> tuple[str, ...]:
    """Return a paragraph for each layer that is missing, none where all is well."""
    if facts.system != "Linux":
        said = _NOT_LINUX.get(facts.system, f"{facts.system} cannot keep student code apart.")
        return said, CONTAINER
    return tuple(_on_linux(found, facts))


def _on_linux(found: Abilities, facts: HostFacts) -> Iterator[str]:
    if not found.landlock.works:
        yield _without_landlock(found.landlock, facts)
    if not found.seccomp.works:
        yield _SECCOMP.format(detail=found.seccomp.detail)
    if not (found.landlock.works and found.seccomp.works):
        yield CONTAINER
    elif not found.namespaces.works:
        yield f"{_without_namespaces(found.namespaces, facts)} {_NAMESPACES_ARE_EXTRA}"


def _without_landlock(landlock: Ability, facts: HostFacts) -> str:
    if "Microsoft" in facts.kernel and "WSL2" not in facts.kernel:
        return _WSL_1
    if "gvisor" in facts.kernel or "15:06:54 PST 2016" in facts.kernel:  # the date it always says
        return _GVISOR
    return _LANDLOCK.get(landlock.detail, f"Landlock does not work here: {landlock.detail}.")


def _without_namespaces(namespaces: Ability, facts: HostFacts) -> str:
    switches = facts.switches
    if switches.get("user.max_user_namespaces") == "0":
        return _NONE_ALLOWED
    if not facts.root and switches.get("kernel.apparmor_restrict_unprivileged_userns") == "1":
        return _UBUNTU
    if not facts.root and switches.get("kernel.unprivileged_userns_clone") == "0":
        return _DEBIAN
    if facts.container:
        return _IN_CONTAINER
    return _NO_NAMESPACES.format(detail=namespaces.detail)
