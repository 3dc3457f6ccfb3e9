"""Requests to an LMS: bounded in time and size, patient where it asks for it, and discreet.

WebError                   LmsError
├── Unreachable            nothing of the request can have arrived
└── Unanswered             it may have arrived, and may have been carried out

No sentence of these holds an address's query, a header or a body: there secrets may stand.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from autograder.closing import Closing
from autograder.errors import LmsError, UsageError
from autograder.frozen import dataclass
from autograder.lms.flight import AT_ONCE
from autograder.lms.secrets import Secret
from autograder.texts import one_line, size

ANSWER = 128 << 20  #: bytes of an answer, at most: the grades of a large course are some 10 MiB
PATIENCE = 120.0  #: seconds that we wait in all where a server asks us to
_TRIES = 4
_BUSY = (429, 503)
_REDIRECTS = (301, 302, 303, 307, 308)


class WebError(LmsError):
    """A request that got no answer which can be used."""


class Unreachable(WebError):
    """Nothing of the request can have arrived."""


class Unanswered(WebError):
    """The request may have arrived, and may have been carried out."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server answered."""

    where: str  #: whom we asked, without anything secret
    status: int
    headers: Mapping[str, str]  #: names in lower case
    content: bytes

    def data(self) -> Any:
        """Return the JSON that it is; WebError if it is something else."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            raise WebError(f"{self.where} answered {self._kind()}, not with data") from None

    def _kind(self) -> str:
        start = self.content[:200].lstrip().lower()
        is_page = start.startswith((b"<!doctype", b"<html")) or b"<html" in start
        page = "with a web page (a proxy's, or a page to log in?)" if is_page else "with text"
        return f"{page}, status {self.status}"


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port: where a secret may go, if it may go there at all."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").casefold(), port


def require_safe(url: str) -> None:
    """Raise UsageError if a secret could be read on its way to an address."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        raise UsageError(f"{one_line(url)} is no address") from None
    if not host or (scheme != "https" and not (scheme == "http" and _is_here(host))):
        raise UsageError(
            f"{one_line(url)}: an address begins with https://, so that no token leaks"
        )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Web(Closing):
    """A client that many threads may share."""

    def __init__(self, timeout: float = 30.0, sleep: Callable[[float], None] = time.sleep) -> None:
        self._client = httpx.Client(
            timeout=timeout,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
        )
        self._sleep = sleep
        self._ahead = timedelta(0)

    def close(self) -> None:
        self._client.close()

    def now(self) -> datetime:
        """Return the time, by the clock of who answered last."""
        return datetime.now(UTC) + self._ahead

    def pause(self, seconds: float) -> None:
        """Wait before anything else is asked."""
        self._sleep(seconds)

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: object = None,
        repeatable: bool = True,
        most: int = ANSWER,
    ) -> Answer:
        """Return the answer, whatever its status; raises WebError.

        What is repeatable is asked again where the connection breaks or the server is busy.
        Redirects are refused: a secret goes nowhere but where it was meant to go.
        """
        require_safe(url)
        request = self._client.build_request(
            method,
            url,
            headers=headers,
            data=form,
            content=None if body is None else json.dumps(body).encode(),
        )
        waited = 0.0
        for attempt in range(1, _TRIES + 1):
            try:
                answer = self._once(request, most)
            except WebError as error:
                again = isinstance(error, Unreachable) or repeatable
                if attempt == _TRIES or not again:
                    raise
                pause = 0.2 * 2**attempt
            else:
                is_busy = answer.status == 429 or (answer.status == 503 and repeatable)
                if not is_busy or attempt == _TRIES:
                    return _direct(answer)
                pause = self._pause(answer, attempt)
            waited += pause
            if waited > PATIENCE:
                raise Unreachable(f"{_where(url)} asks us to wait for more than {PATIENCE:g} s")
            self._sleep(pause)
        raise AssertionError  # the last try returns or raises

    def fetch(self, url: str, secret: Secret | None, most: int) -> bytes:
        """Return a file; the secret, if any, goes to the first host alone. Raises WebError."""
        home, place = origin(url), url
        for _ in range(5):
            require_safe(place)
            own = secret if origin(place) == home else None
            headers = {"Authorization": f"Bearer {own.reveal()}"} if own else {}
            answer = self._once(self._client.build_request("GET", place, headers=headers), most)
            if answer.status not in _REDIRECTS:
                return _file(answer)
            place = urljoin(place, answer.headers.get("location", ""))
        raise WebError(f"{_where(url)} redirects without end")

    def post_for_file(self, url: str, form: Mapping[str, str], most: int) -> bytes:
        """Return a file that is asked for with a form, in which a secret is in no address."""
        return _file(self.ask("POST", url, form=form, most=most))

    def _once(self, request: httpx.Request, most: int) -> Answer:
        where = _where(str(request.url))
        try:
            response = self._client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
            raise Unreachable(f"{where} cannot be reached") from None
        except httpx.TransportError as error:
            raise Unanswered(f"{where} did not answer ({type(error).__name__})") from None
        try:
            content = _content(response, where, most)
        except httpx.HTTPError as error:
            raise Unanswered(f"{where} broke off its answer ({type(error).__name__})") from None
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        self._set_clock(headers.get("date"))
        return Answer(where=where, status=response.status_code, headers=headers, content=content)

    def _set_clock(self, date: str | None) -> None:
        """Note how far the server's clock is from ours; a second or two is the way there."""
        theirs = _moment(date)
        if theirs is not None:
            ahead = theirs - datetime.now(UTC)
            self._ahead = ahead if abs(ahead) > timedelta(seconds=5) else timedelta(0)

    def _pause(self, answer: Answer, attempt: int) -> float:
        asked = answer.headers.get("retry-after", "")
        if asked.isdigit():
            return float(asked)
        if moment := _moment(asked):
            return max((moment - self.now()).total_seconds(), 0.0)
        return float(2**attempt)


def _content(response: httpx.Response, where: str, most: int) -> bytes:
    parts, length = [], 0
    for part in response.iter_bytes():
        length += len(part)
        if length > most:
            raise WebError(f"{where} answered with more than {size(most)}")
        parts.append(part)
    return b"".join(parts)


def _direct(answer: Answer) -> Answer:
    if answer.status in _REDIRECTS:
        there = one_line(_where(answer.headers.get("location", "")))
        raise WebError(
            f"{answer.where} sends us on to {there}; if that is right, write its address into "
            "class.yaml"
        )
    return answer


def _file(answer: Answer) -> bytes:
    if answer.status != 200:
        raise WebError(f"{answer.where} gave no file, status {answer.status}")
    return answer.content


def _moment(date: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date or "")
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _where(url: str) -> str:
    """Return an address without user, query and fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if host else parts.path
