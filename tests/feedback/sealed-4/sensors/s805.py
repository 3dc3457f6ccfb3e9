import numpy as np


# Q1
def drop_missing(readings):
    return [r for r in readings if r != -999]


# Q2
def fill_gaps(readings):
    filled = readings.astype(float)
    filled[readings == -999] = np.mean(drop_missing(readings))
    return filled


# Q3
def daily_mean(table):
    return np.mean(table, axis=0)


# Q4
def outliers(readings, limit):
    m = np.median(readings)
    positions = []
    for i in range(len(readings)):
        if abs(readings[i] - m) > limit:
            positions.append(i)
    return positions


# Q5
per_day = 144
per_week = 1008
