# Handed in as it was handed out.
# base: release
