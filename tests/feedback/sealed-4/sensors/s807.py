import numpy as np


def drop_missing(readings):
    return readings[readings != -999]


def fill_gaps(readings):
    filled = readings.astype(float)
    filled[readings == -999] = np.mean(drop_missing(readings))
    return filled


def daily_mean(table):
    means = []
    for day in table:
        means.append(sum(day) / len(day))
    return means


def outliers(readings, limit):
    med = np.median(readings)
    result = []
    for i in range(len(readings)):
        if readings[i] - med > limit:
            result.append(i)
    return result


per_day = 144
per_week = 1008
