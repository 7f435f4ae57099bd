# The reference app as it is.
# base: solution
