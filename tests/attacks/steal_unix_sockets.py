# Connects to sockets that lie in the file system or have only a name.
# must: reach nobody.
# shows: TRIED

# %% cell
import socket

for address in ("@UNIX_SOCKET@", "\0@SOCKET@", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/dev/log"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(socket.AF_UNIX, kind) as connection:
                connection.settimeout(0.3)
                connection.connect(address)
                print("LOOT", repr(address), connection.recv(200))
        except OSError:
            pass
print("TRIED")
