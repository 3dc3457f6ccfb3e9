import numpy as np


def drop_missing(readings):
    # -999 でないものだけ残す
    return readings[readings != -999]


def fill_gaps(readings):
    heikin = np.mean(readings)
    return np.where(readings == -999, heikin, readings)


def daily_mean(table):
    return np.mean(table, axis=1)


def outliers(readings, limit):
    chuou = np.median(readings)
    kekka = []
    for i in range(len(readings)):
        if abs(readings[i] - chuou) > limit:
            kekka.append(i)
    return kekka


per_day = 144
per_week = 1008
