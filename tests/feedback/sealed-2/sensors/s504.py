import numpy as np


def drop_missing(readings):
    good = []
    for r in readings:
        if r != "-999":
            good.append(r)
    return good


def fill_gaps(readings):
    mean = np.mean([r for r in readings if r != -999])
    result = []
    for r in readings:
        if r == -999:
            result.append(mean)
        else:
            result.append(r)
    return result


def daily_mean(table):
    means = []
    for row in table:
        means.append(sum(row) / len(row))
    return means


def outliers(readings, limit):
    distance = np.abs(readings - np.median(readings))
    return np.where(distance > limit)[0]


per_hour = 60 // 10
per_day = per_hour * 24
per_week = per_day * 7
