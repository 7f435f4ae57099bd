# Prints and clears by turns, so that its budget never seems used up.
# must: keep little, and end with its time.
# protection: any
# expect: * missing|timeout|killed

# %% cell
from IPython.display import clear_output, update_display, display

handle = display("x", display_id=True)
while True:
    print("x" * 2**19)
    handle.update("y" * 10_000)
    clear_output()
