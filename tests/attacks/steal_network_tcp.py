# Connects to this machine and to others.
# must: reach nobody; there is no network.
# shows: TRIED

# %% cell
import socket
import urllib.request

for family, address in (
    (socket.AF_INET, ("127.0.0.1", int("@PORT@"))),
    (socket.AF_INET6, ("::1", int("@PORT@"))),
    (socket.AF_INET, ("169.254.169.254", 80)),
):
    try:
        with socket.socket(family) as connection:
            connection.settimeout(0.3)
            connection.connect(address)
            print("LOOT", address, connection.recv(200))
    except OSError:
        pass
try:
    print("LOOT", urllib.request.urlopen("http://127.0.0.1:@PORT@", timeout=0.3).read())
except OSError:
    pass
print("TRIED")
