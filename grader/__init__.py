"""The course package: hidden tests, sandbox, marking, and plug-ins for nbgrader."""

__version__ = "0.2.0"
__path__.append(f"{__path__[0]}/nbgrader/old_paths/package")  # modules that older configurations name
