import numpy as np


def drop_missing(readings):
    return readings[readings != -999]


def fill_gaps(readings):
    mean = np.mean(readings[readings != -999])
    return np.where(readings == -999, mean, readings)


def daily_mean(table):
    means = []
    for row in table:
        for value in row:
            mean = sum(row) / len(row)
            means.append(mean)
    return means


def outliers(readings, limit):
    median = np.median(readings)
    return [i for i, r in enumerate(readings) if abs(r - median) > limit]


per_day = 6 * 24
per_week = 7 * per_day
