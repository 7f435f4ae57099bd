# Reads by IPython's magics.
# must: see nothing.
# shows: TRIED

# %% cell
found = !cat @COURSE@/secret.txt @HOME@/.netrc 2>/dev/null; ls @COURSE@ 2>/dev/null
if "".join(found):
    print("LOOT", found)
print("TRIED")

# %% cell
%run -i @REPOSITORY@/solutions/a1_derivatives.py

# %% cell
%load @REPOSITORY@/solutions/a1_derivatives.py
