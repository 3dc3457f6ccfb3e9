"""Files for CI: they are what the services read, they hold no secret, and their scripts work.

Tests of `cli/ci.py` and `lms/ci/__init__.py`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from autograder.cli.ci import KINDS
from tests.class_folders import write_class
from tests.lms.classes import connect, done, people, roster
from tests.lms.loopback import Loopback, serving
from tests.lms.moodle_site import TOKEN, MoodleSite, Submitted
from tests.lms.test_sync import AT, CLASS, RIGHT, WRONG
from tests.small_course import write

STUDENT = ("github-student", "gitlab-student")
SCHEMAS = {"github": "github-workflows.json", "gitlab": "gitlab-ci.json"}


def text_of(kind: str) -> str:
    shown = done("ci", kind)
    assert shown.return_value == 0
    return shown.output


def read(kind: str) -> dict[Any, Any]:
    return dict(yaml.safe_load(text_of(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_the_service_reads(kind):
    vendor = files("check_jsonschema.builtin_schemas").joinpath("vendor")
    schema = json.loads(vendor.joinpath(SCHEMAS[kind.partition("-")[0]]).read_text("utf-8"))
    document = read(kind)
    document = {("on" if key is True else key): value for key, value in document.items()}
    validator = Draft7Validator(schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert [*validator.iter_errors(document | {"jobs": 3, "stages": 3})] != []


@pytest.mark.parametrize("kind", STUDENT)
def test_a_students_file_knows_no_secret_and_no_answer(kind):
    text = text_of(kind)
    for word in (
        "${{",
        "TOKEN",
        "AUTOGRADER_",
        "pull_request_target",
        "reference",
        "--class",
        "write",
    ):
        assert word not in text, word


@pytest.mark.parametrize("kind", KINDS)
def test_actions_are_pinned_by_hash(kind):
    text = text_of(kind)
    assert "pull_request_target" not in text
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert bool(used) is kind.startswith("github")
    for action, comment in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), comment


@pytest.mark.parametrize("kind", ["github-sync", "gitlab-sync"])
def test_one_sync_at_a_time_and_the_secret_in_its_step_alone(kind):
    document = read(kind)
    if kind == "gitlab-sync":
        assert document["sync"]["resource_group"]
        return
    assert document["concurrency"] == {"group": "sync", "cancel-in-progress": False}
    steps = document["jobs"]["sync"]["steps"]
    holding = [step.get("name") for step in steps if "secrets." in json.dumps(step)]
    assert holding == ["Sync"]


# -- the scripts, run as the services run them


def script(kind: str, step: str) -> str:
    if kind.startswith("github"):
        (job,) = read(kind)["jobs"].values()
        return str(next(s for s in job["steps"] if s.get("name") == step)["run"])
    (job,) = (job for job in read(kind).values() if isinstance(job, dict))
    return "\n".join(job[step])


def bash(text: str, folder: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    own = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    return subprocess.run(
        ["bash", "-e", "-c", text], cwd=folder, env=kept | own | more, capture_output=True, text=True,
    )  # fmt: skip


ATTACK = """\
import os, sys
for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
    assert name not in os.environ
print("::error title=x::smuggled")
sys.__stdout__.write("::add-path::/tmp\\n")
def double(x):
    print("\\r## A heading\\n::set-env name=A::b")
    return {returned}
"""


@pytest.mark.process
@pytest.mark.parametrize(("returned", "passes"), [("2 * x", True), ("'::error::' + str(x)", False)])
def test_visible_checks_of_a_student(course, tmp_path, returned, passes):
    shown = done("handout", "doubling", "--course", course, tmp_path / "work")
    assert shown.return_value == 0, shown.output
    (module,) = (tmp_path / "work").glob("*.ipynb")
    module.unlink()
    write(tmp_path / "work" / "doubling.py", ATTACK.format(returned=returned))
    summary = tmp_path / "summary.md"
    ran = bash(
        script("github-student", "Check"),
        tmp_path / "work",
        {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ENV": str(tmp_path / "env")},
    )
    assert (ran.returncode == 0) is passes, ran.stdout + ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("::stop-commands::")
    end = lines.index(f"::{lines[0].removeprefix('::stop-commands::')}::")
    commands = [line for line in lines[end + 1 :] if line.startswith("::")]
    assert commands == [lines[-1]]
    assert commands[0].startswith("::notice title=Visible" if passes else "::warning title=Visible")
    shown_lines = summary.read_text().splitlines()
    assert shown_lines[0] == "## Visible checks"
    assert all(not line or line.startswith("    ") for line in shown_lines[1:])
    assert len(shown_lines) > 3
    report = ET.parse(tmp_path / "work" / "report.xml").getroot()
    assert int(report[0].get("tests", "0")) >= 1
    gitlab = bash(script("gitlab-student", "script"), tmp_path / "work", {})
    assert (gitlab.returncode == 0) is passes


@pytest.fixture
def site() -> MoodleSite:
    submitted = {
        101: Submitted(id=1, at=AT, files={"doubling.py": RIGHT}),
        102: Submitted(id=2, at=AT, files={"doubling.py": WRONG}),
    }
    return MoodleSite(people=people(3), submitted=submitted, maximum=10)


@pytest.fixture
def server(site: MoodleSite) -> Iterator[Loopback]:
    with serving(site) as running:
        connect(running)
        yield running


@pytest.mark.process
@pytest.mark.family
@pytest.mark.parametrize("kind", ["github-sync", "gitlab-sync"])
def test_a_scheduled_sync_keeps_its_journal(kind, course, tmp_path, site, server):
    write_class(
        tmp_path / "class",
        {"class.yaml": CLASS.format(url=server.url), "roster.csv": roster(3)},
    )
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "remote", "add", "origin", str(remote))
    git(tmp_path, "add", "course", "class")
    git(
        tmp_path,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.invalid",
        "commit",
        "-qm",
        "Start",
    )
    git(tmp_path, "push", "--quiet", "--set-upstream", "origin", "main")
    own = {"AUTOGRADER_MOODLE_TOKEN": TOKEN, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    keep = {"CI_SERVER_HOST": "x.invalid", "CI_COMMIT_REF_NAME": "main", "CI_JOB_TOKEN": "no",
            "CI_PROJECT_URL": str(remote).removesuffix(".git")}  # fmt: skip
    is_github = kind.startswith("github")
    ran = bash(script(kind, "Sync" if is_github else "script"), tmp_path, own)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    kept = bash(
        script(kind, "Keep the journal, attempts and results" if is_github else "after_script"),
        tmp_path,
        {} if is_github else keep,
    )
    assert kept.returncode == 0, kept.stderr
    assert {user: graded.grade for user, graded in site.grades.items()} == {
        101: 10.0,
        102: 0.0,
        103: 0.0,
    }
    journal = git(remote, "show", "main:class/journal/push-moodle.jsonl")
    assert journal.count('"stored": true') == 3
    assert TOKEN not in ran.stdout + ran.stderr + kept.stderr + journal
    if is_github:
        assert "    Synced: doubling; not served: 0" in (tmp_path / "summary.md").read_text()


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout
