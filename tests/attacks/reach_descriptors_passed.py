# Sends its own end of the conversation to itself and leaves a child that goes on answering for it.
# must: answer for nobody else.
# expect: * missing|killed|timeout

# %% cell
import array
import os
import socket
import struct
import time

if not os.fork():
    os.setsid()
    body = b'{"cell": 0, "outputs": [], "failed": null}'
    end = time.time() + 20
    while time.time() < end:
        for number in range(3, 32):
            try:
                with socket.socket(fileno=os.dup(number)) as connection:
                    connection.setblocking(False)
                    connection.recv(2**16)
                    connection.send(struct.pack("!I", len(body)) + body)
            except OSError:
                pass
        time.sleep(0.01)
    os._exit(0)
