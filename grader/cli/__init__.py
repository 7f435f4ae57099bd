"""The `grader` command: one module for each group of commands, and what it prints."""
