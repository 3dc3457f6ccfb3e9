"""What the sandbox refuses, met for real, and the sentence that a student reads about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.feedback.cells import raised_in_cell
from autograder.feedback.hints import denials
from autograder.feedback.hints.denials import sandbox_denial
from autograder.feedback.show.sentences import in_language
from autograder.records import CellRequest, Frame, Limits, Raised
from autograder.records.sentences import Sentence
from tests.said import both
from tests.sandboxes import TIERS, sandbox_of

GENEROUS = {"seconds": 30.0, "wall": 100.0}

REFUSED = {
    "import socket; socket.socket()": denials.DENIED_NETWORK,
    "import socket; socket.create_connection(('example.com', 80))": denials.DENIED_NETWORK,
    "import urllib.request as u; u.urlopen('http://example.com')": denials.DENIED_NETWORK,
    "import http.client as c; c.HTTPConnection('1.2.3.4').request('GET', '/')": (
        denials.DENIED_NETWORK
    ),
    "import numpy as np; np.loadtxt('http://example.com/a.txt')": denials.DENIED_NETWORK,
    "import asyncio; await asyncio.open_connection('1.2.3.4', 80)": denials.DENIED_NETWORK,
    "import subprocess; subprocess.run(['ls'])": denials.DENIED_PROGRAMS,
    "import subprocess as s; s.check_output('ls', shell=True)": denials.DENIED_PROGRAMS,
    "import os; os.popen('ls')": denials.DENIED_PROGRAMS,
    "import os; os.execv('/bin/ls', ['ls'])": denials.DENIED_PROGRAMS,
    "import os; os.fork()": denials.DENIED_PROCESSES,
    "import multiprocessing as m; m.Process(target=print).start()": denials.DENIED_PROCESSES,
    "import multiprocessing as m; m.Pool(2)": denials.DENIED_PROCESSES,
    "import multiprocessing as m; m.Lock()": denials.DENIED_PROCESSES,
    "import multiprocessing as m; m.Manager()": denials.DENIED_PROCESSES,
    "from multiprocessing.pool import ThreadPool; ThreadPool(2)": denials.DENIED_PROCESSES,
    "from multiprocessing.shared_memory import SharedMemory as S; S(create=True, size=9)": (
        denials.DENIED_PROCESSES
    ),
    "import os; os.kill(os.getppid(), 9)": denials.DENIED_SYSTEM,
    "import os; os.symlink('a', 'b')": denials.DENIED_LINKS,
    "open('/var/x', 'w')": denials.DENIED_FILE,
    "import numpy as np; np.savetxt('/content/drive/MyDrive/x.csv', [1])": denials.DENIED_FILE,
    "open('data.csv')": denials.NO_SUCH_FILE,
    "open('/content/drive/MyDrive/data.csv')": denials.NO_SUCH_FILE,
    "import numpy as np; np.loadtxt('data.txt')": denials.NO_SUCH_FILE,
    "files = [open(f'f{n}', 'w') for n in range(500)]": denials.TOO_MANY_OPEN_FILES,
    "open('big', 'wb').write(bytes(2 << 20))": denials.TOO_MUCH_WRITTEN,
    "import mmap; maps = [mmap.mmap(-1, 1 << 28) for _ in range(40)]": denials.TOO_LITTLE_MEMORY,
    "import threading as t, time\n"
    "for n in range(1500): t.Thread(target=time.sleep, args=(9,), daemon=True).start()": (
        denials.TOO_MANY_THREADS
    ),
}


@pytest.fixture(scope="module", params=TIERS)
def tier(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_of(TIERS[request.param]) as sandbox:
        yield sandbox


@pytest.mark.parametrize(("cell", "text"), REFUSED.items())
def test_a_refusal_becomes_a_sentence(tier: Sandbox, cell: str, text: Sentence) -> None:
    with tier.worker(Limits(memory=256 << 20, disk=1 << 20)) as worker:
        raised = worker.ask(CellRequest(cell=1, source=cell), **GENEROUS).raised
    assert raised is not None
    assert in_language(raised_in_cell(1, raised), "en").endswith(f" — {text}")


@pytest.mark.parametrize(
    "cell",
    [
        "open('/etc/passwd')",
        "import os; os.listdir('/')",
        "import os; os.mkdir('/content')",
        "import sqlite3; sqlite3.connect('/var/a.db').execute('create table a(b)')",
    ],
)
def test_a_file_outside_is_refused_or_not_there(tier: Sandbox, cell: str) -> None:
    with tier.worker(Limits()) as worker:
        raised = worker.ask(CellRequest(cell=1, source=cell), **GENEROUS).raised
    assert raised is not None
    assert sandbox_denial(raised) in (denials.DENIED_FILE, denials.NO_SUCH_FILE)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("import tensorflow as tf; tf.keras.datasets.mnist.load_data()", denials.DENIED_DOWNLOAD),
        (
            "import tensorflow as tf; tf.keras.utils.get_file('a', 'https://example.com/a')",
            denials.DENIED_DOWNLOAD,
        ),
        ("import keras; keras.applications.MobileNetV2()", denials.DENIED_DOWNLOAD),
        ("import keras; keras.models.load_model('m.keras')", denials.NO_SUCH_FILE),
        ("import tensorflow as tf; tf.io.write_file('/var/x', 'a')", denials.DENIED_FILE),
    ],
)
def test_what_keras_is_refused(tensorflow: Sandbox, cell: str, text: Sentence) -> None:
    with tensorflow.worker(Limits()) as worker:
        raised = worker.ask(CellRequest(cell=1, source=cell), **GENEROUS).raised
    assert raised is not None
    assert sandbox_denial(raised) == text


@pytest.mark.parametrize(
    ("type_", "message", "text"),
    [
        (
            "ConnectionError",
            "HTTPSConnectionPool(host='a', port=443): Max retries exceeded with url: / (Caused by "
            "NameResolutionError(\"Failed to resolve 'a' ([Errno -2])\"))",
            denials.DENIED_NETWORK,
        ),
        (
            "URLError",
            "<urlopen error [Errno -3] Temporary failure in name resolution>",
            denials.DENIED_NETWORK,
        ),
        ("OSError", "[Errno 28] No space left on device", denials.TOO_MUCH_WRITTEN),
        ("PermissionError", "[Errno 13] Permission denied", denials.DENIED_PROCESSES),
        ("FileNotFoundError", "[Errno 2] No such file or directory", denials.DENIED_PROCESSES),
        ("PermissionError", "[Errno 13] Permission denied: '/psm_1a2b'", denials.DENIED_PROCESSES),
        (
            "PermissionError",
            "[Errno 13] Permission denied: '/nonexistent/datasets'",
            denials.DENIED_DOWNLOAD,
        ),
        ("OSError", "[Errno 30] Read-only file system: '/x'", denials.DENIED_FILE),
        (
            "PermissionDeniedError",
            "{{function_node ReadFile}} /etc/passwd; Permission denied [Op:ReadFile]",
            denials.DENIED_FILE,
        ),
        ("OSError", "[Errno 22] Invalid argument", None),
        ("KeyError", "'https://example.com'", None),
        ("ValueError", "operands could not be broadcast", None),
    ],
)
def test_what_other_libraries_say(type_: str, message: str, text: Sentence | None) -> None:
    assert sandbox_denial(Raised(type=type_, message=message)) == text


def test_any_line_of_the_student_tells() -> None:
    frames = (
        Frame(cell=1, line=1, function="<module>", source="subprocess.run(c)"),
        Frame(cell=1, line=2, function="f", source="helper(c)"),
    )
    raised = Raised(
        type="PermissionError", message="[Errno 1] Operation not permitted", frames=frames
    )
    assert sandbox_denial(raised) == denials.DENIED_PROGRAMS


SENTENCES = [
    (
        denials.DENIED_NETWORK,
        "The network is switched off while grading, so nothing can be downloaded. Write the "
        "values into your code, or create them with numpy.",
        "採点中はネットワークにつながらないので、ダウンロードはできません。"
        "値をコードの中に書くか、numpy で作ってください。",
    ),
    (
        denials.DENIED_DOWNLOAD,
        "Data sets and trained models cannot be downloaded while grading: the network is "
        "switched off. Put the code that needs them into a cell of its own, so that the rest "
        "runs.",
        "採点中はネットワークにつながらないので、データセットや学習済みモデルをダウンロードできません。"
        "ほかの部分が実行されるように、それを使うコードは別のセルに分けてください。",
    ),
    (
        denials.DENIED_PROGRAMS,
        "Other programs cannot be started while grading. Write it in Python instead.",
        "採点中は、ほかのプログラムを起動できません。Python だけで書いてください。",
    ),
    (
        denials.DENIED_PROCESSES,
        "Other processes cannot be started while grading, so `multiprocessing` does not work. Use "
        "a plain loop, or threads: `concurrent.futures.ThreadPoolExecutor`.",
        "採点中はほかのプロセスを作れないので、`multiprocessing` は使えません。"
        "ふつうの繰り返しにするか、スレッド (`concurrent.futures.ThreadPoolExecutor`) を"
        "使ってください。",
    ),
    (
        denials.DENIED_LINKS,
        "Links cannot be created while grading: copy the file, or use its own name.",
        "採点中はリンクを作れません。ファイルをコピーするか、元の名前のまま使ってください。",
    ),
    (
        denials.DENIED_SYSTEM,
        "While grading, a program can neither use the network nor start or reach other programs.",
        "採点中は、ネットワークを使うことも、ほかのプログラムを起動したり操作したりすることもできません。",
    ),
    (
        denials.DENIED_FILE,
        "While grading, you can read and write files only in your own folder: use a name "
        "without a folder, such as `data.csv`.",
        "採点中に読み書きできるのは、自分のフォルダーの中のファイルだけです。"
        "`data.csv` のように、フォルダーを付けない名前を使ってください。",
    ),
    (
        denials.NO_SUCH_FILE,
        "While grading, there is no Google Drive and no file from your computer, only files "
        "that came with the assignment or that your code itself has written.",
        "採点する環境には、Google ドライブも、あなたのパソコンのファイルもありません。"
        "読めるのは、課題と一緒に配られたファイルと、"
        "あなたのコードが先に書いたファイルだけです。",
    ),
    (
        denials.TOO_MANY_OPEN_FILES,
        "Too many files are open at the same time: `with open(…)` closes each when it is done.",
        "同時に開いているファイルが多すぎます。"
        "`with open(…)` を使うと、使い終わったファイルが閉じられます。",
    ),
    (
        denials.TOO_MUCH_WRITTEN,
        "That is more than may be written to disk while grading. Write less.",
        "採点中にディスクに書き込める量を超えました。書き込む量を減らしてください。",
    ),
    (
        denials.TOO_LITTLE_MEMORY,
        "That is more memory than may be used while grading. Use smaller arrays.",
        "採点中に使えるメモリの量を超えました。配列を小さくしてください。",
    ),
    (
        denials.TOO_MANY_THREADS,
        "Too many threads are running at the same time: start fewer, or wait for some to end.",
        "同時に動いているスレッドが多すぎます。"
        "数を減らすか、終わるのを待ってから次を始めてください。",
    ),
]


@pytest.mark.parametrize(("text", "en", "ja"), SENTENCES)
def test_sentences_word_for_word(text: Sentence, en: str, ja: str) -> None:
    assert both(text) == (en, ja)
