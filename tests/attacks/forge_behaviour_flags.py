# Changes its inputs and says that it did not.
# must: be known: whether an input changed is asked of the student's own process; the values are still right.
# protection: any
# assignment: a6_training
# base: solution
# score: 12

# %% cell
import sys

student = sys.modules["grader.sandbox.guest.runner"]
student._differs = lambda *_: False
student._shares = lambda *_: False
