# The reference solution as it is.
# base: solution
