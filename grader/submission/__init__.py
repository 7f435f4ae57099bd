"""What was handed in: found without trust, read, and restored to what the release gave."""
