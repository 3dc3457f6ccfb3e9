"""What honest students write, run in the real sandbox: it must work there as it does at home.

Each program binds `answer`, which must be True (or what stands beside it).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from autograder.execution.sandboxed import Sandbox
from autograder.records import CellRequest, Limits, Value, ValueRequest
from tests.sandboxes import TIERS, sandbox_of
from tests.sizes import any_of

GENEROUS = {"seconds": 60.0, "wall": 200.0}

PROGRAMS = {
    "linear algebra": """
import numpy as np
a = np.random.default_rng(0).normal(size=(60, 60))
q, r = np.linalg.qr(a)
u, s, vh = np.linalg.svd(a)
answer = bool(
    np.allclose(q @ r, a)
    and np.allclose(u @ np.diag(s) @ vh, a)
    and np.allclose(np.linalg.solve(a, a @ np.ones(60)), 1)
    and np.allclose(np.fft.ifft(np.fft.fft(a)), a)
    and abs(np.linalg.det(np.eye(3)) - 1) < 1e-12
    and len(np.linalg.eigvals(a)) == 60
)
""",
    "numpy files": """
import numpy as np
x = np.arange(12.0).reshape(3, 4)
np.save('x.npy', x)
np.savez('x.npz', x=x)
np.savetxt('x.csv', x, delimiter=',')
mapped = np.memmap('x.bin', dtype='f8', mode='w+', shape=(4,))
mapped[:] = 2
mapped.flush()
answer = (
    np.array_equal(np.load('x.npy'), x)
    and np.array_equal(np.load('x.npz')['x'], x)
    and np.array_equal(np.loadtxt('x.csv', delimiter=','), x)
    and np.fromfile('x.bin').tolist() == [2.0] * 4
)
""",
    "asyncio at the top level": """
import asyncio
async def later(x):
    await asyncio.sleep(0.001)
    return 2 * x
answer = await asyncio.gather(*(later(n) for n in range(3))) == [0, 2, 4]
""",
    "asyncio.run": """
import asyncio
async def main():
    queue = asyncio.Queue()
    await queue.put(1)
    async with asyncio.timeout(5):
        return await asyncio.to_thread(lambda: 7) + await queue.get()
import threading
found = []
thread = threading.Thread(target=lambda: found.append(asyncio.run(main())))
thread.start()
thread.join()
answer = found == [8]
""",
    "threads": """
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    squares = list(pool.map(lambda n: n * n, range(50)))
waiting, lock, local = queue.Queue(), threading.Lock(), threading.local()
def work():
    with lock:
        waiting.put(1)
threads = [threading.Thread(target=work) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
timer = threading.Timer(0.01, waiting.put, (1,))
timer.start()
timer.join()
answer = squares[-1] == 2401 and waiting.qsize() == 17
""",
    "sqlite": """
import sqlite3
for place in (':memory:', 'class.db'):
    with sqlite3.connect(place) as db:
        db.execute('create table points (name text, points real)')
        db.executemany('insert into points values (?, ?)', [('佐藤', 8), ('伊藤', 9.5)])
        (best,) = db.execute('select name from points order by points desc limit 1').fetchone()
answer = best == '伊藤'
""",
    "temporary files": """
import os, shutil, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'a.txt')
    with open(path, 'w') as file: file.write('x')
    shutil.copy(path, 'copy.txt')
    shutil.copytree(folder, 'tree')
    shutil.move('tree', 'moved')
with tempfile.NamedTemporaryFile('w+') as file:
    file.write('y'); file.seek(0)
    same = file.read() == 'y'
answer = same and open('copy.txt').read() == 'x' and os.listdir('moved') == ['a.txt']
shutil.rmtree('moved')
""",
    "text files": """
import csv, json, pathlib, configparser, gzip, zipfile, tarfile, io
here = pathlib.Path('data')
here.mkdir(exist_ok=True)
with open(here / 'a.csv', 'w', newline='', encoding='cp932') as file:
    csv.writer(file).writerows([['名前', '点'], ['佐藤', 8]])
