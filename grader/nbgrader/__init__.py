"""The only room that imports nbgrader: its gradebook, plug-ins for its commands, its converters."""

from grader.nbgrader.lazy_import import import_nbgrader

import_nbgrader()
