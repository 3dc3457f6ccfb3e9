"""SECURITY.md promises nothing that no test shows."""

from __future__ import annotations

import re

import pytest

from autograder.sandbox.jail.layers import ALL_LAYERS, tier
from tests.paths import ROOT
from tests.sandboxes import WITHOUT_NAMESPACES

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))


def test_many_are_named() -> None:
    assert len(NAMED) > 30


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_test_that_is_named_exists(file: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / file).read_text("utf-8")


def test_every_threat_names_a_test() -> None:
    _, threats = TEXT.split("## Threat by threat")
    rows = [line for line in threats.split("\n## ")[0].splitlines() if line.startswith("| ")]
    assert len(rows) > 20
    assert [row for row in rows[1:] if "::test_" not in row] == []


def test_the_tiers_are_named_as_in_results() -> None:
    for layers in (ALL_LAYERS, WITHOUT_NAMESPACES):
        letter, layers_of_it = tier(layers).split(": ")
        assert f"| {letter} | {layers_of_it} |" in TEXT


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", TEXT))
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
