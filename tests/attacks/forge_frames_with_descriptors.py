# Sends descriptors along with its frames, hundreds at a time.
# must: earn nothing; nobody keeps what it sends.

# %% cell
import array
import os
import socket
import struct

files = [os.open("/dev/null", os.O_RDONLY) for _ in range(60)]
rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
body = b'{"cell": 0, "outputs": [], "failed": null}'
for number in range(3, 64):
    try:
        with socket.socket(fileno=os.dup(number)) as connection:
            connection.setblocking(False)
            connection.sendmsg([struct.pack("!I", len(body)) + body], rights)
    except OSError:
        pass
