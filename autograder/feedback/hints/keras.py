"""Errors of TensorFlow and Keras."""

from autograder.feedback.hints.known import Cure
from autograder.records import Text

KERAS = (
    Cure(
        "ValueError",
        r"Argument\(s\) not recognized: .*'lr'",
        Text(
            "Keras 3 no longer knows `lr=`: write `learning_rate=` instead.",
            "Keras 3 では `lr=` が使えなくなりました。かわりに `learning_rate=` と書いてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"`target` and `output` must have the same (rank|shape).*target\.shape=\([^,]+,( 1)?\), output\.shape=\([^,]+, [0-9]+\)",
        Text(
            "Categorical cross-entropy compares one number a unit, so the labels must be one-hot: pass `tf.keras.utils.to_categorical(y)`, or take sparse categorical cross-entropy, which wants class numbers.",
            "categorical cross-entropy はユニットごとに比べるので、正解は one-hot 形式で渡します。`tf.keras.utils.to_categorical(y)` を渡すか、クラス番号のまま使える sparse categorical cross-entropy に変えてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"`output` must have rank \(ndim\) `target\.ndim - 1`",
        Text(
            "Sparse categorical cross-entropy wants class numbers: pass `y` as it is, or take categorical cross-entropy, which wants one-hot labels.",
            "sparse categorical cross-entropy にはクラス番号を渡します。`y` をそのまま渡すか、one-hot 形式で使う categorical cross-entropy に変えてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"Data cardinality is ambiguous",
        Text(
            "There must be as many labels as inputs: look at the first number of `x.shape` and of `y.shape`.",
            "入力と正解は同じ個数でなければなりません。`x.shape` と `y.shape` の最初の数を比べてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"Unrecognized data type: .*<class 'list'>",
        Text(
            "Keras takes arrays, not lists: wrap the list in `np.array(…)`.",
            "Keras にはリストではなく配列を渡します。`np.array(…)` で配列にしてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"Expected shape \(None, .* incompatible shape \([0-9]+,\)",
        Text(
            "Keras takes a table of examples, one a row; a single example is a table of one row, such as `np.array([[0, 1]])`.",
            "Keras には、1 行が 1 件のデータである表を渡します。1 件だけのときも `np.array([[0, 1]])` のように 1 行の表にしてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"expected axis -1 of input shape to have value (?P<asked>[0-9]+), but received input with shape \([^)]*?(?P<given>[0-9]+)\)",
        Text(
            "The layer was made for {asked} numbers an example and is given {given}: compare the shape of the input layer with `x.shape`.",
            "この層は 1 件あたり {asked} 個の数を受け取るように作られていますが、{given} 個が渡されています。入力層の形と `x.shape` を比べてください。",
        ),
    ),
    Cure(
        "ValueError",
        r"You must call `compile\(\)` before",
        Text(
            "Call `compile` with a loss and an optimizer before `fit`.",
            "`fit` の前に `compile` で損失関数とオプティマイザを指定してください。",
        ),
    ),
    Cure(
        "AttributeError",
        r"object has no attribute 'predict_classes'",
        Text(
            "Newer versions of Keras have no `predict_classes`: write `np.argmax(m.predict(x), axis=1)` instead.",
            "新しい Keras に `predict_classes` はありません。かわりに `np.argmax(m.predict(x), axis=1)` と書いてください。",
        ),
    ),
    Cure(
        "KeyError",
        r"^'(?P<name>acc|val_acc)'$",
        Text(
            "The history calls it `accuracy` and `val_accuracy`, not `{name}`.",
            "学習の記録での名前は `{name}` ではなく、`accuracy`、`val_accuracy` です。",
        ),
    ),
)
