"""The benchmark: one class, graded by stock nbgrader and by this package side by side.

* `classroom` lays out the class, twice; `hidden` writes the stock side's hidden tests, `inline` is what they call;
* `measure` runs commands and watches the memory of all their processes; `floor` runs cells and calls without isolation;
* `figures` is the arithmetic, `show` the tables, `bench` does it all.

Beside it, each a command of its own: `steps` compares two builds step by step, `cluster` weighs a Dask cluster,
`growth` and `writer` large classes, and `repeats` looks whether results are the same in every run.
"""
