"""Known mistakes in the numbers of the assignment `keras-training`.

What went wrong with a model or its training is told by the checks themselves.
"""

# Students do not annotate.
# mypy: allow-untyped-defs, no-check-untyped-defs

from autograder.authoring import mistake


@mistake(
    "parameters",
    en="Your numbers count the weights only. Each unit also has a bias, which is a parameter "
    "too. Look at how many numbers a single unit keeps.",
    ja="重みだけを数えたときの値と一致しています。"
    "ユニットは 1 個ずつバイアスを持っていて、バイアスもパラメータです。"
    "ユニット 1 個が持つ数を見直してください。",
)
def parameters_without_biases():
    return {"layer_params": [256, 192], "total_params": 448, "connections": 192}


@mistake(
    "parameters",
    en="Your number of connections counts the biases along. A connection leads from one unit to "
    "another; a bias belongs to a single unit.",
    ja="結合の数に、バイアスの数が入っています。"
    "結合はユニットとユニットを結ぶものです。バイアスは 1 個のユニットに属しています。",
)
def parameters_biases_are_connections():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 195}


@mistake(
    "parameters",
    en="Your number of connections counts those that come from the inputs along. The question "
    "is about those between the units of the two layers.",
    ja="結合の数に、入力と 1 層目の間の結合が入っています。"
    "問われているのは、1 層目のユニットと 2 層目のユニットを結ぶ結合の数です。",
)
def parameters_connections_of_inputs_too():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 448}


@mistake(
    "parameters",
    en="Your number of connections adds the units of the two layers. In a fully connected "
    "network every unit of one layer is connected with every unit of the next.",
    ja="結合の数が、2 つの層のユニット数を足した値と一致しています。"
    "全結合では、1 層目のユニットのそれぞれが、2 層目のすべてのユニットと結ばれます。",
)
def parameters_units_added():
    return {"layer_params": [320, 195], "total_params": 515, "connections": 67}


@mistake(
    "parameters",
    en="Your numbers count units. A parameter is a number that training adjusts: each unit has "
    "several, a weight for each of its inputs and a bias.",
    ja="ユニットの個数を数えたときの値と一致しています。"
    "パラメータは学習で調整される数です。ユニット 1 個が、入力ごとの重みとバイアスを持っています。",
)
def parameters_units_counted():
    return {"layer_params": [64, 3], "total_params": 67, "connections": 192}


@mistake(
    "parameters",
    en="The order of your two numbers is that of the layers from output to input. The first "
    "number belongs to the layer that the inputs reach first.",
    ja="2 個の数の順序が逆で、出力側の層から並んでいます。"
    "最初の数は、入力が最初に届く層のものです。",
)
def parameters_layers_swapped():
    return {"layer_params": [195, 320], "total_params": 515, "connections": 192}
