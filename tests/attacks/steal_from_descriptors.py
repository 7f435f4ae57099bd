# Reads from every descriptor it has, and looks where each one leads.
# must: hold nothing but its own.
# shows: TRIED

# %% cell
import os
import socket
import stat

for number in range(256):
    try:
        found = os.fstat(number)
    except OSError:
        continue
    if stat.S_ISREG(found.st_mode) and os.pread(number, 4, 0) == b"\0\1\0\0":
        continue  # a font
    if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) or stat.S_ISBLK(found.st_mode):
        print("LOOT", number, oct(found.st_mode), found.st_size)
    if stat.S_ISDIR(found.st_mode):
        print("LOOT", os.listdir(number))
    if stat.S_ISSOCK(found.st_mode):
        with socket.socket(fileno=os.dup(number)) as connection:
            connection.setblocking(False)
            try:
                data = connection.recv(4096)
                print("LOOT", number, data)
            except OSError:
                pass
            connection.setblocking(True)
print("TRIED")
