"""Errors of TensorFlow and Keras."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import _

KERAS = (
    Hint(
        "ValueError",
        r"Argument\(s\) not recognized: .*'lr'",
        _("Keras 3 no longer accepts `lr=`: write `learning_rate=` instead."),
    ),
    Hint(
        "ValueError",
        r"`target` and `output` must have the same (rank|shape).*target\.shape=\([^,]+,( 1)?\), output\.shape=\([^,]+, [0-9]+\)",
        _(
            "Categorical cross-entropy compares one number per unit, so the labels must be one-hot: `to_categorical(y)` of `keras.utils` makes them so. Or use sparse categorical cross-entropy, which takes class numbers."
        ),
    ),
    Hint(
        "ValueError",
        r"`output` must have rank \(ndim\) `target\.ndim - 1`",
        _(
            "Sparse categorical cross-entropy takes class numbers: pass `y` as it is, or use categorical cross-entropy, which takes one-hot labels."
        ),
    ),
    Hint(
        "ValueError",
        r"Data cardinality is ambiguous",
        _(
            "There must be as many labels as inputs: compare the first number of `x.shape` with that of `y.shape`."
        ),
    ),
    Hint(
        "ValueError",
        r"Unrecognized data type: .*<class 'list'>",
        _("Keras takes arrays, not lists: wrap the list in `np.array(…)`."),
    ),
    Hint(
        "ValueError",
        r"Expected shape \(None, .* incompatible shape \([0-9]+,\)",
        _(
            "Keras takes a table of examples, one per row; a single example is a table with one row, such as `np.array([[0, 1]])`."
        ),
    ),
    Hint(
        "ValueError",
        r"expected axis -1 of input shape to have value (?P<asked>[0-9]+), but received input with shape \([^)]*?(?P<given>[0-9]+)\)",
        _(
            "The layer was made for {asked} numbers per example but is given {given}: compare the shape of the input layer with `x.shape`."
        ),
    ),
    Hint(
        "ValueError",
        r"You must call `compile\(\)` before",
        _("Call `compile` with a loss and an optimizer before `fit`."),
    ),
    Hint(
        "AttributeError",
        r"object has no attribute 'predict_classes'",
        _(
            "Newer versions of Keras have no `predict_classes`: write `np.argmax(m.predict(x), axis=1)` instead."
        ),
    ),
    Hint(
        "KeyError",
        r"^'(?P<name>acc|val_acc)'$",
        _("The history calls it `accuracy` and `val_accuracy`, not {name}."),
    ),
    Hint(
        "ValueError",
        r"`target` and `output` must have the same shape.*target\.shape=\([^,]+, (?P<labels>[0-9]+)\), output\.shape=\([^,]+, (?P<units>[0-9]+)\)",
        _(
            "Each label is a row of {labels} numbers, but the last layer of the model has {units} units. Both must be the number of classes."
        ),
    ),
    Hint(
        "ValueError",
        r"received kernel of shape \([0-9]+, [0-9]+, [0-9]+\) and input of shape \(None, [0-9]+, [0-9]+, [0-9]+\)",
        _("`Conv1D` is for sequences. Images have rows and columns: `Conv2D`."),
    ),
    Hint(
        "ValueError",
        r"expected min_ndim=4, found ndim=(?P<found>[0-9])",
        _(
            "A convolution over images takes them as rows, columns and channels, so the shape of an input has three numbers, such as `(28, 28, 1)`."
        ),
    ),
    Hint(
        "TypeError",
        r"\.(?P<name>\w{1,60})\(\) takes 1 positional argument but 2 were given",
        _(
            "{name} takes nothing in its parentheses. If {index} is meant as an index, it comes in square brackets behind the call."
        ),
        line=r"\.\w+\((?P<index>[0-9]+)\)",
    ),
    Hint(
        "AttributeError",
        r"^module 'tensorflow' has no attribute '(Session|placeholder|global_variables_initializer|get_variable)'",
        _(
            "This is how TensorFlow 1 was used. Version 2 calculates at once, without sessions: the `keras` of today needs none of it."
        ),
    ),
)
