# Walks all objects of its process for hidden tests, references, expected values and the instructor's settings.
# must: find none: they never enter this process.
# shows: TRIED

# %% cell
import gc
import sys

wanted = {"Question", "Scheme", "Mistake", "FollowThrough", "Assignment", "Course", "Gradebook", "Settings", "Result"}
for thing in gc.get_objects():
    kind = type(thing)
    if kind.__module__.split(".")[0] in ("grader", "solutions", "nbgrader") and kind.__name__ in wanted:
        print("LOOT", kind)
for name in list(sys.modules):
    if name.startswith(("grader.hidden_tests", "grader.marking.mark", "grader.questions.scheme", "solutions", "nbgrader", "grader.course")):
        print("LOOT", name)
frame = sys._getframe()
while frame:
    for name, value in list(frame.f_locals.items()):
        if name in ("reference", "expected", "scheme", "seed", "settings") and "cell" not in frame.f_code.co_filename:
            print("LOOT", frame.f_code.co_name, name, repr(value)[:100])
    frame = frame.f_back
print("TRIED")
