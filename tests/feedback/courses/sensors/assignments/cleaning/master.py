# %% [markdown] en
# # Cleaning sensor data
#
# A thermometer sends a reading every ten minutes. Where a reading is missing, it sends **-999**.
# Readings come as NumPy arrays. Return arrays or lists; do not print them.
# %%
import numpy as np

# %% [markdown] en
# ## Question 1: missing readings (10 points)
#
# Write a function `drop_missing(readings)` that returns the readings without those that are missing,
# in the same order. Example: 20.5, -999, 21.0, -999 gives **20.5, 21.0**.
# %%
def drop_missing(readings):
    # BEGIN SOLUTION
    return readings[readings != -999]
    # END SOLUTION
# %% [markdown] en
# ## Question 2: filling gaps (10 points)
#
# Write a function `fill_gaps(readings)` that puts the **mean of the readings that are there** in the
# place of those that are missing. The result is as long as the input. At least one reading is there.
# Example: 20.0, -999, 23.0 gives **20.0, 21.5, 23.0**.
# %%
def fill_gaps(readings):
    # BEGIN SOLUTION
    mean = drop_missing(readings).mean()
    return np.where(readings == -999, mean, readings)
    # END SOLUTION
# %% [markdown] en
# ## Question 3: the mean of every day (10 points)
#
# A table has one **row for each day** and one column for each time of the day. Write a function
# `daily_mean(table)` that returns the mean of every day, as many numbers as there are rows.
# Nothing is missing in the table. Example: rows 1, 2, 3 and 10, 20, 60 give **2, 30**.
# %%
def daily_mean(table):
    # BEGIN SOLUTION
    return table.mean(axis=1)
    # END SOLUTION
# %% [markdown] en
# ## Question 4: outliers (10 points)
#
# Write a function `outliers(readings, limit)` that returns the **positions**, counted from 0, of all
# readings that are **more than** `limit` away from the **median** of all readings, in ascending order.
# Example: 20.0, 20.5, 35.0, 21.0, 2.0 with limit 5 gives **2, 4** (the median is 20.5).
# %%
def outliers(readings, limit):
    # BEGIN SOLUTION
    distance = np.abs(readings - np.median(readings))
    return np.flatnonzero(distance > limit)
    # END SOLUTION
# %% [markdown] en
# ## Question 5: how many readings (5 points)
#
# The thermometer sends a reading every ten minutes, day and night. How many are that in a day
# (`per_day`) and in a week (`per_week`)? Give two numbers.
# %%
per_day = 6 * 24  # SOLUTION
per_week = 7 * 6 * 24  # SOLUTION
