# Gives its documents names with markup, formulas and the terminal's commands in them.
# must: have them told as plain text.
# protection: any
# assignment: a9_project
# score: 0 to 4

# %% hand_in
def hand_in(notebook, folder):
    for name in ("=cmd() <img src=x onerror=attack()>.pdf", "\x1b]0;attack\x07<script>attack()</script>.mp4", "+1.zip"):
        (folder / name.replace("/", "\u2215")).write_bytes(b"%PDF-1.7\n")
