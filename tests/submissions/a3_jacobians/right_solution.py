# The reference answers themselves.
# base: solution
