# tries: to have lines and cells quoted that there are not
# square: raised, raised
# points: 40
from autograder.worker import service

right = service.reply
FRAME = {"cell": 10**17, "line": -5, "function": "f" * 9_999, "source": "<script>" + "y" * 9_999}
FORGED = {"type": "<b>Forged", "message": "x" * 10_000, "frames": [FRAME] * 50}

def forge(submission, request, limits):
    if getattr(request, "name", None) == "square":
        return {"Raised": FORGED}
    return right(submission, request, limits)

service.reply = forge
