"""Where students' code runs.

Five modules, two sides of one boundary:

* `session` is the grader's side: it starts processes, sends cells and probes, keeps the time limits;
* `warm` is a process with numpy, SymPy and IPython loaded, forked once for each sandbox;
* `zygote` is such a fork, locked up, and forked once for each submission;
* `student` is what such a fork runs: the cells, then the probes;
* `wire` is what crosses: length-prefixed JSON, bounded, parsed as data and never unpickled.

Nothing in here knows of questions, references or grades, and no process started from here imports them.
"""
