import pandas as pd
from autograder.authoring import mistake

FOLLOWS = {"clean": ("plot",), "means": ("plot",)}


@mistake("load", en="The dates are still text: say which columns are dates when you read the file.")
def load_as_text(path):
    return pd.read_csv(path)


@mistake("clean", en="Rows that come twice are still there.")
def clean_keeps_duplicates(table):
    return table.dropna(subset=["height"])


@mistake("clean", en="A missing height is not a height of 0: such rows are left out.")
def clean_fills_with_zero(table):
    return table.fillna({"height": 0}).drop_duplicates()


@mistake("means", en="These are sums, not means.")
def means_sums(table):
    return table.groupby("city")["height"].sum()
