# tries: to learn from audit events what the grader opens
# points: 50
import sys

def hook(event, arguments):
    text = str(arguments)
    if event == "open" and ("@GRADER@" in text or "reference" in text):
        print("BREACH", text)

sys.addaudithook(hook)
