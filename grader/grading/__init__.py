"""One submission and a class: run, mark, write. Workers grade, one process writes."""
