"""The walls between students' code and the machine: namespaces, Landlock, seccomp and resource limits."""
