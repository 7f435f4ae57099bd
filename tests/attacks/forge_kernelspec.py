# Asks for another kernel: bash, one that does not exist, one with a command line of its own.
# must: earn nothing, and start nothing.
# protection: any
# expect: * missing

# %% hand_in
def hand_in(notebook, folder):
    notebook["metadata"]["kernelspec"] = {
        "name": "bash",
        "language": "bash",
        "display_name": "../../../bin/sh",
        "argv": ["/bin/sh", "-c", "touch @COURSE@/@TRACE@"],
    }
    notebook["metadata"]["language_info"] = {"name": "bash", "version": [1] * 1000}
