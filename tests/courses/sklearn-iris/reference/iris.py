from pathlib import Path

import numpy as np
import pandas as pd

MEASURED = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


def flowers():
    table = held_out()
    return table[MEASURED], table["species"]


def petals():
    table = held_out()
    return table[["petal_length"]], table["petal_width"]


def held_out():
    return pd.read_csv(Path(__file__).with_name("held_out.csv"))


def species(table):
    """Return what any good classifier says of flowers that are clear."""
    kinds = np.array(["setosa", "versicolor", "virginica"])
    return kinds[np.searchsorted([2.5, 4.9], table["petal_length"])]


def accuracy(predicted, right):
    return float(np.mean(np.array(predicted) == np.array(right)))


def points():
    table = pd.read_csv("iris.csv")
    return table[["petal_length", "petal_width"]].to_numpy()
