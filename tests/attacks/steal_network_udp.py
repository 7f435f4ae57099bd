# Sends datagrams, asks for names, and listens for whoever calls.
# must: reach nobody, and be reached by nobody.
# shows: TRIED

# %% cell
import socket

try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letterbox:
        letterbox.settimeout(0.3)
        letterbox.sendto(b"hello", ("127.0.0.1", int("@PORT@")))
        print("LOOT", letterbox.recv(200))
except OSError:
    pass
for name in ("example.org", "@SOCKET@.example.org"):
    try:
        print("LOOT", socket.gethostbyname(name))
    except OSError:
        pass
for family in (socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK, socket.AF_ALG):
    try:
        with socket.socket(family, socket.SOCK_RAW):
            print("LOOT", family)
    except (OSError, ValueError):
        pass
print("TRIED")
