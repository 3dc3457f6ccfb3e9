# tries: to leave the service for good, and to answer all steps and requests itself
# square: passed, failed
# stretch: failed, failed
# label: failed
# grow: failed, failed
# kinds: failed, failed
# points: 0
from autograder.protocol import frames

asked = {"cell": 1, "step": 2}
while True:
    frames.send(4, {"cell": asked["cell"], "step": asked["step"], "outputs": [], "raised": None, "stopped": None})
    request = frames.receive(3)
    while "CellRequest" not in request["request"]:
        frames.send(4, {"Value": {"value": ["int", "0x9"], "with_lists": False}})
        request = frames.receive(3)
    asked = request["request"]["CellRequest"]
