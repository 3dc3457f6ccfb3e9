"""The page on the LMS: what it tells to write is read, and its commands and options exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from autograder.classes.class_file import read_class_file
from autograder.cli import cli
from tests.paths import ROOT

PAGE = (ROOT / "autograder" / "lms" / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"autograder ((?:push|pull|sync|grade|roster|lti \w+|ci) [^`\n|#]*)", PAGE)
PLACES = re.findall(r"(?:moodle|canvas): \{url: https[^`\n]*\}\}", PAGE)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_read(tmp_path: Path, place: str):
    path = tmp_path / "class.yaml"
    path.write_text(f"time_zone: Asia/Tokyo\nassignments: {{units: {{}}}}\nlms:\n  {place}\n")
    places = read_class_file(path).lms
    found = places.moodle or places.canvas
    assert found is not None
    assert (found.course, found.assignments) == (2, {"units": 42})


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_and_its_options_exist(line: str):
    context = click.Context(cli)
    words = line.split()
    command = cli.get_command(context, words[0])
    if isinstance(command, click.Group):
        command = command.get_command(context, words[1])
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_both_languages_have_the_same_steps():
    english, japanese = PAGE.split("## Moodle (日本語)")
    count = (
        len(re.findall(r"^\d\. \*\*", english, re.M)),
        len(re.findall(r"^\d\. \*\*", japanese, re.M)),
    )
    assert count == (6, 6)
    assert (len(COMMANDS) > 10, len(PLACES)) == (True, 3)
