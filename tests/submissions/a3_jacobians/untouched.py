# The release as it was given.
# base: release
