"""Probes: code of ours that runs in the sandbox, among students' code, and tells what it finds in numbers.

Each module is sent there as its source (`grader.questions.probe_code`), so it imports nothing of this package. A probe
trusts nothing that a file says of itself. Those of files return one number: a measure, or below zero why there is none.
"""

NOT_ONE, DAMAGED, LOCKED, ABSURD, EMPTY = -1, -2, -3, -4, -5
"""Not a file of this kind · broken off or broken · needs a password · no such thing can be meant · nothing in it."""
