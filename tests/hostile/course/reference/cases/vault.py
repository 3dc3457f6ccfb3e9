"""Hidden inputs, properties and judges."""

import numpy as np

from autograder.authoring import Violation

BROKEN = Violation(en="It does not grow.", ja="増えていません。")


def numbers():
    return [(902101731,), (-31337625,), (7,), (0.5,)]


def rows():
    return [(np.array([90210174.0, -1.0, 31337626.0]),), (np.arange(6.0),)]


def points():
    return [(np.array([90210175.0, -4.0, 3.0, -2.0, 5.0, -6.0, 7.0, -8.0, 9.0, -1.0]),)]


def grows(ask):
    return None if float(ask("grow", 1)) == 2 else BROKEN


def grows_anywhere(ask):
    for x in (90210176.0, 2.5):
        answer = ask("grow", x)
        if not answer > x or 1 / answer > 1:
            return BROKEN
    return None


def passes_on(m):
    outputs = m.forward(np.ones((16, 4)))
    return None if outputs.shape == (16, 2) and np.isfinite(outputs).all() else BROKEN


def halves(p):
    return None if np.allclose(1 / np.asarray(p, float), 2) else BROKEN
