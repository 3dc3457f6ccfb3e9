"""A pull: what is new there → limits → download → attempts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from autograder.classes.attempts import store_attempt
from autograder.classes.folder import ClassFolder
from autograder.course.submissions.caps import MAX_BYTES, MAX_FILES, MAX_ZIP_BYTES
from autograder.errors import LmsError, OutputError
from autograder.frozen import dataclass
from autograder.lms.matching import match
from autograder.lms.platform import Account
from autograder.lms.source import Remote, RemoteFile, Source
from autograder.records.people import Attempt
from autograder.texts import one_line, size

#: What nobody hands in as work: recordings, programs, images of disks.
_NEVER = {
    *(".mp4", ".mov", ".avi", ".mkv", ".webm", ".mp3", ".m4a", ".wav"),
    *(".exe", ".dll", ".so", ".dylib", ".msi", ".dmg", ".iso", ".img", ".apk"),
}


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """What became of one hand-in."""

    whose: str  #: the student's id, the group's name, or the account
    is_new: bool = False
    why: str = ""  #: it is not here; empty if it is


def pull(of: ClassFolder, assignment: str, source: Source) -> Iterator[Pulled]:
    """Bring what is new into `attempts/`, and yield what became of each; raises LmsError."""
    accounts, remotes = source.read()
    there = of.attempts(assignment)
    known = {(attempt.source, attempt.received_at) for attempt in there}
    ids = frozenset(attempt.id for attempt in there)
    owners = _owners(of, accounts, there)
    for remote in remotes:
        student = owners.get(remote.account)
        whose = student or remote.group or _named(remote, accounts)
        if remote.account and student is None:
            yield Pulled(whose=whose, why="handed in, and is not in the roster")
        elif (remote.source, remote.received_at) in known:
            yield Pulled(whose=whose)
        elif wrong := too_much(remote.files):
            yield Pulled(whose=whose, why=wrong)
        else:
            yield _stored(of, assignment, source, remote, student, whose, ids)


def _owners(
    of: ClassFolder, accounts: Sequence[Account], there: Sequence[Attempt]
) -> Mapping[str, str]:
    """Return whose each account is: by keys, or by what they have handed in before."""
    sources: dict[str, set[str]] = {}
    for attempt in there:
        if attempt.student is not None:
            sources.setdefault(attempt.student, set()).add(attempt.source)
    frozen = {student: frozenset(own) for student, own in sources.items()}
    matched = match(of.people, accounts, frozen)
    return {account.id: student for student, account in matched.accounts.items()}


def _named(remote: Remote, accounts: Sequence[Account]) -> str:
    name = next((account.name for account in accounts if account.id == remote.account), "")
    return one_line(f"account {remote.account} {name}".rstrip())


def too_much(files: Sequence[RemoteFile]) -> str:
    """Return why files are not fetched, by what is said of them; empty if they are."""
    if len(files) > MAX_FILES:
        return f"{len(files)} files are more than {MAX_FILES}"
    for file in files:
        name = one_line(file.name)
        if ".." in PurePosixPath(file.name).parts or file.name.startswith("/"):
            return f"{name} leads out of its folder"
        if PurePosixPath(file.name).suffix.lower() in _NEVER:
            return f"{name} is of a kind that is not fetched"
        if file.size > MAX_BYTES:
            return f"{name} has {size(file.size)}, more than {size(MAX_BYTES)}"
    whole = sum(file.size for file in files)
    if whole > MAX_ZIP_BYTES:
        return f"the files have {size(whole)}, more than {size(MAX_ZIP_BYTES)}"
    return ""


def _stored(
    of: ClassFolder,
    assignment: str,
    source: Source,
    remote: Remote,
    student: str | None,
    whose: str,
    ids: frozenset[str],
) -> Pulled:
    try:
        files = {file.name: source.fetch(file, MAX_BYTES) for file in remote.files}
        attempt = store_attempt(
            of.folder,
            assignment,
            files | dict(remote.typed or {}),
            student=student,
            group=remote.group or None,
            source=remote.source,
            received_at=remote.received_at,
        )
    except (LmsError, OutputError) as error:
        return Pulled(whose=whose, why=str(error))
    return Pulled(whose=whose, is_new=attempt.id not in ids)
