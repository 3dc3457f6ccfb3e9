# tries: to overwrite in a terminal what stands there
# points: 50
print("0 of 50 points\r50 of 50 points\rdone")
print("a\x08b\x7fc\x0bd\x0ce")
