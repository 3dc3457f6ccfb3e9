import numpy as np


def drop_missing(readings):
    return np.delete(readings, -999)


def fill_gaps(readings):
    mean = np.mean(readings[readings != -999])
    return np.where(readings == -999, mean, readings)


def daily_mean(table):
    return np.mean(table, axis=1)


def outliers(readings, limit):
    median = np.median(readings)
    return [i for i, r in enumerate(readings) if abs(r - median) > limit]


per_day = 6 * 24
per_week = 7 * per_day
