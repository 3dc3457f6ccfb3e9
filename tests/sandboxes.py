"""Sandboxes of another make than the machine's best: a tier, some layers, another template."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.sandbox.jail.layers import ALL_LAYERS, NAMESPACES
from autograder.sandbox.launch import ENTRY, Template

WITHOUT_NAMESPACES = ALL_LAYERS - {NAMESPACES}
TIERS = {"A": ALL_LAYERS, "B": WITHOUT_NAMESPACES}


def sandbox_with(
    layers: frozenset[str] = ALL_LAYERS,
    entry: str = ENTRY,
    imports: Sequence[str] = ("numpy",),
    *,
    ahead: bool = False,
) -> Sandbox:
    """Return a sandbox whose template is not the usual one."""

    class Unusual(Sandbox):
        def _new_template(self) -> Template:
            return Template(self._imports, layers, entry)

    return Unusual(imports, ahead=ahead)


def sandbox_of(
    layers: frozenset[str], imports: Sequence[str] = ("numpy",), *, ahead: bool = False
) -> Sandbox:
    """Return a sandbox of exactly these layers, or skip the test where they cannot be had."""
    sandbox = sandbox_with(layers, imports=imports, ahead=ahead)
    if NAMESPACES in layers and sandbox.namespaces_error:
        sandbox.close()
        pytest.skip(f"no namespaces can be made here: {sandbox.namespaces_error}")
    return sandbox
