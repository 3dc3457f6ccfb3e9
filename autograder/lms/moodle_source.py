"""Work out of Moodle: the newest attempt of each participant, or of each team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from autograder.errors import LmsError
from autograder.lms.http import origin
from autograder.lms.moodle import Moodle
from autograder.lms.platform import Account
from autograder.lms.source import Remote, RemoteFile
from autograder.texts import one_line

_HANDED_IN = "submitted"  #: others are drafts, or attempts that were opened anew


class MoodleSource:
    """What was handed in for one assignment of a Moodle course."""

    name = "moodle"

    def __init__(self, moodle: Moodle) -> None:
        self._moodle = moodle

    def close(self) -> None:
        self._moodle.close()

    def read(self) -> tuple[Sequence[Account], Sequence[Remote]]:
        assignment = self._moodle.assignment()
        numbers = self._moodle.sources()
        accounts = [
            replace(account, source=numbers.get(account.id, account.source))
            for account in self._moodle.accounts(assignment)
        ]
        parameters = {"assignmentids[0]": assignment.id}
        found = self._moodle.call("mod_assign_get_submissions", parameters)
        rows = [row for one in found["assignments"] for row in one["submissions"]]
        teams = self._teams() if any(row.get("groupid") for row in rows) else {}
        return accounts, list(_remotes(rows, numbers, teams))

    def fetch(self, file: RemoteFile, most: int) -> bytes:
        """Return a file; the token goes in a form, so that no address holds it."""
        if origin(file.url) != origin(self._moodle.site):
            raise LmsError(f"Moodle keeps {one_line(file.name)} on another host")
        return self._moodle.file(file.url, most)

    def _teams(self) -> Mapping[int, str]:
        """Return the names of the course's groups."""
        found = self._moodle.call("core_group_get_course_groups", {"courseid": self._moodle.course})
        return {group["id"]: str(group["name"]) for group in found}


def _remotes(
    rows: Sequence[Mapping[str, Any]], numbers: Mapping[str, str], teams: Mapping[int, str]
) -> Iterator[Remote]:
    for row in rows:
        files, typed = tuple(_files(row)), _typed(row)
        if row["status"] != _HANDED_IN or not (files or typed):
            continue
        account, group = str(row["userid"] or ""), row.get("groupid") or 0
        yield Remote(
            account=account,
            group=teams.get(group, str(group)) if not account else "",
            source=numbers.get(account, f"moodle:{account}")
            if account
            else f"moodle:group-{group}",
            received_at=datetime.fromtimestamp(row["timemodified"], UTC),
            files=files,
            typed=typed,
        )


def _files(row: Mapping[str, Any]) -> Iterator[RemoteFile]:
    for plugin in row.get("plugins", ()):
        areas = plugin.get("fileareas", ()) if plugin["type"] == "file" else ()
        for file in (file for area in areas for file in area.get("files", ())):
            name = f"{file['filepath']}{file['filename']}".lstrip("/")
            yield RemoteFile(name=name, size=int(file["filesize"]), url=str(file["fileurl"]))


def _typed(row: Mapping[str, Any]) -> Mapping[str, bytes] | None:
    """Return text that was typed online, under the name that Moodle's zip gives it."""
    for plugin in row.get("plugins", ()):
        for field in plugin.get("editorfields", ()) if plugin["type"] == "onlinetext" else ():
            if text := str(field.get("text") or ""):
                return {"onlinetext.html": text.encode("utf-8", "backslashreplace")}
    return None
