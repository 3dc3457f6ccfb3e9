"""Submissions whose pages have everything on them that a page can have, kind and hostile."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.execution.sandboxed import Sandbox
from autograder.grading import grade_one, report
from autograder.records import Language
from autograder.store.output import OutputFolder
from tests.paths import ROOT
from tests.small_course import write

JAPANESE = (
    "# 畳み込み\n\n出力は $y_j = \\sum_i x_{i+j} w_i$ です。\n\n"
    "| 名前 | 値 |\n|---|---|\n| 核 | 1 |",
    "import numpy as np\nx = np.array([0, 1, 0, 1])\nprint('データ:', x)",
    "def overlap(window, kernel):\n    return np.sum(window * kernel)",
    "def conv1d(data, kernel):\n    n = len(data) - len(kernel)\n"
    "    return [overlap(data[i:i + len(kernel)], kernel) for i in range(n)]",
    "def strongest(data, kernel):\n    responses = conv1d(data, kernel)\n"
    "    return responses.argmax()",
    "def conv_2d(image, kernel):\n    return image",
    "def blur(image)：\n    return image",
    "def edges(image):\n    return np.zeros((image.shape[0] - 2, image.shape[1] - 2)) + 10",
    "for i in range(60):\n    print(i, '行目です')",
    "np.uint8(200) + np.uint8(100)",
)
PLOT = (
    "import matplotlib.pyplot as plt\nplt.figure(figsize=(4, 2))\nplt.plot([0, 2, 1])\n"
    "plt.title('畳み込みの結果')\nplt.show()"
)

_MARK = "window.hacked=1;document.title='hacked'"
_SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{_MARK}\"></svg>"
HOSTILE = (
    f'<script>{_MARK}</script>\n\n<img src=x onerror="{_MARK}">\n\n'
    f"[a](javascript:{_MARK}) [b](JaVaScRiPt:{_MARK}) "
    f"[c](data:text/html,<script>{_MARK}</script>)\n\n"
    f'![d](http://127.0.0.1:9/x.png) ![" onerror="{_MARK}](x)\n\n'
    f'<a href="javascript:{_MARK}">e</a> `</code><script>{_MARK}</script>`\n\n'
    f"$\\text{{</math><script>{_MARK}</script>}}$ $$\\href{{javascript:{_MARK}}}{{x}}$$\n\n"
    f"```html\n</code></pre><script>{_MARK}</script>\n```\n\n"
    f"| <script>{_MARK}</script> |\n|---|\n| a |",
    f"# </code></pre><script>{_MARK}</script>\nprint('</pre><script>{_MARK}</script>')",
    f"from IPython.display import HTML, SVG, Javascript, Markdown, display\n"
    f"display(HTML('<script>{_MARK.replace(chr(39), chr(34))}</script>'))\n"
    f"display(Javascript('window.hacked=1'))\n"
    f"display(Markdown('<img src=x onerror=window.hacked=1>'))\n"
    f"display(SVG(data='''{_SVG}'''))",
    f"class E(Exception):\n    pass\nE.__name__ = '<script>{_MARK.replace(chr(39), '')}</script>'\n"
    f"raise E('</pre><script>window.hacked=1</script> `x` **b** [l](javascript:1)')",
    "def conv1d(data, kernel):\n    return '</pre><script>window.hacked=1</script>'",
    "def overlap(window, kernel):\n    raise ValueError('`<img src=x onerror=window.hacked=1>`')",
)
HOSTILE_NAME = "<img src=x onerror=window.hacked=1>"
"""A file can be called so, on Linux."""


def notebook(cells: tuple[str, ...]) -> str:
    """Return a notebook; what begins like text is a text cell."""
    document = [
        {"cell_type": "markdown" if c.startswith(("# 畳", "<")) else "code", "source": c}
        for c in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": document})


def graded_class(folder: Path, sandbox: Sandbox, language: Language = "ja") -> Path:
    """Grade them into a folder as `grade` does, in a sandbox that is there already."""
    assignment = load_assignment(find_course(ROOT), "convolution")
    write(folder / "class/山田花子.ipynb", notebook((*JAPANESE, PLOT)))
    write(folder / f"class/{HOSTILE_NAME}.ipynb", notebook(HOSTILE))
    write(folder / "class/master.py", (assignment.folder / "master.py").read_text("utf-8"))
    write(folder / "class/unreadable.ipynb", "{")
    submissions = find_submissions([folder / "class"], assignment.name).submissions
    output = OutputFolder(folder / "out", assignment.name, [s.name for s in submissions])
    for submission in submissions:
        result = grade_one(assignment, submission, sandbox)
        output.write(submission, report(assignment, result, language)[1])
    return output.folder
