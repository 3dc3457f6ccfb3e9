# tries: to fill the disk with one file
# raises: OSError
# points: 50

with open("big", "wb") as file:
    for _ in range(200):
        file.write(b"x" * (1 << 20))
