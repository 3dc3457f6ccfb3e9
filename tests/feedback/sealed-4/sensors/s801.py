import numpy as np


def drop_missing(readings):
    result = list(readings)
    for r in result:
        if r == -999:
            result.remove(r)
    return result


def fill_gaps(readings):
    mean = np.mean(readings[readings != -999])
    return np.where(readings == -999, mean, readings)


def daily_mean(table):
    return np.mean(table, axis=1)


def outliers(readings, limit):
    d = abs(readings - np.median(readings))
    return np.where(d > limit)[0]


per_day = 24 * 60 // 10
per_week = per_day * 7
