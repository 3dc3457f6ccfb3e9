"""Inputs for the assignment cleaning."""

import numpy as np


def series():
    """Readings with gaps in the middle, at both ends, beside each other, and without any."""
    random = np.random.default_rng(11)
    cases = [
        (np.array([21.5]),),
        (np.array([-999, 4.0, -999, -999, 8.5]),),
        (np.array([-3.0, 0.0, -1.5, -999]),),
        (np.array([10, -999, 13]),),
        (np.array([5.0, 6.0, 7.0]),),
    ]
    for size in (8, 30, 200):
        readings = random.normal(15, 6, size).round(1)
        readings[random.random(size) < 0.2] = -999
        readings[1] = 12.5
        cases.append((readings,))
    return cases


def tables():
    """Square and oblong tables, one day, one time of the day."""
    random = np.random.default_rng(12)
    shapes = [(2, 3), (3, 3), (1, 6), (5, 1), (7, 24)]
    return [(random.normal(15, 6, shape).round(1),) for shape in shapes]


def readings_with_outliers():
    """None, one and several; on the limit; below and above; mean and median far apart."""
    random = np.random.default_rng(13)
    long = random.normal(15, 1, 60).round(2)
    long[[7, 31, 59]] = [40, -20, 22]
    return [
        (np.array([10.0, 11.0, 12.0]), 5),
        (np.array([10.0, 15.0, 10.0, 16.0, 4.0]), 5),
        (np.array([90.0, 10.0, 11.0, 10.5, 80.0]), 3.5),
        (np.array([-50.0, 1.0, 2.0, 3.0]), 10),
        (np.array([1, 2, 3, 4, 100]), 1),
        (long, 4.5),
    ]
