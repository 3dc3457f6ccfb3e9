"""The sentences of a feedback, in both languages; `cures` and `reports.pages` hold their own.

Names in braces are filled in by `feedback`. English: no blame, no exclamation marks. Japanese: です・ます, as a teacher would say it.
"""

from __future__ import annotations

from autograder.records import Outcome, StopReason, Text

# ------------------------------------------------------------------ the frame of a feedback file

POINTS = Text("{points} of {possible} points", "{possible} 点満点中 {points} 点")
NO_POINTS_YET = Text("not graded yet ({possible} points possible)", "未採点 ({possible} 点満点)")
VISIBLE = Text("Check {numbers}", "チェック {numbers}")
HIDDEN = Text("Check {numbers} (hidden)", "チェック {numbers} (非公開)")
SEVERAL_VISIBLE = Text("Checks {numbers}", "チェック {numbers}")
SEVERAL_HIDDEN = Text("Checks {numbers} (hidden)", "チェック {numbers} (非公開)")
LIKELY_CAUSE = Text("Likely cause: {explanation}", "考えられる原因: {explanation}")
CALL = Text("Call", "呼び出し")
EXPECTED = Text("Expected", "期待した値")
GOT = Text("Got", "返ってきた値")
VARIABLE_GOT = Text("Your value", "あなたの値")
ALL_RIGHT = Text("All checks passed.", "すべてのチェックに合格しました。")
GATED = Text(
    "A visible check earns its points only if a hidden check of the same question passes too.",
    "公開のチェックは、同じ問の非公開のチェックに 1 つでも合格すると点になります。",
)

OUTCOMES = {
    Outcome.PASSED: Text("passed", "合格"),
    Outcome.FAILED: Text("failed", "不合格"),
    Outcome.RAISED: Text("stopped by an error", "エラーで中断"),
    Outcome.TIMED_OUT: Text("stopped: out of time", "時間切れ"),
    Outcome.KILLED: Text("stopped", "強制終了"),
    Outcome.SKIPPED: Text("not run", "未実行"),
    Outcome.NOT_GRADED: Text("not graded", "未採点"),
}

# ------------------------------------------------------------------ hidden checks: the outcome only

