"""What crosses the boundary between the sandbox and the grader: plain values, encoded, bounded, parsed as hostile."""
