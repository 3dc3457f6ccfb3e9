import matplotlib.pyplot as plt
import pandas as pd


def load(path):
    table = pd.read_csv(path)
    table["born"] = pd.to_datetime(table["born"])
    return table


def clean(table):
    return table[~table.duplicated() & table["height"].notna()]


def means(table):
    cities = table["city"].unique()
    values = [table.loc[table["city"] == city, "height"].mean() for city in cities]
    return pd.Series(values, index=pd.Index(cities, name="city"), name="height")


people = clean(load("heights.csv"))
tallest = people.sort_values("height")["name"].iloc[-1]

figure, axes = plt.subplots()
by_city = people.groupby("city").height.mean()
axes.bar(by_city.index, by_city)
axes.set(title="Heights, city by city", ylabel="Mean height")
plt.show()
