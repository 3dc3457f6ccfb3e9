# tries: to hang at the top level
# stopped: cpu
# points: 50

while True:
    pass
