# %% [markdown] en
# # Iris flowers
# `iris.csv` holds 90 flowers: the length and width of sepals and petals in centimetres, and the species.
# %%
import matplotlib.pyplot as plt
import pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MEASURED = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
flowers = pd.read_csv("iris.csv")
# %% [markdown] en
# ## Fit a classifier
# `clf` is a logistic regression with `max_iter=1000`, fitted to the four measurements and the species of all
# flowers. It is tried on flowers that are not in the file.
# %%
clf = LogisticRegression(max_iter=1000).fit(flowers[MEASURED], flowers["species"])  # SOLUTION
# %% [markdown] en
# ## Scale first
# `scaled` is a pipeline that scales the measurements and then asks the 7 nearest neighbors.
# %%
# BEGIN SOLUTION
scaled = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=7))
scaled.fit(flowers[MEASURED], flowers["species"])
# END SOLUTION
# %% [markdown] en
# ## Predict
# `species(table)` returns the species that `clf` predicts for each row of a table of measurements.
# %%
def species(table):
    # BEGIN SOLUTION
    return clf.predict(table)
    # END SOLUTION
# %% [markdown] en
# ## Score
# `accuracy(predicted, right)` returns the share of predictions that are right; both are lists of the same length.
# Write it yourself.
# %%
def accuracy(predicted, right):
    # BEGIN SOLUTION
    return sum(p == r for p, r in zip(predicted, right)) / len(right)
    # END SOLUTION
# %% [markdown] en
# ## Fit a line
# `line` is a linear regression that tells the width of a petal from its length, fitted to a table of one column.
# %%
line = LinearRegression().fit(flowers[["petal_length"]], flowers["petal_width"])  # SOLUTION
# %% [markdown] en
# ## Plot
# Draw a point for each flower: petal length to the right, petal width upwards. Name both axes.
# %%
# BEGIN SOLUTION
plt.scatter(flowers["petal_length"], flowers["petal_width"])
plt.xlabel("petal length [cm]")
plt.ylabel("petal width [cm]")
plt.show()
# END SOLUTION
