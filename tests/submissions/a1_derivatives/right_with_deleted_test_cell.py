# Two test cells were deleted; they are put back, and the answers count.
# base: solution

# %% delete="chain_rule"

# %% delete="differentiate"