HIDDEN_CALLS = {
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

# ------------------------------------------------------------------ visible checks: what came instead

DIFFERS_AT = Text(
    "They first differ at index {index}: expected {expected}, got {got}.",
    "最初に違うのは添字 {index} の要素です (期待した値 {expected}、返ってきた値 {got})。",
)
WRONG_SHAPE = Text(
    "The shape is {got}; it should be {expected}.",
    "形が {got} になっています。正しい形は {expected} です。",
)
WRONG_AXIS = Text(
    "The shape is {got}; it should be {expected}. They first differ along axis {axis}.",
    "形が {got} になっています。正しい形は {expected} です。最初に違うのは軸 {axis} の長さです。",
)
COLUMN_FOR_ROW = Text(
    "The shape is {got}, a table with a single column; it should be {expected}, a plain row of numbers. `.ravel()` turns the one into the other.",
    "形が {got} で、1 列だけの表 (2 次元) になっています。正しい形は {expected} で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
)
ROW_TABLE_FOR_ROW = Text(
    "The shape is {got}, a table with a single row; it should be {expected}, a plain row of numbers. `.ravel()` turns the one into the other.",
    "形が {got} で、1 行だけの表 (2 次元) になっています。正しい形は {expected} で、ただの数の並び (1 次元) です。`.ravel()` で 1 次元にできます。",
)
ROW_FOR_COLUMN = Text(
    "The shape is {got}, a plain row of numbers; it should be {expected}, a table with a single column. `.reshape(-1, 1)` turns the one into the other.",
    "形が {got} で、ただの数の並び (1 次元) になっています。正しい形は {expected} で、1 列だけの表 (2 次元) です。`.reshape(-1, 1)` で 1 列の表にできます。",
)
ROW_FOR_ROW_TABLE = Text(
    "The shape is {got}, a plain row of numbers; it should be {expected}, a table with a single row. `.reshape(1, -1)` turns the one into the other.",
    "形が {got} で、ただの数の並び (1 次元) になっています。正しい形は {expected} で、1 行だけの表 (2 次元) です。`.reshape(1, -1)` で 1 行の表にできます。",
)
TURNED_SHAPE = Text(
    "The shape is {got}; it should be {expected}. Are rows and columns exchanged?",
    "形が {got} になっています。正しい形は {expected} です。行と列が入れかわっていないか確かめてください。",
)
WRAPPED = Text(
    "What differs is off by multiples of 256: after 255, `uint8` begins anew at 0. Convert with `.astype(float)` before you calculate.",
    "違っている数は、ちょうど 256 の倍数だけずれています。`uint8` 型では 255 の次が 0 に戻るためです。計算の前に `.astype(float)` で変換してください。",
)
CALL_IN_PART = Text(
    "The call is too long to be shown in full, so it cannot be pasted as it stands.",
    "呼び出しは長いため一部を省いて示しています。そのまま貼り付けても動きません。",
)
ARRAYS_IN_PART = Text(
    "Of the arrays, the part around the first difference is shown.",
    "配列は、最初に違う所の前後だけを示しています。",
)
SCALAR_FOR_ARRAY = Text(
    "One number came back; the answer has the shape {expected}.",
    "数が 1 個だけ返ってきました。答えの形は {expected} です。",
)
ARRAY_FOR_SCALAR = Text(
    "Numbers of the shape {got} came back; the answer is one number.",
    "形が {got} の数の並びが返ってきました。答えは 1 個の数です。",
)
WRONG_KIND = Text(
    "A value of type {got} came back; {expected} is asked for.",
    "{got} 型の値が返ってきました。求められているのは、{expected}です。",
)
WRONG_VARIABLE_KIND = Text(
    "`{name}` is of type {got}; {expected} is asked for.",
    "`{name}` は {got} 型です。求められているのは、{expected}です。",
)
ALIEN_INSIDE = Text(
    "The {got} that came back contains {alien}; {expected} is asked for.",
    "返ってきた {got} の中に、{alien} が入っています。求められているのは、{expected}です。",
)
ALIEN_INSIDE_VARIABLE = Text(
    "`{name}` contains {alien}; {expected} is asked for.",
    "`{name}` の中に、{alien} が入っています。求められているのは、{expected}です。",
)
TEXT_INSIDE = Text("text (str)", "文字列 (str)")
NONE_INSIDE = Text("None", "None")
KIND_INSIDE = Text("a value of type {kind}", "{kind} 型の値")
UNEVEN = Text(
    "The parts of the {got} that came back have different shapes: {shapes}. They should fit into one array.",
    "返ってきた {got} の中身の形がそろっていません: {shapes}。1 つの配列になるように、形をそろえてください。",
)
UNEVEN_VARIABLE = Text(
    "The parts of `{name}` have different shapes: {shapes}. They should fit into one array.",
    "`{name}` の中身の形がそろっていません: {shapes}。1 つの配列になるように、形をそろえてください。",
)
MAKE_A_LIST = Text(
    "`list(…)` makes a list of its elements.",
    "`list(…)` で、その要素をリストにできます。",
)
NAN = Text(
    "At index {index} the answer is NaN, which is not a number; look for 0/0 or inf - inf.",
    "添字 {index} の要素が NaN (数ではない値) です。0/0 や inf - inf になる計算がないか確かめてください。",
)
NOT_FINITE = Text(
    "`{name}` is {got}; an ordinary number is asked for.",
    "`{name}` が {got} になっています。求められているのはふつうの数です。",
)
NAN_SCALAR = Text(
    "The answer is NaN, which is not a number; look for 0/0 or inf - inf.",
    "答えが NaN (数ではない値) です。0/0 や inf - inf になる計算がないか確かめてください。",
)
RETURNED_NOTHING = Text(
    "`{name}` returned nothing (None). Does every path through it end in `return`?",
    "`{name}` は値を返していません (None)。`return` で答えを返しているか確かめてください。",
)
VARIABLE_IS_NONE = Text(
    "`{name}` is None; give it a value.",
    "`{name}` の値が None です。値を代入してください。",
)
UNFILLED = Text(
    "`{name}` still holds the `...` of the handout; put your answer there.",
    "`{name}` がまだ配布時の `...` のままです。答えを書いてください。",
)
WRONG_VALUE = Text("The value is not the expected one.", "期待した値と違います。")
WRONG_KEY = Text(
    "The entry {expected} is missing or not right.",
    "{expected} の項目がないか、正しくありません。",
)
WRONG_LENGTH = Text(
    "There are {got} entries; there should be {expected}.",
    "項目が {got} 個あります。正しくは {expected} 個です。",
)


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

FORMS = {
    "number": Text("a number", "数"),
    "numbers": Text("a list or an array of numbers", "数のリストか配列"),
    "pair": Text("a pair of two numbers", "2 つの数の組"),
    "list": Text("a list of numbers, without lists in it,", "入れ子でない数のリスト"),
    "text": Text("text", "文字列"),
    "dictionary": Text("a dictionary", "辞書"),
    "model": Text("a Keras model", "Keras のモデル"),
}

# ------------------------------------------------------------------ no value came back

UNDEFINED = Text(
    "There is no `{name}`. Is it spelled so, and is the cell that defines it without errors?",
    "`{name}` が見つかりません。名前のつづりは正しいか、定義しているセルにエラーがないか、確かめてください。",
)
UNDEFINED_NEAR = Text(
    "There is no `{name}`. You defined `{near}`; `{name}` is asked for.",
    "`{name}` が見つかりません。`{near}` という名前で定義されています。`{name}` に直してください。",
)
UNDEFINED_NOT_REACHED = Text(
    "There is no `{name}`: cell {cell}, which defines it, did not run that far. See to that cell first.",
    "`{name}` が見つかりません。定義しているセル {cell} が、そこまで実行されずに止まっています。先にそのセルを直してください。",
)
NAME_NOT_REACHED = Text(
    "`{name}` gets its value in cell {cell}, which did not run to its end. See to that cell first.",
    "`{name}` に値を入れるセル {cell} が、途中で止まっています。先にそのセルを直してください。",
)
NAME_LATER = Text(
    "`{name}` is defined in cell {cell}, which comes later. The cells are run from top to bottom.",
    "`{name}` は、後にあるセル {cell} で定義されています。セルは上から順に実行されます。",
)
NAME_NEAR = Text(
    "There is a similar name, `{near}`. Is it the one that is meant?",
    "似た名前の `{near}` があります。つづりを確かめてください。",
)
NAME_NOWHERE = Text(
    "No cell defines `{name}`. A cell that you have deleted or changed may still have its effect in your notebook: restart the kernel and run all cells from the top.",
    "`{name}` を定義しているセルがありません。消したり書き直したりしたセルの変数が、手元では残っていることがあります。カーネルを再起動して、すべてのセルを上から実行してみてください。",
)
NOT_CALLABLE = Text(
    "`{name}` is not a function: the name was given another value.",
    "`{name}` が関数ではありません。同じ名前に別の値を代入していないか確かめてください。",
)
RAISED = Text(
    "The code stops with {type}: {message}",
    "実行中に {type} が起きました: {message}",
)
AT_LINE = Text("cell {cell}, line {line}", "セル {cell} の {line} 行目")
IN_MODULE = Text("{file}, line {line}", "{file} の {line} 行目")
MODULE_RAISED = Text(
    "A statement of {file} stops with {type}: {message}",
    "{file} の文の実行中に {type} が起きました: {message}",
)
UNSENDABLE = Text(
    "The answer is too large to look at ({reason}).",
    "返ってきた値が大きすぎて調べられません ({reason})。",
)
NOT_ASKED = Text(
    "Not run, because the program was stopped earlier in this question.",
    "この問の途中でプログラムを止めたため、実行していません。",
)

STOPPED: dict[StopReason, Text] = {
    "cpu": Text(
        "Stopped after {detail} s in {name}. Is there a loop that never ends?",
        "{name} の実行が {detail} 秒たっても終わらないので止めました。終わらない繰り返しがないか確かめてください。",
    ),
    "wall": Text(
        "Stopped at {name} after waiting {detail} s. Does anything sleep, or wait for input?",
        "{detail} 秒待っても終わらないので、{name} のところで止めました。`sleep` や入力待ちがないか確かめてください。",
    ),
    "total": Text(
        "Not run: by then the submission had used all of its {detail} s. Look for slow cells.",
        "提出物全体で使える {detail} 秒をここまでに使い切ったため、実行していません。時間のかかるセルがないか確かめてください。",
    ),
    "memory": Text(
        "Stopped because {name} used more than {detail} of memory.",
        "{name} がメモリを {detail} より多く使ったので止めました。",
    ),
    "output": Text(
        "Stopped because {name} printed more than {detail}.",
        "{name} が {detail} より多く表示したので止めました。",
    ),
    "threads": Text(
        "Stopped because {name} started more than {detail} threads.",
        "{name} が {detail} 個より多くスレッドを作ったので止めました。",
    ),
    "files": Text(
        "Stopped because {name} wrote more than {detail}, or more than 10,000 files, to disk.",
        "{name} がディスクに {detail} より多く、または 10,000 個より多くのファイルを書き込んだので止めました。",
    ),
    "crash": Text(
        "Python itself crashed in {name} ({detail}). The cause may be a library rather than this code.",
        "{name} の実行中に Python 自体が異常終了しました ({detail})。このコードではなく、ライブラリが原因のこともあります。",
    ),
    "exit": Text(
        "{name} ended the whole program; take out the call that exits.",
        "{name} がプログラム全体を終了させました。終了させる呼び出しを取り除いてください。",
    ),
    "wire": Text(
        "{name} disturbed the grader's connection to your program.",
        "{name} が採点プログラムとの通信を乱しました。",
    ),
}

# ------------------------------------------------------------------ cells and submissions

CELL_RAISED = Text(
    "Cell {cell} stops with {type}: {message}",
    "セル {cell} の実行中に {type} が起きました: {message}",
)
CELL_SYNTAX = Text(
    "Python runs nothing of a cell in which it cannot read a line. The work is graded with Python {python}.",
    "文法に合わない行が 1 つでもあると、そのセルは全体が実行されません。採点に使う Python は {python} です。",
)
CELL_NO_MODULE = Text(
    "A module named above is not installed where the work is graded. Put its import into a cell of its own (in a .py file, between lines `# %%`) or take it out: what comes after it in the cell was not run.",
    "採点する環境には、上のモジュールが入っていません。import だけを別のセルに分ける (.py なら `# %%` の行で区切る) か、取り除いてください。同じセルのそれより後の部分は実行されていません。",
)
CELL_INPUT = Text(
    "Nobody types while the work is graded, so `input()` gets no answer. Put a value in its place: what comes after it in the cell was not run.",
    "採点中は誰も入力しないので、`input()` は値を返しません。代わりに値を書いてください。同じセルのそれより後の部分は実行されていません。",
)
CELL_WARNED = Text("Cell {cell} warns: {warning}", "セル {cell} の警告: {warning}")
CELLS_WARNED = Text("Warnings in cells", "セルで出た警告")
CELLS_RAISED = Text("Errors in cells", "セルで起きたエラー")
FAULT = Text(
    "This could not be graded because of a fault on the grader's side; it costs no points. Your teacher has been told.",
    "採点側の不具合で採点できませんでした。減点にはなりません。担当の先生には通知されています。",
)
PROBLEM = Text(
    "This submission could not be graded: {reason}.", "この提出物は採点できませんでした: {reason}。"
)
