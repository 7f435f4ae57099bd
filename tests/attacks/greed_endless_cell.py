# Loops for ever in a cell, and catches whatever would end it.
# must: lose what that cell should have defined, and no more.
# base: solution
# score: 21
# expect: df timeout|killed
# expect: * correct

# %% answer="df"
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
