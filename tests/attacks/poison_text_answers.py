# Writes scripts and links that run into its own text cells, and code that leaves its cell.
# must: show nothing that runs.
# protection: any

# %% cell
# </pre></div><script>attack()</script>
x = "</script><script>attack()</script><!--"
print("</pre><script>attack()</script>", x)

# %% hand_in
def hand_in(notebook, folder):
    texts = [
        "<script>attack()</script>",
        "<img src=x onerror=attack()>",
        "[x](javascript:attack())",
        "[x](data:text/html;base64,PHNjcmlwdD5hdHRhY2soKTwvc2NyaXB0Pg==)",
        "![x](http://attack.invalid/x.png)",
        "[x]: javascript:attack()\n\n[x]",
        "<javascript:attack()>",
        "$\\href{javascript:attack()}{x}$ $$\\style{background:url(//attack.invalid/x)}{x}$$",
        "```html\n</code></pre><script>attack()</script>\n```",
        "<a href='vbscript:attack()'>x</a><svg/onload=attack()>",
        "| a |\n|---|\n| <img src=x onerror=attack()> |",
    ]
    for number, text in enumerate(texts):
        notebook["cells"].append({"cell_type": "markdown", "id": f"text{number}", "metadata": {}, "source": text})
        notebook["cells"].append({"cell_type": "raw", "id": f"raw{number}", "metadata": {"format": "text/html"}, "source": text})
        if number % 2:
            notebook["cells"][number]["source"] = text
