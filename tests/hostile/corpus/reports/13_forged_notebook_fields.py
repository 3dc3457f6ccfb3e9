# tries: to forge fields of the executed notebook
# form: notebook
# stopped: wire
# points: 50
import os
from autograder.protocol import frames

frames.send(4, {"cell": 1, "outputs": [{"kind": "stream", "content": [["name", "stdout"], ["text", "x"], ["metadata", "y"]]}], "raised": None, "stopped": None})
os._exit(0)
