"""What is kept of a graded submission: `results.json`, the autograded notebook, and the stamp on both."""
