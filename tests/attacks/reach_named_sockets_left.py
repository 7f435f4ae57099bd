# Leaves a listener under a name without a file, for the next one to call.
# must: meet nobody.
# students: 3
# shows: TRIED

# %% cell
import os
import socket
import time

for kind, address in ((socket.AF_UNIX, "\0@TRACE@-@PORT@"), (socket.AF_UNIX, "/tmp/@TRACE@-socket")):
    try:
        with socket.socket(kind) as connection:
            connection.connect(address)
            print("LOOT", repr(address))
    except OSError:
        pass
    try:
        service = socket.socket(kind)
        service.bind(address)
        service.listen()
        if not os.fork():
            time.sleep(20)
            os._exit(0)
    except OSError:
        pass
print("TRIED")
