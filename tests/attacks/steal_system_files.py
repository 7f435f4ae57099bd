# Reads what only the machine's owner may read, and lists who lives there.
# must: see none of it.
# shows: TRIED

# %% cell
for path in (
    "/etc/shadow",
    "/etc/sudoers",
    "/etc/machine-id",
    "/etc/hostname",
    "/etc/ssh/ssh_host_ed25519_key",
    "/proc/kcore",
    "/proc/kallsyms",
    "/proc/cmdline",
    "/proc/1/cmdline",
    "/sys/class/dmi/id/product_uuid",
    "/var/log/syslog",
    "/run/secrets/kubernetes.io/serviceaccount/token",
    "/var/run/docker.sock",
    "/dev/mem",
    "/dev/kmsg",
):
    try:
        with open(path, "rb") as file:
            print("LOOT", path, file.read(100))
    except OSError:
        pass
print("TRIED")
