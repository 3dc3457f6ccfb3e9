# %% [markdown] en
# # A survey
# `heights.csv` holds names, dates of birth, cities and heights in metres.
# %%
import matplotlib.pyplot as plt
import pandas as pd
# %% [markdown] en
# ## Load a table
# `load(path)` returns the file as a data frame in which `born` is of dates, not of text.
# %%
def load(path):
    # BEGIN SOLUTION
    return pd.read_csv(path, parse_dates=["born"])
    # END SOLUTION
# %% [markdown] en
# ## Clean it
# `clean(table)` returns the rows that have a height, each of them once, in their order.
# %%
def clean(table):
    # BEGIN SOLUTION
    return table.dropna(subset=["height"]).drop_duplicates()
    # END SOLUTION
# %% [markdown] en
# ## Means by group
# `means(table)` returns a series with the mean height of each city. The table stays as it is.
# %%
def means(table):
    # BEGIN SOLUTION
    return table.groupby("city")["height"].mean()
    # END SOLUTION
# %% [markdown] en
# ## The tallest
# `people` is the file, loaded and cleaned; `tallest` is the name of the tallest of them.
# %%
people = clean(load("heights.csv"))  # SOLUTION
tallest = people.loc[people.height.idxmax(), "name"]  # SOLUTION
# %% [markdown] en
# ## Plot the means
# Draw the means of `people` as bars, with a title that names what they stand for.
# %%
# BEGIN SOLUTION
means(people).plot.bar()
plt.title("Mean height by city")
plt.ylabel("height [m]")
plt.show()
# END SOLUTION
