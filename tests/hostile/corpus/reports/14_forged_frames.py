# tries: to have lines and cells quoted that there are not
# square: raised, raised
# points: 40
from autograder.worker import service

right = service.call
FORGED = {"type": "<b>Forged", "message": "x" * 10_000, "frames": [[10**17, -5, "f" * 9_999, "<script>" + "y" * 9_999]] * 50}

def forge(namespace, name, *rest):
    return {"raised": FORGED} if name == "square" else right(namespace, name, *rest)

service.call = forge
