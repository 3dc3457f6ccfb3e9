# tries: to fill the disk between two looks at it, so that something else is stopped for it
# stopped: files

try:
    for n in range(6):
        with open(f"big{n}", "wb") as file:
            file.write(b"x" * (3 << 20))
except OSError:
    pass
