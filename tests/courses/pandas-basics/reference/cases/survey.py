import numpy as np
import pandas as pd
from autograder.authoring import Violation


def example():
    return [(pd.read_csv("heights.csv", parse_dates=["born"]),)]


def files():
    return [("heights.csv",), ("weights.csv",)]


def tables():
    random = np.random.default_rng(0)
    return [(_table(random, rows),) for rows in (3, 8, 40)]


def _table(random, rows):
    heights = random.normal(1.7, 0.1, rows).round(2)
    heights[random.random(rows) < 0.3] = np.nan
    heights[0] = 1.8
    table = pd.DataFrame(
        {
            "name": random.choice(["Ann", "Bo", None], rows),
            "born": pd.Timestamp("2004-01-01") + pd.to_timedelta(random.integers(0, 900, rows), "D"),
            "city": random.choice(["Kyoto", "Osaka", "Nara"], rows),
            "height": heights,
        }
    )
    return pd.concat([table, table.head(2)], ignore_index=True)


def has_cities_as_index(ask):
    (table,) = example()[0]
    first = ask("means", table)
    if not isinstance(first, pd.Series) or first.index.name != "city":
        return Violation(en="The means are not a series with the cities as its index.")


def is_in_table(people, tallest):
    if tallest != people.loc[people["height"].idxmax(), "name"]:
        return Violation(en="The name is not that of the tallest person in `people`.")
