"""Requests: what is asked again, what is refused, and what never carries a secret.

Tests of `lms/http.py`, `lms/secrets.py` and `lms/flight.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.errors import LmsError, UsageError
from autograder.lms.flight import each
from autograder.lms.http import Unanswered, Unreachable, Web, WebError, require_safe
from autograder.lms.secrets import Secret, find_secret, secret_in
from tests.lms.loopback import (
    Reply,
    Request,
    Site,
    Trap,
    busy,
    cut,
    page,
    redirect,
    serving,
    silent,
)

CANARY = "canary-2b9d10"


class Echo(Site):
    def answer(self, request: Request) -> Reply:
        if request.path == "/large":
            return Reply(content=b"x" * 2000)
        return Reply(content=b'{"got": true}')


@pytest.fixture
def server():
    with serving(Echo()) as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def web(slept):
    with Web(timeout=0.5, sleep=slept.append) as client:
        yield client


def test_an_answer(web, server):
    answer = web.ask("POST", f"{server.url}/a?token={CANARY}", form={"secret": CANARY})
    assert (answer.status, answer.data(), answer.where) == (200, {"got": True}, f"{server.url}/a")
    assert CANARY not in repr(answer)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(web, server, slept, status):
    server.traps.append(Trap(busy(status, "7"), times=2))
    assert web.ask("POST", server.url).status == 200
    assert (slept, len(server.asked)) == ([7.0, 7.0], 3)


def test_a_date_to_wait_for(web, server, slept):
    later = (datetime.now(UTC) + timedelta(seconds=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    server.traps.append(Trap(busy(429, later)))
    web.ask("GET", server.url)
    assert 20 < slept[0] <= 30


def test_a_server_that_asks_for_too_much_patience(web, server):
    server.traps.append(Trap(busy(429, "9999"), times=9))
    with pytest.raises(Unreachable, match="asks us to wait for more than 120 s"):
        web.ask("GET", server.url)


def test_a_server_that_stays_busy(web, server):
    server.traps.append(Trap(busy(503), times=99))
    assert (web.ask("GET", server.url).status, len(server.asked)) == (503, 4)


@pytest.mark.parametrize("trap", [cut, silent(1.0)], ids=["cut", "silent"])
def test_what_may_have_been_carried_out_is_repeated_only_if_it_may_be(web, server, trap):
    server.traps.append(Trap(trap))
    with pytest.raises(Unanswered, match=f"^{server.url}/a (did not answer|broke off its answer)"):
        web.ask("POST", f"{server.url}/a?token={CANARY}", repeatable=False)
    server.traps.append(Trap(trap))
    assert web.ask("POST", server.url).status == 200
    server.traps.append(Trap(busy(503)))
    assert web.ask("POST", server.url, repeatable=False).status == 503


def test_nobody_there(web):
    with serving(Echo()) as gone:
        url = gone.url
    with pytest.raises(Unreachable, match=f"^{url}/a cannot be reached$"):
        web.ask("GET", f"{url}/a?token={CANARY}")


def test_a_page_is_no_data(web, server):
    server.traps.append(Trap(page))
    answer = web.ask("GET", server.url)
    with pytest.raises(
        WebError, match=r"answered with a web page \(a proxy's, or a page to log in\?\)"
    ):
        answer.data()


def test_too_large(web, server):
    with pytest.raises(WebError, match="answered with more than"):
        web.ask("GET", f"{server.url}/large", most=1000)


def test_a_redirect_is_not_followed_with_a_form(web, server):
    with serving(Echo()) as other:
        server.traps.append(Trap(redirect(f"{other.url}/x?token={CANARY}", 308)))
        with pytest.raises(
            WebError, match=f"sends us on to {other.url}/x; if that is right"
        ) as raised:
            web.ask("POST", server.url, form={"wstoken": CANARY})
        assert (CANARY in str(raised.value), other.asked) == (False, [])


def test_a_file_may_be_elsewhere_and_the_secret_stays_here(web, server):
    with serving(Echo()) as other:
        server.traps.append(Trap(redirect(f"{other.url}/file")))
        assert web.fetch(f"{server.url}/file", Secret(CANARY), most=1000) == b'{"got": true}'
        assert server.asked[0].headers["authorization"] == f"Bearer {CANARY}"
        assert "authorization" not in other.asked[0].headers
        server.traps.append(Trap(redirect("/again"), times=99))
        with pytest.raises(WebError, match="redirects without end"):
            web.fetch(f"{server.url}/file", Secret(CANARY), most=1000)


def test_the_clock_is_the_servers(web, server):
    server.site.ahead = timedelta(minutes=10)
    web.ask("GET", server.url)
    assert timedelta(minutes=9) < web.now() - datetime.now(UTC) < timedelta(minutes=11)
    server.site.ahead = timedelta(0)
    web.ask("GET", server.url)
    assert abs(web.now() - datetime.now(UTC)) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "url",
    [
        "http://moodle.example",
        "ftp://moodle.example",
        "moodle",
        "",
        "http://10.0.0.1",
        "http://[::2]",
    ],
)
def test_an_address_on_which_a_token_leaks(url):
    with pytest.raises(UsageError, match="begins with https://, so that no token leaks"):
        require_safe(url)


@pytest.mark.parametrize("url", ["https://moodle.example", "http://[::1]:80", "http://localhost/x"])
def test_an_address_that_is_safe(url):
    require_safe(url)


def test_the_first_fault_ends_what_is_in_flight():
    def one(number: int) -> int:
        if number == 3:
            raise LmsError("three")
        return number

    assert each(one, [1, 2]) == [1, 2]
    with pytest.raises(LmsError, match="three"):
        each(one, range(100))


# -- secrets


def test_a_secret_is_shown_to_nobody():
    secret = Secret(CANARY)
    assert (repr(secret), str(secret), f"{secret}") == ("Secret(…)",) * 3
    assert (secret.reveal(), secret.hidden_in(f"a {CANARY} b")) == (CANARY, "a … b")


def test_where_secrets_are(tmp_path: Path):
    path = tmp_path / "token"
    path.write_text(f"{CANARY}\n")
    path.chmod(0o600)
    assert find_secret("T", {"T": f" {CANARY} "}).reveal() == CANARY
    assert find_secret("T", {"T": "", "T_FILE": str(path)}).reveal() == CANARY
    with pytest.raises(UsageError, match=r"^set T, or T_FILE to the name of a file"):
        find_secret("T", {})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_a_file_that_others_can_read(tmp_path: Path, mode: int):
    path = tmp_path / "token"
    path.write_text(CANARY)
    path.chmod(mode)
    with pytest.raises(
        UsageError, match=f"can be read by others .mode 0{mode:o}.: chmod 600"
    ) as raised:
        secret_in(path)
    assert CANARY not in str(raised.value)


def test_files_that_hold_no_secret(tmp_path: Path):
    empty, binary = tmp_path / "empty", tmp_path / "binary"
    empty.touch(0o600)
    binary.touch(0o600)
    binary.write_bytes(b"\xff\xfe")
    for path, message in (
        (empty, "is empty"),
        (binary, "holds no text"),
        (tmp_path / "no", "No such file"),
    ):
        with pytest.raises(UsageError, match=message):
            secret_in(path)
