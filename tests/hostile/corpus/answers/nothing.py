# tries: nothing at all
# square: failed, failed
# stretch: failed, failed
# label: failed
# grow: failed, failed
# kinds: failed, failed
# points: 0

square = stretch = label = grow = kinds = ...
