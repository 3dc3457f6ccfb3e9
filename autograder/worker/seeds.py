"""Worker: Random numbers that come out the same each time a submission is asked."""

from __future__ import annotations

import sys
from _random import Random  # what `random.Random` is made of, which is seeded twice to begin with
from random import seed as seed_python

import numpy as np
from numpy.random import bit_generator, seed as seed_numpy


def seed_all(seed: int) -> None:
    """Make `random`, numpy (unseeded generators too) and an imported Keras start anew.

    Every unseeded generator of numpy draws its seed through `randbits` of this module of numpy's;
    two of them in one call still differ from each other.
    """
    seed_python(seed)
    seed_numpy(seed)
    bit_generator.randbits = Random(seed).getrandbits  # type: ignore[attr-defined]
    if "keras" in sys.modules:
        _seed_keras(seed)


def _seed_keras(seed: int) -> None:
    try:
        sys.modules["keras"].utils.set_random_seed(seed)
    except Exception:  # student code has put something else in its place
        np.random.seed(seed)
