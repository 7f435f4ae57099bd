"""Where students' code runs.

* `host` is the grader's side: it starts processes, sends cells and probes, and keeps the time limits;
* `guest` is the students' side: the processes in which their code runs, none of which holds an answer;
* `isolation` keeps these processes from the machine and from each other;
* `selftest` tries out, with the `escape_attempts`, whether that works on this machine.

What crosses between the two sides is in `grader.answers`. The processes, each a fork of the one before it:

1. the fork server (`guest.fork_server_main`) has numpy, SymPy and IPython imported, and waits for the next command
   when its own has ended (`host.kept_server`, `guest.listener`);
2. a template process has entered the students' file system and run the cells that all submissions share;
3. a supervisor (`guest.supervisor`), one for each worker, is isolated and starts and ends submissions;
4. a runner (`guest.runner`), one for each submission, runs the cells and answers probes;
5. a disposable fork of the runner answers probes in its place once a call has hung or died.
"""
