"""The only room that imports nbgrader: its gradebook, its plug-ins, its converters."""
