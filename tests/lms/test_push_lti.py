"""A push over LTI: keys, token, line items, scores; as Moodle behaves, and Open edX' platform.

Tests of `lms/lti.py`, `lms/ags.py`, `lms/keys.py`, `lms/lti_check.py`, `lms/launch.py` and
`cli/lti.py`.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from click.testing import Result

from autograder.errors import AutograderError
from autograder.lms.ags import beside
from autograder.lms.keys import keys_in, make_key
from tests.lms.classes import done, lti_class, member, regrade
from tests.lms.loopback import Loopback, Reply, Request, Site, Trap, call, cut, data, serving
from tests.lms.lti_site import RULES, TOKEN, Item, LtiSite


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_key(folder, datetime(2026, 1, 1, tzinfo=UTC))
    return folder


@pytest.fixture
def site(keys: Path) -> LtiSite:
    teacher = {
        "status": "Active",
        "roles": ["Instructor"],
        "user_id": "3",
        "email": "t@example.invalid",
    }
    return LtiSite(
        members=[teacher, *(member(n) for n in (1, 2, 3))], jwks=[k.jwk for k in keys_in(keys)]
    )


@pytest.fixture
def server(site: LtiSite) -> Iterator[Loopback]:
    with serving(site) as running:
        site.home = running.url
        yield running


@pytest.fixture
def lti(tmp_path: Path, server: Loopback, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUTOGRADER_LTI_KEYS", str(keys))
    return lti_class(tmp_path / "class", server.url)


def push(folder: Path, *words: object) -> Result:
    return done("push", "units", "--to", "lti", "--class", folder, "--yes", "--lang", "en", *words)


def error(folder: Path, *words: object) -> str:
    shown = push(folder, *words)
    assert isinstance(shown.exception, AutograderError), (shown.output, shown.exception)
    return str(shown.exception)


def given(site: LtiSite, tag: str = "grade") -> dict[str, float]:
    return {user: score["score"] for user, score in site.item(tag).scores.items()}


def test_grades_arrive_and_what_is_there_is_not_sent_again(lti, site, server):
    assert push(lti).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}
    assert [(i.label, i.maximum, i.resource, i.tag) for i in site.items] == [
        ("Units", 20, "units", "grade")
    ]
    count = len(site.posted)
    assert push(lti).output == "Units: 3 equal\n"
    assert (count, len(site.posted), len(site.items)) == (3, 3, 1)


def test_only_final_grades_are_sent_and_each_with_its_comment(lti, site):
    push(lti)
    assert {(s["activityProgress"], s["gradingProgress"]) for s in site.posted} == {
        ("Completed", "FullyGraded")
    }
    assert site.item("grade").scores["101"]["comment"] == (
        "Question 1: 10 of 10 points\nQuestion 2: 6 of 10 points"
    )
    regrade(lti, "s1", (10.0, None))
    shown = push(lti)
    assert "s1: not graded" in shown.output
    assert (len(site.posted), given(site)["101"]) == (3, 16.0)


def test_a_line_item_for_each_question(tmp_path, server, site, lti):
    folder = lti_class(tmp_path / "other", server.url, ", questions: true")
    assert push(folder).return_value == 0
    assert {i.tag: i.maximum for i in site.items} == {"grade": 20, "q:q1": 10, "q:q2": 10}
    assert (given(site, "q:q1"), given(site, "q:q2")) == (
        {"101": 10.0, "102": 4.5, "103": 0.0},
        {"101": 6.0, "102": 3.0, "103": 0.0},
    )
    site.item("q:q2").scores["102"]["comment"] = "a teacher's"
    for item in site.items:
        item.scores["102"]["changed"] -= timedelta(seconds=5)
    count = len(site.posted)
    regrade(folder, "s2", (4.5, 5.0))
    assert push(folder).return_value == 0
    assert len(site.posted) == count + 2  # q1 has not changed
    assert site.item("q:q2").scores["102"]["comment"] == "a teacher's"
    server.asked.clear()
    assert push(folder).output == "Units: 3 equal\n"
    # A token, two pages of members, two of line items, two of results for each line item.
    assert len(server.asked) == 1 + 2 + 2 + 3 * 2


def test_a_question_may_be_called_grade(tmp_path, server, site, lti):
    folder = lti_class(tmp_path / "other", server.url, ", questions: true")
    for path in (folder / "graded" / "units" / "results").glob("*.json"):
        path.write_text(path.read_text().replace('"q1"', '"grade"'))
    assert push(folder).return_value == 0
    assert {i.tag: i.maximum for i in site.items} == {"grade": 20, "q:grade": 10, "q:q2": 10}
    assert (given(site), given(site, "q:grade")) == (
        {"101": 16.0, "102": 7.5, "103": 0.0},
        {"101": 10.0, "102": 4.5, "103": 0.0},
    )
    assert push(folder).output == "Units: 3 equal\n"


def test_line_items_of_questions_that_have_their_old_tags(tmp_path, server, site, lti):
    folder = lti_class(tmp_path / "other", server.url, ", questions: true")
    site.items = [Item(id=1, label="Units: q1", maximum=10, resource="units", tag="q1")]
    assert push(folder).return_value == 0
    assert [item.tag for item in site.items] == ["q1", "grade", "q:q2"]
    assert given(site, "q1") == {"101": 10.0, "102": 4.5, "103": 0.0}
    site.items.append(Item(id=9, label="New", maximum=10, resource="units", tag="q:q1"))
    assert error(folder) == (
        "there are two line items of `units` with the tag `q1` and `q:q1`, `Units: q1` and `New`: "
        "delete one of them there"
    )


def test_points_of_a_question_alone_leave_the_grade_as_it_is(tmp_path, server, site, lti):
    push(lti)
    folder = lti_class(tmp_path / "class", server.url, ", questions: true")
    count = len(site.posted)
    assert push(folder).return_value == 0
    assert len(site.posted) == count + 6
    assert push(folder).output == "Units: 3 equal\n"


def test_a_maximum_of_a_question_that_was_changed_there(tmp_path, server, site, lti):
    folder = lti_class(tmp_path / "other", server.url, ", questions: true")
    push(folder)
    site.item("q:q2").maximum = 5
    assert error(folder) == (
        "the maximum of `q2` is 5 points there, and 10 here; set it to 10 there, or let --scale "
        "convert"
    )


def test_a_second_push_within_the_same_second(lti, site):
    push(lti)
    for score in site.item("grade").scores.values():
        score["changed"] += timedelta(seconds=2)
    regrade(lti, "s1", (10.0, 8.0))
    assert push(lti).return_value == 0
    assert given(site)["101"] == 18.0


def test_a_refused_time_is_sent_once_more_and_later(lti, site, server):
    push(lti)

    def touch() -> None:
        site.item("grade").scores["101"]["changed"] += timedelta(minutes=3)

    server.traps.append(Trap(call(touch), "/scores"))  # after we have looked
    regrade(lti, "s1", (10.0, 8.0))
    assert push(lti).return_value == 0
    assert given(site)["101"] == 18.0
    first, second = (s["timestamp"] for s in site.posted[3:])
    assert first < second


def test_what_was_stored_and_answered_by_nobody_is_looked_up(lti, site, server):
    server.traps.append(Trap(cut, "/scores", times=3, after=True))
    assert push(lti).return_value == 0
    assert given(site) == {"101": 16.0, "102": 7.5, "103": 0.0}


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_clock_ten_minutes_off(lti, site, minutes):
    site.ahead = timedelta(minutes=minutes)
    assert push(lti).return_value == 0
    regrade(lti, "s2", (9.0, 9.0))
    site.ahead += timedelta(seconds=2)
    assert push(lti).return_value == 0
    assert given(site) == {"101": 16.0, "102": 18.0, "103": 0.0}


def test_two_line_items_with_one_tag(lti, site):
    site.items = [
        Item(id=n, label=f"Old {n}", maximum=20, resource="units", tag="grade") for n in (1, 2)
    ]
    assert error(lti) == (
        "there are two line items of `units` with the tag `grade`, `Old 1` and `Old 2`: delete one of "
        "them there"
    )


def test_a_maximum_that_was_changed_there(lti, site):
    push(lti)
    site.item("grade").maximum = 30
    assert "the maximum of `Units` is 30 points there, and 20 here" in error(lti)


def test_who_has_left(lti, site):
    site.members = [
        m | ({"status": "Inactive"} if m["user_id"] == "101" else {}) for m in site.members
    ]
    assert "s1: not enrolled" in push(lti).output


def test_who_leaves_between_plan_and_write_is_not_given_a_grade(lti, site, server):
    def leave() -> None:
        if sum(path.endswith("/memberships") for path in server.functions()) == 3:  # of two pages
            site.members = site.members[2:]

    server.traps.append(Trap(call(leave), "/memberships", times=9))
    shown = push(lti)
    assert shown.return_value == 1
    assert "s1: not written: has changed meanwhile: not enrolled" in shown.stderr
    assert given(site) == {"102": 7.5, "103": 0.0}


def test_who_leaves_after_the_last_look_is_refused_there(lti, site, server):
    def leave() -> None:
        site.members = [one for one in site.members if one["user_id"] != "102"]

    server.traps.append(Trap(call(leave), "/scores"))
    shown = push(lti)
    assert shown.return_value == 1
    assert "s2: not written: " in shown.stderr
    assert "answered with status 400" in shown.stderr
    assert given(site) == {"101": 16.0, "103": 0.0}


def test_another_classs_journal(lti, site, server):
    push(lti)
    text = (lti / "class.yaml").read_text()
    (lti / "class.yaml").write_text(text.replace("php/2/lineitems", "php/3/lineitems"))
    there = f"{server.url} {server.url}/mod/lti/services.php"
    assert error(lti) == (
        f"{lti}/journal/push-lti.jsonl:1: is of another class: it tells of "
        f"{there}/2/lineitems?type_id=1, and class.yaml names {there}/3/lineitems?type_id=1; move it "
        "away if that is meant"
    )


def test_over_ipv6(tmp_path, site, server, lti):
    with serving(site, "::1") as other:
        site.home = other.url
        folder = lti_class(tmp_path / "other", other.url, ", questions: true")
        assert push(folder).return_value == 0
        assert push(folder).output == "Units: 3 equal\n"
    assert given(site, "q:q1") == {"101": 10.0, "102": 4.5, "103": 0.0}


def test_a_key_that_the_platform_does_not_know(lti, site):
    site.jwks = []
    assert "gives no token: it does not know this client id, or none of the keys" in error(lti)


def test_an_older_key_serves_until_the_new_one_is_known(lti, site, tmp_path, keys, monkeypatch):
    folder = tmp_path / "rotated"
    assert done("lti", "keys", folder).return_value == 0
    site.jwks = [key.jwk for key in keys_in(folder)]
    assert done("lti", "keys", folder).return_value == 0
    monkeypatch.setenv("AUTOGRADER_LTI_KEYS", str(folder))
    assert len(json.loads((folder / "jwks.json").read_text())["keys"]) == 2
    assert push(lti).return_value == 0
    site.jwks = [key.jwk for key in keys_in(folder)][:1]
    assert push(lti).return_value == 0


def test_a_tool_that_may_not_write(lti, site):
    site.scopes = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"
    assert error(lti) == (
        "the platform does not let this tool use: score, result.readonly; allow it in its settings"
    )


def test_a_line_item_on_another_host(lti, site, server):
    with serving(LtiSite()) as other:
        site.items = [Item(id=1, label="Units", maximum=20, resource="units", tag="grade")]
        site._shown = lambda item: {  # type: ignore[method-assign]
            "id": f"{other.url}/x", "label": "Units", "scoreMaximum": 20, "resourceId": "units", "tag": "grade",
        }  # fmt: skip
        assert error(lti) == f"the platform names {other.url}/x/results, which is on another host"
        assert other.asked == []


def test_scores_go_before_the_query():
    assert beside("https://x.example/8/lineitem?type_id=1", "scores") == (
        "https://x.example/8/lineitem/scores?type_id=1"
    )


# -- the command


def test_keys(tmp_path):
    folder = tmp_path / "keys"
    shown = done("lti", "keys", folder)
    (key,) = keys_in(folder)
    (path,) = folder.glob("*.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert shown.output == (
        f"Key {key.kid}: {path}\n"
        f"Its public half: {path.with_suffix('.pub')}; of all 1: {folder / 'jwks.json'}\n"
    )
    (jwk,) = json.loads((folder / "jwks.json").read_text())["keys"]
    assert set(jwk) == {"e", "kty", "n", "kid", "alg", "use"}
    token = jwt.encode({"a": 1}, key.private, algorithm="RS256")
    assert jwt.decode(token, jwt.PyJWK(jwk), ["RS256"]) == {"a": 1}
    path.chmod(0o644)
    shown = done("lti", "keys", folder)
    assert f"{path} can be read by others (mode 0644)" in str(shown.exception)


def test_registration(tmp_path):
    shown = done(
        "lti",
        "registration",
        "--moodle",
        "https://m.example/",
        "--course",
        2,
        "--tool",
        1,
        "--client",
        "abc",
    )
    assert shown.output.endswith(
        "For Moodle:\n  lti:\n    issuer: https://m.example\n    client: abc\n"
        "    token_url: https://m.example/mod/lti/token.php\n"
        "    line_items: https://m.example/mod/lti/services.php/2/lineitems?type_id=1\n"
        "    members: https://m.example/mod/lti/services.php/CourseSection/2/bindings/1/memberships\n"
    )
    assert str(done("lti", "registration", "--moodle", "https://m.example").exception) == (
        "for Moodle, name --course and --tool as well"
    )


def signed(keys: Path, **claims: object) -> str:
    usual = {"iss": "https://p.example", "aud": ["abc"], "azp": "abc", f"{LTI}/version": "1.3.0",
             f"{LTI}/deployment_id": "1", AGS: {"lineitems": "https://p.example/items"}}  # fmt: skip
    (key,) = keys_in(keys)
    return jwt.encode(usual | claims, key.private, algorithm="RS256", headers={"kid": key.kid})


LTI = "https://purl.imsglobal.org/spec/lti/claim"
AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ({AGS: {}}, "the launch names no grade service: allow it in the tool's settings there"),
        ({f"{LTI}/version": "1.1"}, "the launch is not one of LTI 1.3"),
        ({}, ""),
    ],
)
def test_a_launch(keys, tmp_path, claims, message):
    class KeySet(Site):
        def answer(self, request: Request) -> Reply:
            return data({"keys": [key.jwk for key in keys_in(keys)]})

    launch = tmp_path / "launch"
    launch.write_text(signed(keys, **claims))
    with serving(KeySet()) as server:
        shown = done("lti", "registration", "--launch", launch, "--key-set", server.url)
    if message:
        assert str(shown.exception) == message
    else:
        assert shown.output.endswith(
            'Of the launch, beside `token_url: …`:\n  lti:\n    issuer: "https://p.example"\n'
            '    client: "abc"\n    deployment: "1"\n    line_items: "https://p.example/items"\n'
        )
    assert str(done("lti", "registration", "--launch", launch).exception) == (
        "with --launch, name the address of the platform's keys: --key-set"
    )


def test_check(lti, site, server):
    site.items = [Item(id=1, label="Units", maximum=20, resource="units", tag="grade")]
    shown = done("lti", "check", "--class", lti)
    assert (shown.return_value, shown.output) == (
        0,
        f"token: granted by {server.url}\nline item: Units of units, grade, 20 points\n"
        "people: 3 there, 3 of the roster among them\n",
    )
    site.members.pop()
    shown = done("lti", "check", "--class", lti)
    assert (shown.return_value, shown.output.splitlines()[-1]) == (1, "not there: s3")
    assert TOKEN not in shown.output
    assert site.posted == []


def test_each_rule_of_the_site_has_its_source():
    assert all(source and callable(rule) for source, rule in RULES.values())


def test_without_a_key(lti, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_LTI_KEYS")
    assert "set AUTOGRADER_LTI_KEYS to the folder of `autograder lti keys`" in error(lti)
    monkeypatch.setenv("AUTOGRADER_LTI_KEY", "no key")
    assert error(lti) == "AUTOGRADER_LTI_KEY is no private key in PEM, or has a password"
    assert "AUTOGRADER_LTI_KEY" in os.environ
