import numpy as np


def drop_missing(readings):
    return readings[readings != -999]


def fill_gaps(readings):
    good = [r for r in readings if r != -999]
    mean = sum(good) / len(good)
    result = []
    for r in readings:
        if r == -999:
            result.append(mean)
    return result


def daily_mean(table):
    return np.mean(table, axis=1)


def outliers(readings, limit):
    median = np.median(readings)
    return [i for i, r in enumerate(readings) if abs(r - median) > limit]


per_day = 6 * 24
per_week = 7 * per_day