with open(here / 'a.csv', newline='', encoding='cp932') as file:
    rows = list(csv.DictReader(file))
(here / 'a.json').write_text(json.dumps({'x': [1, 2.5, None]}, indent=2))
with gzip.open(here / 'a.gz', 'wt') as file: file.write('x' * 1000)
with zipfile.ZipFile(here / 'a.zip', 'w') as archive: archive.write(here / 'a.csv', 'a.csv')
with tarfile.open(here / 'a.tar.gz', 'w:gz') as archive: archive.add(here / 'a.csv')
with zipfile.ZipFile(here / 'a.zip') as archive: archive.extractall('out')
answer = (
    rows == [{'名前': '佐藤', '点': '8'}]
    and json.loads((here / 'a.json').read_text())['x'][1] == 2.5
    and sorted(p.suffix for p in here.glob('*.*'))[0] == '.csv'
    and pathlib.Path('out/a.csv').stat().st_size == (here / 'a.csv').stat().st_size
)
(here / 'a.json').rename('b.json')
""",
    "types and caches": """
from __future__ import annotations
import abc, collections, dataclasses, enum, functools, itertools, operator, typing
@dataclasses.dataclass(order=True)
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = dataclasses.field(default_factory=list)
class Colour(enum.Enum):
    RED = 1
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
class Square(Shape):
    side: typing.ClassVar[int] = 3
    def area(self): return self.side ** 2
class Pair(typing.NamedTuple):
    a: int
    b: int
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@functools.singledispatch
def kind(x): return 'other'
@kind.register
def _(x: int): return 'int'
answer = (
    Point(1) < Point(2) and dataclasses.asdict(Point(1)) == {'x': 1, 'y': 0.0, 'tags': []}
    and fib(80) == 23416728348467685 and kind(1) == 'int' and Square().area() == 9
    and Pair(1, 2)._replace(b=3) == (1, 3) and Colour['RED'].value == 1
    and collections.Counter('aab').most_common(1) == [('a', 2)]
    and functools.reduce(operator.mul, itertools.accumulate([1, 2, 3])) == 18
)
""",
    "pickle of own objects": """
import copy, pickle
class Net:
    def __init__(self): self.weights = [1, 2]
with open('net.pkl', 'wb') as file: pickle.dump(Net(), file)
with open('net.pkl', 'rb') as file: again = pickle.load(file)
answer = again.weights == [1, 2] and type(again) is Net and copy.deepcopy(again).weights == [1, 2]
""",
    "logging and warnings": """
import logging, warnings, traceback, contextlib, io
logging.basicConfig(level=logging.INFO, filename='run.log', force=True)
logging.info('started')
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('careful')
text = io.StringIO()
with contextlib.redirect_stdout(text): print('inside')
try: 1 / 0
except ZeroDivisionError: told = traceback.format_exc()
answer = (
    'started' in open('run.log').read() and len(caught) == 1
    and text.getvalue() == 'inside\\n' and 'ZeroDivisionError' in told
)
""",
    "time and dates": """
import calendar, datetime, time, zoneinfo
start = time.perf_counter()
time.sleep(0.01)
tokyo = zoneinfo.ZoneInfo('Asia/Tokyo')
noon = datetime.datetime(2026, 4, 1, 12, tzinfo=tokyo)
answer = (
    time.perf_counter() - start > 0.009
    and noon.astimezone(datetime.timezone.utc).hour == 3
    and datetime.date.today().year >= 2026 and calendar.isleap(2028)
    and time.strftime('%Y', time.localtime()) >= '2026'
)
""",
    "numbers": """
import cmath, decimal, fractions, math, statistics
decimal.getcontext().prec = 50
answer = (
    str(decimal.Decimal(1) / 7).startswith('0.142857') and math.comb(50, 25) == 126410606437752
    and fractions.Fraction(1, 3) + fractions.Fraction(1, 6) == fractions.Fraction(1, 2)
    and statistics.stdev([1, 2, 3]) == 1 and abs(cmath.exp(1j * math.pi) + 1) < 1e-12
    and 2 ** 4000 % 7 == 2
)
""",
    "chance": """
