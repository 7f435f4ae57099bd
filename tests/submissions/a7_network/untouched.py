# The release as it is: nothing answered.
# base: release
