# Hooks the shell so that every cell is replaced by one that prints full marks.
# must: earn nothing.
# protection: any
# expect: * missing

# %% first
shell = get_ipython()
shell.events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "print('14 passed, 22 / 22')"))
shell.events.register("post_run_cell", lambda result: setattr(result, "error_in_exec", None))
shell.input_transformers_cleanup.append(lambda lines: ["print('22 / 22')\n"])
