import numpy as np


def drop_missing(readings):
    result = []
    for r in readings:
        if r != -999:
            result.append(r)
    return result


def fill_gaps(readings):
    mean = readings.mean()
    return np.where(readings == -999, mean, readings)


def daily_mean(table):
    return np.array([row.mean() for row in table])


def outliers(readings, limit):
    d = abs(readings - np.median(readings))
    return np.where(d > limit)[0]


per_day = 6 * 24  # every ten minutes = 6 per hour
per_week = 7 * per_day
