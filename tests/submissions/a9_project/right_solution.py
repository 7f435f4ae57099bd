# All four things, as they are asked for.
# base: solution
