"""An LMS of each kind on loopback, and a class of so many people in it, ready to be pushed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.lms import canvas_site, moodle_site
from tests.lms.canvas_site import CanvasSite
from tests.lms.classes import canvas_class, lti_class, member, moodle_class, people, users
from tests.lms.loopback import Loopback, Request, serving
from tests.lms.lti_site import LtiSite
from tests.lms.moodle_site import MoodleSite


@dataclass(frozen=True, kw_only=True)
class Played:
    """An LMS, and a class that is in it."""

    name: str
    server: Loopback
    folder: Path
    secrets: Mapping[str, str]  #: of the environment
    writes: str  #: stands in each request that writes, and in no other
    points: Callable[[], Mapping[str, float | None]]  #: of each account there
    told: Callable[[], Mapping[str, int]]  #: how often: grades given, or comments added

    def is_write(self, request: Request) -> bool:
        return self.writes in f"{request.method} {request.function} {request.path}"


@contextmanager
def moodle(folder: Path, count: int, page: int, *, questions: bool = False) -> Iterator[Played]:
    """Play a Moodle; it lists everybody at once, whatever a page holds."""
    site = MoodleSite(people=people(count))
    with serving(site) as server:
        site.home = server.url
        more = ", questions: true" if questions else ""
        yield Played(
            name="moodle",
            server=server,
            folder=moodle_class(folder, server.url, count, more),
            secrets={"AUTOGRADER_MOODLE_TOKEN": moodle_site.TOKEN},
            writes="save_grade",
            points=lambda: {str(user): graded.grade for user, graded in site.grades.items()},
            told=lambda: {str(user): graded.saved for user, graded in site.grades.items()},
        )


@contextmanager
def canvas(folder: Path, count: int, page: int, *, questions: bool = False) -> Iterator[Played]:
    rubric = [{"id": f"_{id_}", "description": id_, "points": 10} for id_ in ("q1", "q2")]
    site = CanvasSite(users=users(count), page=page, rubric=rubric if questions else [])
    with serving(site) as server:
        site.home = server.url
        yield Played(
            name="canvas",
            server=server,
            folder=canvas_class(folder, server.url, count),
            secrets={"AUTOGRADER_CANVAS_TOKEN": canvas_site.TOKEN},
            writes="update_grades",
            points=lambda: {user: one.score for user, one in site.submissions.items()},
            told=lambda: {user: len(one.comments) for user, one in site.submissions.items()},
        )


@contextmanager
def lti(folder: Path, count: int, page: int, *, questions: bool = False) -> Iterator[Played]:
    from autograder.lms.keys import keys_in, make_key

    keys = folder.parent / "keys"
    make_key(keys, datetime(2026, 1, 1, tzinfo=UTC))
    site = LtiSite(
        members=[member(n) for n in range(1, count + 1)],
        jwks=[key.jwk for key in keys_in(keys)],
        page=page,
    )
    with serving(site) as server:
        site.home = server.url
        more = ", questions: true" if questions else ""
        yield Played(
            name="lti",
            server=server,
            folder=lti_class(folder, server.url, more, count),
            secrets={"AUTOGRADER_LTI_KEYS": str(keys)},
            writes="/scores",
            points=lambda: {user: s["score"] for user, s in site.item("grade").scores.items()},
            told=lambda: {
                f"{user} {item.tag}": score["stored"]
                for item in site.items
                for user, score in item.scores.items()
            },
        )


Play = Callable[..., AbstractContextManager[Played]]
PLAYED: Mapping[str, Play] = {"moodle": moodle, "canvas": canvas, "lti": lti}
