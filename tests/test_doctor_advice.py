"""What `autograder doctor` advises, word for word."""

from __future__ import annotations

import platform
from collections.abc import Mapping

import pytest

from autograder.doctor.abilities import Abilities, Ability
from autograder.doctor.advice import advice
from autograder.doctor.container import ADVICE as CONTAINER
from autograder.doctor.host_facts import HostFacts, read_host_facts

YES = Ability(True, "")
EXTRA = (
    " Grading works without it (tier B): submissions can then find out which files exist and which "
    "processes run, and what they write to disk is watched instead of bounded."
)


def facts(
    system: str = "Linux",
    kernel: str = "Linux version 6.12",
    root: bool = False,
    container: bool = False,
    switches: Mapping[str, str] | None = None,
) -> HostFacts:
    return HostFacts(system, kernel, root, container, switches or {})


def abilities(landlock: str = "", seccomp: str = "", namespaces: str = "") -> Abilities:
    """Why each layer is missing, "" if it is not."""
    return Abilities(
        *(Ability(False, why) if why else YES for why in (landlock, seccomp, namespaces))
    )


def test_nothing_is_advised_where_all_is_well() -> None:
    assert advice(abilities(), facts()) == ()


@pytest.mark.parametrize(
    ("system", "sentence"),
    [
        (
            "Windows",
            "Windows cannot keep student code apart. Under WSL 2 (`wsl --install`) this is Linux: "
            "install autograder there.",
        ),
        ("Darwin", "macOS cannot keep student code apart."),
        ("FreeBSD", "FreeBSD cannot keep student code apart."),
    ],
)
def test_other_systems(system: str, sentence: str) -> None:
    missing = abilities("needs Linux", "needs Linux", "needs Linux")
    assert advice(missing, facts(system, "")) == (sentence, CONTAINER)


UBUNTU = {"kernel.apparmor_restrict_unprivileged_userns": "1"}
DEBIAN = {"kernel.unprivileged_userns_clone": "0"}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            facts(switches=UBUNTU),
            "Ubuntu keeps ordinary users from making namespaces. Until the next start, this allows "
            "it: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`.",
        ),
        (
            facts(switches=DEBIAN),
            "This system keeps ordinary users from making namespaces. Until the next start, this "
            "allows it: `sudo sysctl -w kernel.unprivileged_userns_clone=1`.",
        ),
        (
            facts(root=True, switches={"user.max_user_namespaces": "0"}),
            "This system allows no user namespaces. Until the next start, this allows them: "
            "`sudo sysctl -w user.max_user_namespaces=15000`.",
        ),
        (
            facts(root=True, container=True, switches=UBUNTU | DEBIAN),
            "A container engine keeps this container from making namespaces, as Docker's default "
            "profile does. The container itself keeps the host out of sight.",
        ),
        (facts(), "No namespaces can be made here: unshare: Operation not permitted (EPERM)."),
    ],
    ids=["ubuntu", "debian", "none allowed", "container", "unknown"],
)
def test_without_namespaces(found: HostFacts, sentence: str) -> None:
    refused = abilities(namespaces="unshare: Operation not permitted (EPERM)")
    assert advice(refused, found) == (sentence + EXTRA,)


GVISOR = (
    "This is gVisor (runsc), which has no Landlock. Choose the ordinary runtime (runc), or a "
    "virtual machine."
)


@pytest.mark.parametrize(
    ("why", "kernel", "sentence"),
    [
        (
            "this kernel has no Landlock",
            "Linux version 5.4.0",
            "Landlock is missing: Linux before 5.13, or built without it. Landlock is what keeps "
            "submissions from files. Update the system's kernel.",
        ),
        (
            "this kernel has no Landlock",
            "Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)",
            "This is WSL 1, which is no Linux kernel. In PowerShell, `wsl --list` shows the name "
            "of this distribution, and `wsl --set-version NAME 2` makes it WSL 2.",
        ),
        (
            "this kernel has no Landlock",
            "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016",
            GVISOR,
        ),
        ("this kernel has no Landlock", "Linux version 4.19.0-gvisor #1 SMP", GVISOR),
        (
            "Landlock is switched off at boot",
            "Linux version 5.15.167.4-microsoft-standard-WSL2",
            "Landlock is switched off. Add `landlock,` in front of the list after `lsm=` in the "
            "kernel's command line (the list in use is in /sys/kernel/security/lsm), and restart.",
        ),
        (
            "an outer seccomp profile forbids Landlock",
            "Linux version 6.1",
            "A container engine forbids Landlock: those of before 2023 do not know it. Update "
            "Docker or Podman, or start the container with `--security-opt seccomp=unconfined`.",
        ),
        (
            "landlock_restrict_self: Argument list too long (E2BIG)",
            "Linux version 6.1",
            "Landlock does not work here: landlock_restrict_self: Argument list too long (E2BIG).",
        ),
    ],
    ids=["old", "WSL 1", "gVisor", "newer gVisor", "switched off", "forbidden", "unknown"],
)
def test_without_landlock(why: str, kernel: str, sentence: str) -> None:
    """A missing namespaces is no matter then."""
    missing = abilities(landlock=why, namespaces="unshare: Operation not permitted (EPERM)")
    assert advice(missing, facts(kernel=kernel)) == (sentence, CONTAINER)


def test_without_seccomp() -> None:
    found = advice(abilities(seccomp="seccomp: Invalid argument (EINVAL)"), facts())
    assert found == (
        "Filters of system calls (seccomp) are missing: seccomp: Invalid argument (EINVAL). They "
        "are what keeps submissions from the network and from starting processes. Every usual "
        "kernel has them; a container engine, or a service manager, may forbid them.",
        CONTAINER,
    )


def test_the_container_is_one_command() -> None:
    assert CONTAINER == (
        "Or grade in a container. In the checkout, with what was handed in in its folder "
        "`submissions`, and with Docker or Podman (write `podman` for `docker`):\n\n"
        '    docker run --rm --volume "${PWD}:/course" '
        "$(docker build --quiet --file .container/Containerfile .) "
        "grade ASSIGNMENT submissions --out graded"
    )


def test_facts_are_those_of_this_machine() -> None:
    found = read_host_facts()
    assert found.system == platform.system()
    assert found.kernel.startswith(f"Linux version {platform.release()}")
    assert found.switches.get("user.max_user_namespaces", "1").isdigit()
