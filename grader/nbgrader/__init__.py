"""The only room that imports nbgrader: its gradebook, plug-ins for its commands, its converters."""
