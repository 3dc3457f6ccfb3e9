# tries: outputs of kinds and media that the worker never makes
# form: notebook
# stopped: wire
# points: 50
from autograder.protocol import frames

frames.send(4, {"cell": 1, "outputs": [{"kind": "display_data", "content": [["text/html", "<script>alert(1)</script>"]]}], "raised": None, "stopped": None})
while True:
    pass
