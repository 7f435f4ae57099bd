# Writes pages into the notebook's title, language, authors and widgets' state.
# must: show none of it.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    page = "</title><script>attack()</script>"
    notebook["metadata"] |= {
        "title": page,
        "authors": [{"name": page}],
        "language_info": {"name": page, "codemirror_mode": page, "pygments_lexer": page, "file_extension": page},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": page}, "version_major": 2}},
    }
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": ["x' onclick='attack()"], "slideshow": {"slide_type": page}}
