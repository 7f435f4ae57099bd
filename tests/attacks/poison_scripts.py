# Displays pages with scripts, event handlers, frames, forms, links that run, pictures from elsewhere.
# must: show nothing that runs or calls out.
# protection: any

# %% cell
from IPython.display import HTML, SVG, Javascript, Markdown, display

pages = [
    "<script>attack()</script>",
    "<ScRiPt src=//attack.invalid/x.js></sCrIpT>",
    "<img src=x onerror=attack()>",
    "<img src=http://attack.invalid/x.png>",
    "<svg onload=attack()><a xlink:href='javascript:attack()'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=attack()></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=attack()>",
    "<a href='javascript:attack()'>x</a>",
    "<a href='java\tscript:attack()'>x</a>",
    "<a href='&#106;avascript:attack()'>x</a>",
    "<a href='data:text/html,<script>attack()</script>'>x</a>",
    "<iframe srcdoc='<script>attack()</script>'></iframe>",
    "<iframe src=javascript:attack()></iframe>",
    "<form action=javascript:attack()><button>x</button></form>",
    "<button formaction=javascript:attack() form=x>x</button>",
    "<meta http-equiv=refresh content='0;url=javascript:attack()'>",
    "<base href=//attack.invalid/>",
    "<link rel=stylesheet href=//attack.invalid/x.css>",
    "<style>@import '//attack.invalid/x.css'; body {background: url(//attack.invalid/x.png)}</style>",
    "<div style='background:url(//attack.invalid/x.png);position:fixed;inset:0'>x</div>",
    "<object data='data:image/svg+xml,<svg onload=attack()>'></object>",
    "<embed src=javascript:attack()>",
    "<video src=//attack.invalid/x.mp4 onerror=attack() autoplay></video>",
    "<details open ontoggle=attack()>x</details>",
    "<input autofocus onfocus=attack()>",
    "<template><script>attack()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=attack()>'>",
    "<!--><img src=x onerror=attack()>-->",
    "<x-custom is=script onclick=attack()>x</x-custom>",
    "</div></div></body><script>attack()</script>",
]
for page in pages:
    display(HTML(page))
    display(Markdown(page))
    display({"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{page}</svg>"}, raw=True)
display(Javascript("attack()"))
for kind in ("application/javascript", "application/vnd.jupyter.widget-view+json", "text/latex", "text/vnd.mermaid"):
    display({kind: "$\\href{javascript:attack()}{x}$<script>attack()</script>"}, raw=True)
display({"text/html": ["<script>", "attack()", "</script>"], "text/plain": {"x": "<script>attack()</script>"}}, raw=True)
display({"TEXT/HTML": "<script>attack()</script>", "text/html;charset=utf-8": "<img src=x onerror=attack()>"}, raw=True)