import random, secrets, uuid, hashlib, os
random.seed(1)
first = random.random()
random.seed(1)
answer = (
    first == random.random() and len(secrets.token_hex(8)) == 16 and len(os.urandom(4)) == 4
    and len({uuid.uuid4() for _ in range(9)}) == 9
    and hashlib.sha256(b'').hexdigest()[:6] == 'e3b0c4'
)
""",
    "the machine": """
import getpass, multiprocessing, os, pathlib, platform, sys
answer = (
    multiprocessing.cpu_count() >= 1 and os.cpu_count() >= 1 and os.listdir() == []
    and os.getcwd() == os.path.abspath('.') and pathlib.Path.home().exists()
    and os.path.expanduser('~') == os.environ['HOME'] and bool(getpass.getuser())
    and platform.python_version_tuple()[0] == '3' and sys.getsizeof([]) > 0
    and os.environ.get('NOTHING', 'x') == 'x' and not os.path.exists('/content')
)
os.environ['MINE'] = '1'
os.makedirs('a/b'); os.chdir('a'); os.rename('b', 'c'); os.chdir('..')
""",
    "a program's usual end": """
import argparse, sys
def main(arguments=None):
    parser = argparse.ArgumentParser()
    parser.add_argument('--epochs', type=int, default=5)
    return parser.parse_args(arguments or []).epochs
if __name__ == '__main__':
    answer = main() == 5
""",
    "no other programs": """
import subprocess
try:
    subprocess.run(['ls'], capture_output=True)
    answer = False
except OSError:
    answer = True
""",
    "recursion": """
import sys
sys.setrecursionlimit(5000)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
answer = depth(4000) == 4000
try: (lambda f: f(f))(lambda f: f(f))
except RecursionError: answer = answer and True
""",
    "its own modules": """
with open('helpers.py', 'w') as file: file.write('def twice(x):\\n    return 2 * x\\n')
import helpers, importlib
importlib.reload(helpers)
answer = helpers.twice(4) == 8
""",
    "text": """
import re, string, textwrap, unicodedata, difflib, html, base64, urllib.parse
answer = (
    re.findall(r'\\w+', '日本 ab') == ['日本', 'ab'] and unicodedata.normalize('NFKC', 'Ａ') == 'A'
    and textwrap.dedent('  a') == 'a' and f'{3.14159:.2f}' == '3.14'
    and difflib.get_close_matches('sgima', ['sigma', 'relu']) == ['sigma']
    and urllib.parse.quote('日') == '%E6%97%A5' and html.escape('<') == '&lt;'
)
""",
    "what IPython gives": """
from IPython.display import display, Markdown, HTML
display(Markdown('# 題'), HTML('<b>x</b>'))
%time x = sum(range(10))
answer = x == 45 and get_ipython() is not None
""",
    "memory within limits": """
import numpy as np, gc, weakref
a = np.zeros((5000, 5000))
b = [bytearray(1 << 20) for _ in range(100)]
del a, b
gc.collect()
answer = True
""",
    "signals of one's own": """
import atexit, signal
atexit.register(print, 'bye')
fired = []
signal.signal(signal.SIGUSR1, lambda *_: fired.append(1))
signal.raise_signal(signal.SIGUSR1)
answer = fired == [1]
""",
}

PLOTS = """
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
x = np.linspace(0, 6)
figure, axes = plt.subplots(1, 2)
axes[0].plot(x, np.sin(x), label='sin')
axes[1].imshow(np.eye(4), cmap='gray')
figure.legend()
plt.savefig('figure.png')
plt.savefig('figure.pdf')
plt.show()
import os
answer = os.path.getsize('figure.png') > 1000 and os.path.getsize('figure.pdf') > 1000
"""

TABLES = """
import pandas as pd
table = pd.DataFrame({'name': ['佐藤', '伊藤'], 'points': [8, 9.5]})
table.to_csv('table.csv', index=False)
again = pd.read_csv('table.csv')
grouped = again.groupby('name').points.mean()
answer = bool(again.equals(table) and grouped['伊藤'] == 9.5)
"""

KERAS = {
    "train, save and load": """
