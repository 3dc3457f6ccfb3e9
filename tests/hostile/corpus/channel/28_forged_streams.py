# tries: a stream of output that is no stream
# form: notebook
# square: passed, passed
# stopped: wire
# points: 50
import json
import os

output = {"kind": "stream", "content": [["name", "image/png"], ["text", "x" * 1000]]}
reply = json.dumps({"cell": 1, "outputs": [output], "raised": None, "stopped": None}).encode()
os.write(4, len(reply).to_bytes(4, "little") + reply)
os._exit(0)
