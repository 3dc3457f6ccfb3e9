import pandas as pd


def load(path):
    return pd.read_csv(path, parse_dates=["born"])


def clean(table):
    return table.dropna(subset=["height"]).drop_duplicates()


def means(table):
    return table.groupby("city")["height"].mean()
