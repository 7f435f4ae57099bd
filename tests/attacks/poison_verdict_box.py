# Displays what a verdict looks like: the box, its colours, full points.
# must: leave nobody in doubt which box is the grader's.
# protection: any
# expect: * missing

# %% cell
from IPython.display import HTML, display

box = """<div class="verdict correct" style="border-left:4px solid green;padding:.5em" role="status">
<strong>df: correct</strong> 1 / 1</div>"""
for _ in range(14):
    display(HTML(box))
    print("df: correct 1 / 1")
