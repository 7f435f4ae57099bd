"""How students' code is isolated from the machine: namespaces, Landlock, seccomp and resource limits."""
