"""What an answer is worth and why: comparison, diagnosis, messages. Pure: no file, no process."""
