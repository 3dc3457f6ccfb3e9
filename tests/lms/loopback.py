"""A server on loopback that plays an LMS: its rules are behaviour, its traps are the network's."""

from __future__ import annotations

import json
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    several: Mapping[str, list[str]]  #: the same, of what stands there several times
    headers: Mapping[str, str]  #: names in lower case
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def function(self) -> str:
        """The web service that is called, or the path."""
        if self.headers.get("content-type", "").startswith("application/x-www-form"):
            return self.form.get("wsfunction", self.path)
        return self.path


@dataclass(frozen=True, kw_only=True)
class Reply:
    status: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def data(value: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    content = json.dumps(value).encode()
    return Reply(
        status=status, content=content, headers={"Content-Type": "application/json"} | named
    )


Act = Callable[["Handler", Request], bool]
"""What a trap does with a request; whether that was all of the answer."""


@dataclass
class Trap:
    """Something that goes wrong on the way, so many times, for requests that hold a word."""

    act: Act
    word: str = ""
    times: int = 1
    after: bool = False  #: once the request has been carried out


def busy(status: int = 429, after: str = "0") -> Act:
    def act(handler: Handler, request: Request) -> bool:
        handler.reply(Reply(status=status, headers={"Retry-After": after}))
        return True

    return act


def page(handler: Handler, request: Request) -> bool:
    handler.reply(Reply(status=200, content=b"<!DOCTYPE html><html><body>Sign in</body></html>"))
    return True


def cut(handler: Handler, request: Request) -> bool:
    """Promise more than comes, and hang up."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[")
    handler.hang_up()
    return True


def silent(seconds: float) -> Act:
    def act(handler: Handler, request: Request) -> bool:
        time.sleep(seconds)
        handler.hang_up()
        return True

    return act


def redirect(to: str, status: int = 302) -> Act:
    def act(handler: Handler, request: Request) -> bool:
        handler.reply(Reply(status=status, headers={"Location": to}))
        return True

    return act


def call(function: Callable[[], object]) -> Act:
    def act(handler: Handler, request: Request) -> bool:
        function()
        return False

    return act


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement
    server: Loopback

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self.server.site.now(), usegmt=True)

    def reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        self.wfile.write(reply.content)

    def hang_up(self) -> None:
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        request = Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            several=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        with self.server.one_more():
            self.server.asked.append(request)
            if self._trapped(request, after=False):
                return
            reply = self.server.site.answer(request)
            if not self._trapped(request, after=True):
                self.reply(reply)

    def _trapped(self, request: Request, *, after: bool) -> bool:
        word = f"{request.method} {request.function} {request.path}"
        with self.server.lock:
            trap = next(
                (t for t in self.server.traps if t.times and t.after is after and t.word in word),
                None,
            )
            if trap is None:
                return False
            trap.times -= 1
        return trap.act(self, request)


class Site(ABC):
    """An LMS: people, what they have, and how it answers."""

    ahead = timedelta(0)  #: how far its clock is from ours

    @abstractmethod
    def answer(self, request: Request) -> Reply:
        """Return what it answers."""

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Loopback(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site, host: str = "127.0.0.1") -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, 0), Handler)
        self.site = site
        self.asked: list[Request] = []
        self.traps: list[Trap] = []
        self.lock = threading.Lock()
        self.in_flight = self.most_in_flight = 0
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.server_address[1]}"

    @contextmanager
    def one_more(self) -> Iterator[None]:
        with self.lock:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            yield
        finally:
            with self.lock:
                self.in_flight -= 1

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no fault of the server's."""

    def functions(self) -> list[str]:
        return [request.function for request in self.asked]


@contextmanager
def serving(site: Site, host: str = "127.0.0.1") -> Iterator[Loopback]:
    with Loopback(site, host) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
