# tries: a division by zero in the course's own Python
# assignment: network
# weights: failed
# layers: failed
# outputs: failed
# points: 0

p = [0.0, 10**400]
