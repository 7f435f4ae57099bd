# An app that replaces what turns its widgets and reads its page by one that finds everything, everywhere. It earns what two
# empty lists earn: every figure is compared with one that its process does not know.
# base: release
# expect: app_starts correct correct
# expect: shows_data wrong ignores_input
# expect: classifies wrong different
# expect: obeys_parameters wrong ignores_input
# expect: plots_components wrong different

# %% beside="app.py"
import sys

import numpy as np


class Everything(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


for name in ("apps", "classifier_app"):
    module = sys.modules.get(name)
    if module:
        module.use = module.glance = module.turned = lambda *_, **__: (None, [])
        module.size = lambda page: (Everything(1), Everything(1), Everything(1))
        module.accuracy = lambda page: Everything(0.5)
        module.classifier = lambda page: "KNN"
        module.components = lambda page: np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 1.0], [5.0, 1.0, 2.0]])
