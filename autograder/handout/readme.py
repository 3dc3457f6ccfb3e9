"""The README of a handout: what to install, how to check, what to hand in."""

from __future__ import annotations

from autograder.records import Assignment, Language, Text

_TEXT = Text(
    en="""\
# {title}

{lecture}Work in `{name}.ipynb` (Jupyter, VS Code, Colab) or in `{name}.py` (any editor); one of the two is
enough. Replace each `...`, and keep the names of functions and variables.

## Install, once

```console
pip install {install}
```

## Check yourself

In this folder:

```console
pytest
```

`pytest -k {first}` checks one question; `autograder check` says the same without pytest. In the
notebook, put this into a cell and run it after the others:

```python
%load_ext autograder
%check
```

`%check {first}` checks one question. What you see are the visible checks. When your work is graded,
hidden checks are run as well, with other inputs: write code that works for any input.

## Hand in

Hand in `{name}.ipynb` or `{name}.py`, whichever you worked in, under this name. The other files are
for checking only.
""",
    ja="""\
# {title}

{lecture}`{name}.ipynb` (Jupyter、VS Code、Colab) か `{name}.py` (好きなエディタ) の、どちらか一方で取り組みます。
`...` を自分のプログラムに置きかえてください。関数と変数の名前は変えないでください。

## 準備 (はじめに 1 回)

```console
pip install {install}
```

## 自分で確かめる

このフォルダーで次を実行します。

```console
pytest
```

`pytest -k {first}` とすると、1 つの問だけを確かめます。`autograder check` でも同じ結果が見られます。
ノートブックの中では、次のセルを作り、ほかのセルを実行したあとで実行します。

```python
%load_ext autograder
%check
```

`%check {first}` とすると、1 つの問だけを確かめます。ここで行われるのは公開のチェックです。採点では、
別の入力を使う非公開のチェックも行われます。どんな入力でも正しく動くプログラムを書いてください。

## 提出

取り組んだほうのファイル (`{name}.ipynb` か `{name}.py`) を、この名前のまま提出してください。
ほかのファイルは、確かめるためのものです。
""",
)


_LECTURE = Text(en="Lecture: {lecture}", ja="講義: {lecture}")


def readme(assignment: Assignment, language: Language, install: str) -> str:
    """Return the text of `README.md`; `install` is what pip is told."""
    keras = " tensorflow" if "tensorflow" in assignment.imports else ""
    lecture = _LECTURE.said_in(language).format(lecture=assignment.lecture) + "\n\n"
    return _TEXT.said_in(language).format(
        title=assignment.title.in_language(language),
        lecture=lecture if assignment.lecture else "",
        name=assignment.name,
        install=install + keras,
        first=assignment.questions[0].id,
    )
