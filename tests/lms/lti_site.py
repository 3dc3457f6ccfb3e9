"""An LTI 1.3 platform on loopback, as Moodle 4.5 was seen to behave.

`RULES` are those of posting a score, in order: the first that has something to say answers.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import jwt

from tests.lms.loopback import Reply, Request, Site, data

TOKEN, CLIENT = "canary-51ea77-bearer", "2cu9aZQqXvAn5Fs"
SCOPES = (
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem "
    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly "
    "https://purl.imsglobal.org/spec/lti-ags/scope/score "
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
)


@dataclass
class Item:
    id: int
    label: str
    maximum: float
    resource: str
    tag: str
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class LtiSite(Site):
    members: list[dict[str, Any]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    jwks: list[dict[str, Any]] = field(default_factory=list)
    scopes: str = SCOPES
    page: int = 2  #: how many members, items or results a page has
    home: str = ""
    posted: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Reply:
        with self.lock:
            if request.path == "/mod/lti/token.php":
                return self._token(request)
            if request.headers.get("authorization") != f"Bearer {TOKEN}":
                return data([], 401)
            return self._served(request)

    def _token(self, request: Request) -> Reply:
        assertion = request.form["client_assertion"]
        kid = jwt.get_unverified_header(assertion).get("kid")
        known = next((jwk for jwk in self.jwks if jwk["kid"] == kid), None)
        if known is None:
            return data({"error": "invalid_client"}, 400)
        options: Any = {"verify_exp": False, "verify_iat": False}
        key = jwt.PyJWK(known)
        claims = jwt.decode(
            assertion, key, ["RS256"], audience=f"{self.home}/mod/lti/token.php", options=options
        )
        now = self.now().timestamp()
        if not claims["iat"] - 60 <= now <= claims["exp"]:
            return data({"error": "Expired token"}, 400)
        if claims["sub"] != CLIENT or not request.form["scope"]:
            return data({"error": "invalid_client"}, 400)
        return data(
            {
                "access_token": TOKEN,
                "token_type": "Bearer",
                "expires_in": 3600,
                "scope": self.scopes,
            }
        )

    def _served(self, request: Request) -> Reply:
        if request.path.endswith("/memberships"):
            return self._paged(request, self.members, lambda part: {"id": "m", "members": part})
        if request.path == "/mod/lti/services.php/2/lineitems":
            if request.method == "POST":
                return self._make(json.loads(request.body))
            return self._paged(request, [self._shown(item) for item in self.items])
        number = re.fullmatch(r".*/lineitems/(\d+)/lineitem(/\w+)?", request.path)
        item = next((i for i in self.items if number and i.id == int(number[1])), None)
        if item is None or request.query.get("type_id") != "1":
            return Reply(status=404)
        if request.path.endswith("/results"):
            return self._paged(request, [self._result(item, u) for u in item.scores])
        return self._score(item, request)

    def _paged(
        self, request: Request, found: list[Any], shape: Callable[[list[Any]], object] = list
    ) -> Reply:
        start = int(request.query.get("from", "0"))
        part = found[start : start + self.page]
        reply = data(shape(part))
        if start + self.page >= len(found):
            return reply
        # Moodle's, as it is: curly quotes and `&amp;` (3.4, paging).
        url = f"{self.home}{request.path}?type_id=1&amp;from={start + self.page}"
        link = f"<{url}>; rel=“next”"
        return Reply(content=reply.content, headers={"Link": link.encode().decode("latin-1")})

    def _shown(self, item: Item) -> dict[str, Any]:
        return {
            "id": f"{self.home}/mod/lti/services.php/2/lineitems/{item.id}/lineitem?type_id=1",
            "label": item.label,
            "scoreMaximum": item.maximum,
            "resourceId": item.resource,
            "tag": item.tag,
        }

    def _make(self, asked: Mapping[str, Any]) -> Reply:
        item = Item(
            id=len(self.items) + 8,
            label=asked["label"],
            maximum=asked["scoreMaximum"],
            resource=asked["resourceId"],
            tag=asked["tag"],
        )
        self.items.append(item)
        return data(self._shown(item), 201)

    def _result(self, item: Item, user: str) -> dict[str, Any]:
        stored = item.scores[user]
        result: dict[str, Any] = {"userId": user}
        if stored["score"] is not None:
            result |= {
                "resultScore": stored["score"],
                "resultMaximum": item.maximum,
                "timestamp": stored["changed"].isoformat(timespec="seconds"),
            }
        return result | ({"comment": stored["comment"]} if stored["comment"] else {})

    def _score(self, item: Item, request: Request) -> Reply:
        if request.headers.get("content-type") != "application/vnd.ims.lis.v1.score+json":
            return data("No handler found", 400)
        score = json.loads(request.body)
        self.posted.append(score)
        for _, rule in RULES.values():
            if reply := rule(self, item, score):
                return reply
        raise AssertionError("the last rule always answers")

    def item(self, tag: str) -> Item:
        return next(item for item in self.items if item.tag == tag)


Rule = Callable[[LtiSite, Item, Mapping[str, Any]], "Reply | None"]


def _of_nobody(site: LtiSite, item: Item, score: Mapping[str, Any]) -> Reply | None:
    known = any(member["user_id"] == score["userId"] for member in site.members)
    return None if known else data("Incorrect score received", 400)


def _no_maximum(site: LtiSite, item: Item, score: Mapping[str, Any]) -> Reply | None:
    return None if score.get("scoreMaximum") else data("Missing score maximum", 400)


def _too_early(site: LtiSite, item: Item, score: Mapping[str, Any]) -> Reply | None:
    """Refuse a time that is not later than the second of the last change here."""
    there = item.scores.get(score["userId"])
    if there is None:
        return None
    sent = datetime.fromisoformat(score["timestamp"]).replace(microsecond=0)
    return data([], 409) if sent <= there["changed"] else None


def _not_final(site: LtiSite, item: Item, score: Mapping[str, Any]) -> Reply | None:
    if score["gradingProgress"] == "FullyGraded" and "scoreGiven" in score:
        return None
    there = {"score": None, "comment": "", "changed": site.now().replace(microsecond=0)}
    item.scores[score["userId"]] = there
    return Reply()


def _stored(site: LtiSite, item: Item, score: Mapping[str, Any]) -> Reply | None:
    points = score["scoreGiven"] * item.maximum / score["scoreMaximum"]
    item.scores[score["userId"]] = {
        "score": min(max(points, 0), item.maximum),
        "comment": score.get("comment", ""),
        "changed": site.now().replace(microsecond=0),
        "stored": item.scores.get(score["userId"], {}).get("stored", 0) + 1,
    }
    return Reply()


RULES: Mapping[str, tuple[str, Rule]] = {
    "not a student of the course: 400": ("3.4 [M]", _of_nobody),
    "no scoreMaximum: 400": ("3.4 [M]", _no_maximum),
    "an earlier time, or the same second: 409 with []": ("3.4 and last section [M]", _too_early),
    "not FullyGraded: 200, and the grade is gone": ("last section [M]", _not_final),
    "else stored, clamped; no comment deletes it": ("3.4 and last section [M]", _stored),
}
