"""The hidden tests: one module for each assignment, named like it. Students never receive this folder."""
