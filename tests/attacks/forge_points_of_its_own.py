# Adds graded cells that the assignment does not have, with points for nothing.
# must: earn nothing; unknown ids are told to the instructor.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    for number in range(5):
        marks = {"grade": True, "solution": False, "locked": False, "task": number % 2 == 0, "points": 100}
        marks |= {"grade_id": f"bonus_{number}", "schema_version": 3, "cell_type": "code"}
        cell = {"cell_type": "code", "id": f"bonus{number}", "source": "pass", "metadata": {"nbgrader": marks}}
        notebook["cells"].append(cell | {"outputs": [], "execution_count": None})
