from autograder.authoring import mistake, recognised

FOLLOWS = {"fit": ("predict",)}


@recognised(
    "fit",
    code='clf = LogisticRegression(max_iter=1000).fit(flowers[["sepal_length", "sepal_width"]], flowers["species"])',
    en="`clf` knows sepals only. Give `fit` all four measurements: species differ most in their petals.",
)
def fit_sepals_only(clf):
    return clf.features == 2


@recognised(
    "fit",
    code='clf = LogisticRegression(max_iter=1000).fit(flowers[MEASURED][:60], flowers["species"][:60])',
    en="`clf` has never seen a virginica: the file is sorted by species, so its beginning lacks the last.",
)
def fit_the_beginning(clf):
    return clf.predictions is not None and set(clf.predictions) == {"setosa", "versicolor"}


@recognised(
    "scale",
    code="""
scaled = KNeighborsClassifier(n_neighbors=7)
scaled.fit(flowers[MEASURED], flowers["species"])
""",
    en="`scaled` asks the neighbors without scaling first: make a pipeline of both.",
)
def scale_left_out(scaled):
    return scaled.kind == "KNeighborsClassifier"


@mistake("predict", en="These are numbers of species, not their names.")
def predict_numbers(table):
    return [sum(length > bound for bound in (2.5, 4.9)) for length in table["petal_length"]]


@mistake("score", en="This is the share of wrong predictions.")
def score_of_errors(predicted, right):
    return sum(p != r for p, r in zip(predicted, right)) / len(right)


@mistake("score", en="This counts the right predictions; the score is their share.")
def score_counts(predicted, right):
    return sum(p == r for p, r in zip(predicted, right))


@recognised(
    "line",
    code='line = LinearRegression().fit(flowers[["petal_width"]], flowers["petal_length"])',
    en="`line` tells the length from the width: exchange them.",
)
def line_exchanged(line):
    return line.predictions is not None and max(line.predictions) > 10
