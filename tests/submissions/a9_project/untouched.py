# Nothing but the notebook.
# base: release
# expect: * missing no_file
# expect: source_code missing no_source
# expect: app missing department_not_told
