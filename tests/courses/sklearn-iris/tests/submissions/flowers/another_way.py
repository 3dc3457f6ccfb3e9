import csv

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

with open("iris.csv") as file:
    rows = list(csv.reader(file))[1:]
X = np.array([row[:4] for row in rows], dtype=float)
y = [row[4] for row in rows]

clf = LogisticRegression(max_iter=1000, random_state=3)
clf.fit(X, y)

steps = [("first", StandardScaler()), ("then", KNeighborsClassifier(7))]
scaled = Pipeline(steps)
scaled.fit(X, y)


def species(table):
    return clf.predict(np.asarray(table)).tolist()


def accuracy(predicted, right):
    return accuracy_score(right, predicted)


line = LinearRegression()
line.fit(X[:, 2:3], X[:, 3])

figure, axes = plt.subplots()
axes.scatter(X[:, 2], X[:, 3], c=[["setosa", "versicolor", "virginica"].index(name) for name in y])
axes.set(xlabel="Petal length", ylabel="Petal width", title="Iris")
plt.show()
