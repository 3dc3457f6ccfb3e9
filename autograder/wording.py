"""The sentences of a feedback, in both languages; `cures` and `reports.pages` hold their own.

Names in braces are filled in by `feedback`. English: no blame, no exclamation marks. Japanese: です・ます, as a teacher would say it.
"""

from __future__ import annotations

from autograder.records import Outcome, Text

# ------------------------------------------------------------------ the frame of a feedback file


# ------------------------------------------------------------------ hidden checks: the outcome only

HIDDEN_CALLS = {
    Outcome.FAILED: Text(
        "With other inputs than the example, some answers are not right.",
        "例とは別の入力で確かめたところ、正しくない答えがありました。",
    ),
    Outcome.RAISED: Text(
        "With other inputs than the example, the code stops with an error.",
        "例とは別の入力で確かめたところ、実行中にエラーが起きました。",
    ),
    Outcome.TIMED_OUT: Text(
        "With other inputs than the example, the code does not finish in time.",
        "例とは別の入力で確かめたところ、制限時間内に終わりませんでした。",
    ),
    Outcome.KILLED: Text(
        "With other inputs than the example, the program had to be stopped.",
        "例とは別の入力で確かめたところ、プログラムを強制終了しました。",
    ),
}
HIDDEN_LOOKS = {
    Outcome.RAISED: Text(
        "While it was looked at, the code stopped with an error.",
        "調べている途中で、エラーが起きました。",
    ),
    Outcome.TIMED_OUT: Text(
        "While it was looked at, the code did not finish in time.",
        "調べている途中で、制限時間を超えました。",
    ),
    Outcome.KILLED: Text(
        "While it was looked at, the program had to be stopped.",
        "調べている途中で、プログラムを強制終了しました。",
    ),
}
HIDDEN_VALUE = Text(
    "The value is not right.",
    "値が正しくありません。",
)
HIDDEN_FORM = Text(
    "The value is not of the kind asked for.",
    "値の種類が、求められているものと違います。",
)
HIDDEN_ANSWER = Text(
    "What `{names}` returns is not right.",
    "`{names}` の返す値が正しくありません。",
)
HIDDEN_ACCURACY = Text(
    "On inputs other than the example, too few of the labels are right for all points.",
    "例とは別の入力で確かめたところ、正しいラベルの割合が、満点に必要なところまで達していません。",
)
HIDDEN_PROPERTY = Text(
    "With other inputs than the example, the function does not do all that it should.",
    "例とは別の入力で確かめたところ、関数が求められている働きをしないことがありました。",
)
HIDDEN_JUDGE = Text(
    "Looked at more closely, something about {names} is not right.",
    "{names} を詳しく調べたところ、正しくないところがありました。",
)
HIDDEN_SOURCE = Text(
    "The code uses something that this question rules out, or does without something that it asks for.",
    "この問で使わないはずのものを使っているか、使うはずのものを使っていません。",
)
HIDDEN_PRINTED = Text(
    "Not all that is asked for is printed.",
    "求められている内容が、すべては表示されていません。",
)
HIDDEN_FIGURE = Text(
    "The plot does not show all that is asked for.",
    "グラフに、求められているものがそろっていません。",
)
HIDDEN_LAYERS = Text(
    "The model is not built as asked for.",
    "モデルの層の構成が、求められているものと違います。",
)
HIDDEN_COMPILED = Text(
    "The model is not compiled as asked for.",
    "モデルのコンパイルの設定が、求められているものと違います。",
)
HIDDEN_MODEL = Text(
    "The model is not built, or not compiled, as asked for.",
    "モデルの層の構成かコンパイルの設定が、求められているものと違います。",
)

# ------------------------------------------------------------------ visible checks: what came instead

MUST_NOT_USE = Text(
    "`{got}` is used; this question is to be solved without it.",
    "`{got}` が使われています。この問は、これを使わずに解いてください。",
)
MUST_USE = Text(
    "`{expected}` is not used; this question is to be solved with it.",
    "`{expected}` が使われていません。この問は、これを使って解いてください。",
)

WRONG_FORM = Text(
    "The answer does not have the form that is asked for; look at the question again.",
    "答えの形が、求められているものと違います。問題文をもう一度確かめてください。",
)
ACCURACY = Text(
    "{got} of the labels are right; all points are for {expected} and more.",
    "正しいラベルは {got} でした。満点には {expected} 以上が必要です。",
)
NOT_PRINTED = Text(
    "The notebook does not print this: {expected}",
    "次の内容が表示されていません: {expected}",
)

NO_FIGURE = Text(
    "Figure {expected} is asked for; {got} were shown.",
    "{expected} 番目の図が必要ですが、表示された図は {got} 個です。",
)
NO_AXES = Text(
    "Figure {got} has no axes number {expected}.",
    "{got} 番目の図に、{expected} 番目のグラフがありません。",
)
NO_TEXT_ON_AXES = Text(
    "The {place} of the plot should contain: {expected}",
    "グラフの{place}に次の文字を入れてください: {expected}",
)
NOT_PLOTTED = Text(
    "The plot does not show the {plotted} asked for.",
    "グラフに、求められている{plotted}が描かれていません。",
)
PLACES = {
    "title": Text("title", "タイトル"),
    "xlabel": Text("label of the x axis", "横軸のラベル"),
    "ylabel": Text("label of the y axis", "縦軸のラベル"),
}
PLOTTED = {
    "line": Text("line", "折れ線"),
    "points": Text("points", "点"),
    "bars": Text("bars", "棒"),
    "image": Text("image", "画像"),
}
# ------------------------------------------------------------------ Keras models

