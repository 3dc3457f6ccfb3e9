# tries: to freeze the service and to answer from a thread
# square: failed, failed
# stopped: wire
# points: 40
import os
import struct
import threading
import time

def talk():
    body = b'{"Value":{"value":["int","0x31"]}}'
    for _ in range(20):
        time.sleep(0.02)
        os.write(4, struct.pack("<I", len(body)) + body)

def square(x):
    threading.Thread(target=talk, daemon=True).start()
    time.sleep(0.5)
    return 0
