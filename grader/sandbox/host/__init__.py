"""The grader's side of the sandbox: it starts processes, sends cells and probes, and keeps the time limits."""
