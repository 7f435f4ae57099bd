# Differences as they are; what is built on that is right for it.
# base: solution
# expect: relative_error wrong absolute_error
# expect: suspects correct follow_through

# %% answer="relative_error"
def relative_error(analytic, numeric):
    return max(abs(analytic - numeric))