import numpy as np
import tensorflow as tf
x, y = np.random.rand(64, 4), np.random.randint(0, 3, 64)
model = tf.keras.Sequential([
    tf.keras.Input((4,)), tf.keras.layers.Dense(8, 'relu'), tf.keras.layers.Dropout(0.1),
    tf.keras.layers.Dense(3, 'softmax')])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
keep = tf.keras.callbacks.ModelCheckpoint('best.keras', monitor='loss', save_best_only=True)
stop = tf.keras.callbacks.EarlyStopping(monitor='loss', patience=3)
history = model.fit(x, y, epochs=3, batch_size=16, verbose=0, callbacks=[keep, stop])
model.save('m.keras')
model.save_weights('m.weights.h5')
again = tf.keras.models.load_model('m.keras')
again.load_weights('m.weights.h5')
same = np.allclose(again.predict(x, verbose=0), model.predict(x, verbose=0), atol=1e-5)
model.summary()
loss, accuracy = model.evaluate(x, y, verbose=0)
import os
answer = bool(same and os.path.exists('best.keras') and len(history.history['loss']) <= 3)
""",
    "its own steps": """
import tensorflow as tf
weights = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weights ** 2)
(gradient,) = tape.gradient(loss, [weights])
@tf.function
def double(x): return 2 * x
data = tf.data.Dataset.from_tensor_slices([1, 2, 3]).shuffle(3).batch(2).prefetch(1)
image = tf.ones((1, 8, 8, 1))
pooled = tf.keras.layers.MaxPooling2D()(tf.keras.layers.Conv2D(2, 3)(image))
answer = (
    gradient.numpy().tolist() == [2.0, 4.0] and int(double(tf.constant(3))) == 6
    and sum(len(batch) for batch in data) == 3 and pooled.shape == (1, 3, 3, 2)
)
""",
}


@pytest.fixture(scope="module", params=TIERS)
def tier(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_of(TIERS[request.param]) as sandbox:
        yield sandbox


def answered(sandbox: Sandbox, program: str) -> object:
    """Run a program in a fresh worker; return its `answer` at the end."""
    with sandbox.worker(Limits()) as worker:
        ran = worker.ask(CellRequest(cell=1, source=program), **GENEROUS)
        assert (ran.raised, ran.stopped) == (None, None)
        value = worker.ask(ValueRequest(name="answer"), **GENEROUS)
    assert isinstance(value, Value), value
    return value.value


@pytest.mark.family(kind=any_of("tier"))
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_an_honest_program_works(tier: Sandbox, program: str) -> None:
    assert answered(tier, program) is True


@pytest.mark.parametrize("program", KERAS.values(), ids=KERAS)
def test_an_honest_training_works(tensorflow: Sandbox, program: str) -> None:
    assert answered(tensorflow, program) is True


@pytest.mark.family(kind=any_of("tier"))
@pytest.mark.parametrize(("library", "program"), [("matplotlib", PLOTS), ("pandas", TABLES)])
def test_a_library_beside_the_grader_works(tier: Sandbox, library: str, program: str) -> None:
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed here")
    assert answered(tier, program) is True


def test_one_program_leaves_nothing_to_the_next(sandbox: Sandbox) -> None:
    with sandbox.worker(Limits()) as first:
        first.ask(
            CellRequest(cell=1, source="import os, random; os.environ['A'] = '1'; open('a', 'w')"),
            **GENEROUS,
        )
    with sandbox.worker(Limits()) as second:
        second.ask(
            CellRequest(cell=1, source="import os; answer = ('A' in os.environ, os.listdir())"),
            **GENEROUS,
        )
        assert second.ask(ValueRequest(name="answer"), **GENEROUS) == Value(value=(False, []))
