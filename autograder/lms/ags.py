"""Assignment and Grade Services 2.0, and Names and Roles 2.0, of an LTI 1.3 platform.

A tool that has a key, a client id and the addresses of a launch needs no launch: it asks for a
token with a signed assertion, and calls.
"""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import jwt

from autograder.errors import LmsError
from autograder.lms.http import Answer, Web, origin
from autograder.lms.keys import Key
from autograder.lms.secrets import Secret
from autograder.records.lms import LtiTool
from autograder.texts import one_line

_AGS = "https://purl.imsglobal.org/spec/lti-ags/scope"
SCORE, ITEM, RESULT = f"{_AGS}/score", f"{_AGS}/lineitem", f"{_AGS}/result.readonly"
MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
_LIS = "application/vnd.ims.lis"
LINE_ITEMS, LINE_ITEM = f"{_LIS}.v2.lineitemcontainer+json", f"{_LIS}.v2.lineitem+json"
RESULTS, SCORES = f"{_LIS}.v2.resultcontainer+json", f"{_LIS}.v1.score+json"
_MEMBERSHIPS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
_LIFE = timedelta(minutes=4)  #: of an assertion; five are allowed
#: Moodle writes rel=“next” with curly quotes, and `&amp;` in the address.
_NEXT = re.compile(r"<([^>]+)>[^,]*?;\s*rel\s*=\s*[\"'“”]?next\b", re.IGNORECASE)
_PAGES = 1000


class Service:
    """A platform's services, as one tool may use them."""

    def __init__(self, tool: LtiTool, keys: Sequence[Key], web: Web) -> None:
        self._tool, self._keys, self.web = tool, keys, web
        self._token: Secret | None = None
        self._until = datetime.max
        self.scopes: tuple[str, ...] = ()

    def ask(
        self,
        method: str,
        url: str,
        *,
        accept: str = "",
        body: object = None,
        media: str = "",
    ) -> Answer:
        """Return the answer to a call with a token; raises LmsError where none is to be had."""
        self._require_home(url)
        for fresh in (False, True):
            token = self._get_token(fresh=fresh)
            headers = {"Authorization": f"Bearer {token.reveal()}"}
            headers |= {"Accept": accept} if accept else {}
            headers |= {"Content-Type": media} if media else {}
            answer = self.web.ask(method, url, headers=headers, body=body)
            if answer.status != 401:
                return answer
        raise LmsError(f"{answer.where} does not take the token that the platform has given us")

    def listed(self, url: str, accept: str) -> Iterator[Any]:
        """Yield what is listed, over all pages."""
        place, seen = url, set[str]()
        while place not in seen and len(seen) < _PAGES:
            seen.add(place)
            answer = self.ask("GET", place, accept=accept)
            if answer.status != 200:
                raise LmsError(f"{answer.where} answered with status {answer.status}")
            found = answer.data()
            yield from found["members"] if isinstance(found, dict) else found
            after = _NEXT.search(answer.headers.get("link", ""))
            if after is None:
                return
            place = urljoin(place, html.unescape(after[1]))

    def members(self) -> list[Mapping[str, Any]]:
        """Return the members of the course; LmsError if class.yaml does not name them."""
        return list(self.listed(self._tool.members or "", _MEMBERSHIPS))

    def _require_home(self, url: str) -> None:
        """Raise LmsError if a token would go to a host that class.yaml does not name."""
        homes = {origin(self._tool.line_items), origin(self._tool.members or self._tool.line_items)}
        if origin(url) not in homes:
            raise LmsError(f"the platform names {one_line(url)}, which is on another host")

    def _get_token(self, *, fresh: bool) -> Secret:
        now = self.web.now().replace(tzinfo=None)
        if self._token is None or fresh or now >= self._until:
            answer = self._granted()
            self._token = Secret(str(answer["access_token"]))
            life = float(answer.get("expires_in", 3600))
            self._until = now + timedelta(seconds=max(life - 60, 1))
            self.scopes = tuple(str(answer.get("scope") or "").split())
        return self._token

    def _granted(self) -> Mapping[str, Any]:
        """Return a token; each key is tried, and the time once more by the platform's clock."""
        answer = None
        for key in self._keys:
            for _ in range(2):
                moment = self.web.now()
                answer = self.web.ask(
                    "POST", self._tool.token_url, form=self._form(key, moment), repeatable=True
                )
                if answer.status == 200:
                    return dict(answer.data())
                if abs(self.web.now() - moment) < timedelta(seconds=5):
                    break  # it was not the clock
        raise LmsError(_refused(answer))

    def _form(self, key: Key, now: datetime) -> dict[str, str]:
        claims = {
            "iss": self._tool.client,
            "sub": self._tool.client,
            "aud": self._tool.token_url,
            "iat": now - timedelta(seconds=5),
            "exp": now + _LIFE,
            "jti": secrets.token_hex(16),
        }
        assertion = jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": key.kid})
        wanted = [ITEM, RESULT, SCORE, *([MEMBERS] if self._tool.members else [])]
        return {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
            "scope": " ".join(wanted),
        }


def _refused(answer: Answer | None) -> str:
    assert answer is not None  # there is a key
    said = answer.data()
    code = one_line(str(said.get("error", ""))) if isinstance(said, dict) else ""
    why = {
        "invalid_client": "it does not know this client id, or none of the keys: see "
        "`autograder lti registration`",
        "invalid_scope": "the tool may not use the gradebook there: allow it in its settings",
    }.get(code, f"`{code or answer.status}`; is the clock of this machine right?")
    return f"{answer.where} gives no token: {why}"


def beside(url: str, what: str) -> str:
    """Return the address of a line item's scores or results: before its query, not after."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{what}"))
