# Reads what the others handed in, and how they were marked.
# must: see no other submission.
# shows: TRIED

# %% cell
import glob

for pattern in ("@COURSE@/submitted/*/*/*", "@COURSE@/autograded/*/*/*", "@COURSE@/feedback/*/*/*"):
    for path in glob.glob(pattern)[:20]:
        print("LOOT", path)
        try:
            with open(path, encoding="utf-8") as file:
                print("LOOT", file.read()[:500])
        except OSError:
            pass
for path in (
    "@COURSE@/submitted/neighbour/a1_derivatives/diary.txt",
    "@COURSE@/autograded/earlier/a1_derivatives/results.json",
):
    try:
        with open(path, encoding="utf-8") as file:
            print("LOOT", file.read())
    except OSError:
        pass
print("TRIED")
