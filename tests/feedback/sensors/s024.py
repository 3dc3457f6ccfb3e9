# %%
import numpy as np

MISSING = -999

# %% 1
def drop_missing(readings):
    return np.array([r for r in readings if r != MISSING])

# %% 2
def fill_gaps(readings):
    total = 0
    count = 0
    for r in readings:
        if r != MISSING:
            total += r
            count += 1
    mean = total / count
    return [mean if r == MISSING else r for r in readings]

# %% 3
def daily_mean(table):
    days, times = table.shape
    means = np.zeros(days)
    for d in range(days):
        for t in range(times):
            means[d] = table[d, t]
    return means / times

# %% 4
def outliers(readings, limit):
    ordered = sorted(readings)
    n = len(ordered)
    if n % 2 == 1:
        median = ordered[n // 2]
    else:
        median = (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    return [i for i, r in enumerate(readings) if r < median - limit or r > median + limit]

# %% 5
minutes = 24 * 60
per_day = minutes / 10
per_week = 7 * per_day
