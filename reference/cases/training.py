"""Inputs for the network of `keras-training`; no answers in here."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def patterns() -> NDArray[Any]:
    """Return all patterns of four pixels, `(16, 4)`, from 0000 to 1111 in counting order."""
    return np.array([[n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1] for n in range(16)])
