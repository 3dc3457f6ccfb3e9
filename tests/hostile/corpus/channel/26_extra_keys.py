# tries: answers with more keys than there are
# square: killed, skipped
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
from autograder.worker import service

right = service.reply
NINE = {"value": ["int", "0x9"], "with_lists": False}
FORGED = {
    "square": {"Value": NINE, "Raised": None},
    "stretch": {"Value": NINE | {"points": 50}},
    "grow": {"Value": {"with_lists": False, "passed": True}},
}

def forge(submission, request, limits):
    name = getattr(request, "name", None)
    return FORGED.get(name) or right(submission, request, limits)

service.reply = forge
