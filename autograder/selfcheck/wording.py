"""Every sentence of the self-check, in both languages, but for what is said of a check itself."""

from __future__ import annotations

from autograder.records import Text

# ------------------------------------------------------------------ the folder of the handout

NO_HANDOUT = Text(
    "There is no checks.json in {folder}. Go to the folder of the handout, or name it: {how}",
    "{folder} に checks.json がありません。配布されたフォルダーに移動するか、フォルダーを指定してください: {how}",
)
NOT_OURS = Text(
    "The checks.json in {folder} is not that of a handout. Go to the folder of the handout.",
    "{folder} の checks.json は、課題のものではありません。配布されたフォルダーに移動してください。",
)
DAMAGED = Text(
    "The checks.json in {folder} is damaged. Get it once more from where you got the handout; your own file stays as it is.",
    "{folder} の checks.json が壊れています。配布元からもう一度入手してください。自分のファイルはそのままでかまいません。",
)
NEWER = Text(
    "This handout was made for a newer version of akapen. Update it: pip install --upgrade akapen",
    "この課題は、新しい版の akapen 用に作られています。次のように更新してください: pip install --upgrade akapen",
)
OLDER = Text(
    "This handout was made for akapen 0.1.0. Install that version: pip install akapen==0.1.0",
    "この課題は akapen 0.1.0 用に作られています。次のようにその版を入れてください: pip install akapen==0.1.0",
)
OLD_NUMPY = Text(
    "NumPy {version} is too old; 1.26 or later is needed. Update it: pip install --upgrade numpy",
    "NumPy {version} は古すぎます (1.26 以降が必要)。次のように更新してください: pip install --upgrade numpy",
)
NO_TENSORFLOW = Text(
    "This assignment needs TensorFlow, which is not installed here. Install it: pip install tensorflow",
    "この課題には TensorFlow が必要ですが、インストールされていません。次のようにインストールしてください: pip install tensorflow",
)

# ------------------------------------------------------------------ the file to be checked

BOTH_CHANGED = Text(
    "You have worked in both {files}. Say which of them is to be checked: {how}",
    "{files} の両方が書きかえられています。どちらを確かめるか指定してください: {how}",
)
SEVERAL = Text(
    "{name}.ipynb is not here, and it is not clear which file is yours: {files}. Say which: {how}",
    "{name}.ipynb がありません。どのファイルを確かめるか決められません ({files})。次のように指定してください: {how}",
)
NO_SUBMISSION = Text(
    "There is no {name}.ipynb and no {name}.py in {folder}. If your file is elsewhere, name it: {how}",
    "{folder} に {name}.ipynb も {name}.py もありません。ほかの場所にあるときは、次のように指定してください: {how}",
)
NO_SUCH_FILE = Text(
    "{path} does not exist. Is its name spelled so?",
    "{path} が見つかりません。ファイル名を確かめてください。",
)
UNREADABLE = Text("{file} cannot be read: {reason}.", "{file} を読めません: {reason}。")
UNCHANGED = Text(
    "{file} is still as it was handed out. If you have worked in another file, name it: {how}",
    "{file} は配布されたときのままです。別のファイルで取り組んでいるときは、次のように指定してください: {how}",
)
RENAMED = Text(
    "{name}.ipynb is not here; {file} is checked. Hand it in under the name {name}{suffix}.",
    "{name}.ipynb がないので、{file} を確かめます。提出するときは、ファイル名を {name}{suffix} にしてください。",
)
UNKNOWN_QUESTION = Text(
    "There is no question `{question}`. Did you mean `{near}`?",
    "`{question}` という問はありません。`{near}` ではありませんか。",
)
NO_SUCH_QUESTION = Text(
    "There is no question `{question}`; there are: {questions}",
    "`{question}` という問はありません。問は次のとおりです: {questions}",
)
CANNOT_RUN = Text(
    "Your code could not be run: {reason}.",
    "プログラムを実行できませんでした: {reason}。",
)
ONE_QUESTION = Text(
    "Name one question, or none for all of them: {questions}",
    "問は 1 つだけ指定するか、指定なし (すべて) にしてください: {questions}",
)

# ------------------------------------------------------------------ what was found

HEADER = Text("Self-check of {file}", "{file} の自己チェック")
ALL_PASS = Text("{count} of {count} visible checks pass", "公開チェック {count} / {count} 合格")
SOME_PASS = Text("{passed} of {count} visible checks pass", "公開チェック {passed} / {count} 合格")
HIDDEN = Text("{count} hidden at grading", "採点時に非公開チェック {count} 件")
NO_HIDDEN = Text("none hidden", "非公開チェックなし")
WORTH = Text("worth {points} points", "配点 {points} 点")
FOOTER = Text(
    "Points are given at grading, when the hidden checks are run too.",
    "点数は、非公開のチェックも行う採点のときに決まります。",
)
FAULT = Text(
    "This check could not be made; that is no fault of your code. Tell your teacher.",
    "このチェックは実行できませんでした。あなたのプログラムの誤りではありません。先生に知らせてください。",
)
CELLS = Text("Errors in cells", "セルで起きたエラー")
CELL_SYNTAX = Text(
    "Python runs nothing of a cell in which it cannot read a line.",
    "文法に合わない行が一つでもあると、そのセルは全体が実行されません。",
)
LATER = Text(
    "{question}, check {number}: looks at what the whole notebook shows; pytest makes it.",
    "{question} のチェック {number} は、ノートブック全体の表示を調べるので、pytest で行われます。",
)
LATER_SOURCE = Text(
    "{question}, check {number}: reads the source of the whole notebook; pytest makes it.",
    "{question} のチェック {number} は、ノートブック全体のプログラムを読むので、pytest で行われます。",
)
