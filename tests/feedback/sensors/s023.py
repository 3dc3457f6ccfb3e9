import numpy as np


def drop_missing(readings):
    return readings[readings != -999]


def fill_gaps(readings):
    result = np.array(readings, dtype=float)
    missing = result == -999
    result[missing] = result[~missing].mean()
    return result


def daily_mean(table):
    return np.sum(table, axis=1)


def outliers(readings, limit):
    distance = np.abs(readings - np.median(readings))
    return np.where(distance > limit)[0]


per_day = 144
per_week = 1008