MODEL_INPUT = Text(
    "The model takes inputs of the shape {got}; {expected} is asked for.",
    "モデルの入力の形が {got} です。正しくは {expected} です。",
)
MODEL_LAYERS = Text(
    "The layers of the model are {kinds}; they should be {asked}.",
    "モデルの層の並びが {kinds} です。正しくは {asked} です。",
)
MODEL_EMPTY = Text(
    "There are no layers in the model; they should be {asked}.",
    "モデルに層がありません。正しい層の並びは {asked} です。",
)
MODEL_UNKNOWN_STEP = Text(
    "After layer {number} the model does something that is neither a layer nor an activation function the grader knows.",
    "第 {number} 層のあとに、層でも、採点プログラムの知っている活性化関数でもない計算があります。",
)
LAYER_KIND = Text(
    "Layer {number} is {got}; {expected} is asked for.",
    "第 {number} 層が {got} です。正しくは {expected} です。",
)
LAYER_UNITS = Text(
    "The number of units in layer {number} is {got}; {expected} is asked for.",
    "第 {number} 層のユニットが {got} 個です。正しくは {expected} 個です。",
)
LAYER_FILTERS = Text(
    "The number of filters in layer {number} is {got}; {expected} is asked for.",
    "第 {number} 層のフィルタが {got} 個です。正しくは {expected} 個です。",
)
LAYER_PARAMETERS = Text(
    "The number of parameters in layer {number} is {got}; {expected} is asked for.",
    "第 {number} 層のパラメータが {got} 個です。正しくは {expected} 個です。",
)
LAYER_ACTIVATION = Text(
    "The activation function of layer {number} is {got}; {expected} is asked for.",
    "第 {number} 層の活性化関数が {got} です。正しくは {expected} です。",
)
LAYER_NO_ACTIVATION = Text(
    "Layer {number} has no activation function; {expected} is asked for.",
    "第 {number} 層に活性化関数がありません。正しくは {expected} です。",
)
LAYER_UNKNOWN_ACTIVATION = Text(
    "The activation function of layer {number} is none that the grader knows; {expected} is asked for.",
    "第 {number} 層の活性化関数が、採点プログラムの知らないものです。正しくは {expected} です。",
)
LAYER_SETTING = Text(
    "In layer {number}, `{name}` is {got}; {expected} is asked for.",
    "第 {number} 層の `{name}` が {got} です。正しくは {expected} です。",
)
NOT_COMPILED = Text(
    "The model is not compiled. Is there a `compile`, and does its cell run without errors?",
    "モデルがコンパイルされていません。`compile` を実行しているか、そのセルにエラーがないかを確かめてください。",
)
NO_LOSS = Text(
    "The model is compiled without a loss; {expected} is asked for.",
    "損失関数 (loss) を指定せずにコンパイルされています。正しくは {expected} です。",
)
WRONG_LOSS = Text(
    "The loss is {got}; {expected} is asked for.",
    "損失関数 (loss) が {got} です。正しくは {expected} です。",
)
LOSS_SETTING = Text(
    "`{name}` of the loss is set to {got}; leave it as Keras has it by default.",
    "損失関数 (loss) の `{name}` が {got} に設定されています。Keras の既定のままにしてください。",
)
WRONG_OPTIMIZER = Text(
    "The optimizer is {got}; {expected} is asked for.",
    "オプティマイザが {got} です。正しくは {expected} です。",
)
OPTIMIZER_SETTING = Text(
    "`{name}` of the optimizer is {got}; {expected} is asked for.",
    "オプティマイザの `{name}` が {got} です。正しくは {expected} です。",
)
EXTRA_OPTIMIZER_SETTING = Text(
    "`{name}` of the optimizer is set to {got}; leave it as Keras has it by default.",
    "オプティマイザの `{name}` が {got} に設定されています。Keras の既定のままにしてください。",
)
NO_OPTIMIZER_SETTING = Text(
    "`{name}` of the optimizer is not a fixed value; {expected} is asked for.",
    "オプティマイザの `{name}` が決まった値になっていません。正しくは {expected} です。",
)
CANNOT_COMPUTE = Text(
    "The grader cannot work out what layer {number} ({kind}) computes; use the layers that are asked for.",
    "第 {number} 層 ({kind}) の計算を採点プログラムで再現できません。指定された層を使ってください。",
)


# ------------------------------------------------------------------ no value came back

NOT_ASKED = Text(
    "Not run, because the program was stopped earlier in this question.",
    "この問の途中でプログラムを止めたため、実行していません。",
)


# ------------------------------------------------------------------ cells and submissions
