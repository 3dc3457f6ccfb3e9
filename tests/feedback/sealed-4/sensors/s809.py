import numpy as np


def drop_missing(readings):
    return [r for r in readings if r != -999]


def fill_gaps(readings):
    there = [r for r in readings if r != -999]
    mean = sum(there) / len(there)
    result = []
    for r in readings:
        if r == -999:
            result.append(mean)
        else:
            result.append(r)
    return result


def daily_mean(table):
    return np.mean(table, axis=1)


def outliers(readings, limit):
    med = np.median(readings)
    return [i for i, r in enumerate(readings) if r > med + limit or r < med - limit]


per_day = 24 * 10
per_week = 24 * 10 * 7
