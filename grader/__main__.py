"""`python -m grader` is the `grader` command."""

from grader.cli.commands import main

main()
