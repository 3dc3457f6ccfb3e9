# tries: to fill the executed notebook with outputs larger than the worker makes them
# form: notebook
# stopped: wire
from autograder.protocol import frames

OUTPUT = {"kind": "stream", "content": [["name", "stdout"], ["text", "\n" * 7_000_000]]}
frames.send(4, {"cell": 1, "outputs": [OUTPUT], "raised": None, "stopped": None})
request = frames.receive(3)
