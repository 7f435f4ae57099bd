# Hands in the release as it is.
# base: release
