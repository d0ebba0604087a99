"""The HTML twin of a paper: one file with its pictures and letters inside, no script, and it prints well.

It is written from the same tree as the tags of the PDF, so the two say the same in the same order.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from facilitator.content.checking.direction import from_right, needs_arabic, read_from_right
from facilitator.exchange import webfaces
from facilitator.exchange.paper.code import CODE, png_of
from facilitator.exchange.paper.face import look
from facilitator.exchange.paper.leaves import Info
from facilitator.exchange.paper.photo import content_of
from facilitator.exchange.paper.plain import for_web
from facilitator.exchange.paper.tree import HEADINGS, Element, Run
from facilitator.i18n import _

_FAMILY: Final = "Passledaren"
_FACES: Final = {"Regular": 400, "SemiBold": 600, "Bold": 700}
_HOLDERS: Final = ("Sect", "Div", "TOC")
"""Parts whose texts may be read in different directions."""
_LARGE: Final = 30
"""From this size on, in points, a text shrinks with a narrow window."""
_STILL: Final = 1.5
"""So large, in rem, it stays on the narrowest: what a poster shouts is never smaller than what it says beside."""
_BASE: Final = "body"
_LISTS: Final = {"points": "ul", "numbers": "ol", "names": "dl", "levels": "ol", "cards": "ul"}
_RTL: Final = ' dir="rtl"'
_POLICY: Final = "default-src 'none'; style-src 'sha256-{style}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
_RULES: Final = """
*{box-sizing:border-box}html{font-size:112.5%}
body{margin:0 auto;max-width:44rem;padding:1.5rem 1.25rem 4rem;font-family:Passledaren,sans-serif;line-height:1.45;
background:var(--card);color:var(--ink);overflow-wrap:break-word}
header{border-bottom:2px solid var(--ink);margin-bottom:1.5rem}header p,header h1,p,h2,h3,h4,ul,ol,dl,table,figure{margin:0 0 .6em}
header h1{font-size:1.35rem;line-height:1.25}header p{color:var(--ink-2)}
h2,h3,h4{margin-top:1.1em;break-after:avoid;text-wrap:balance}section>h2:first-child{margin-top:0}
main>section{padding-top:1rem}main>section+section{border-top:1px solid var(--line);margin-top:2rem}
nav{margin-bottom:2rem}nav ul{padding-inline-start:1.2em}a{color:var(--ink)}a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
ul,ol{padding-inline-start:1.5em}li{margin-bottom:.3em;break-inside:avoid}p,li,dd{orphans:2;widows:2}
dl>div{display:grid;grid-template-columns:minmax(6rem,1fr) 4fr;gap:.2rem 1rem;margin-bottom:.5em}dd{margin:0}dd>span,td>span,th>span{display:block}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.35em 0;padding-inline-end:.6em;border-bottom:1px solid var(--line)}
tr{break-inside:avoid}thead{display:table-header-group}thead th,thead td{border-bottom:2px solid var(--ink)}
.row{display:flex;gap:1rem;align-items:baseline}.box{padding:.8rem 1rem;margin:0 0 1em;background:var(--sunk);break-inside:avoid-page}
figure{break-inside:avoid;text-align:center}.row:has(figure){align-items:center}.row figure{margin:0}.row figure img{max-height:7rem}img{max-width:100%;max-height:22rem;height:auto}
[dir=rtl] :is(p,li,h1,h2,h3,h4,td,th,dt,dd):not([dir]){unicode-bidi:plaintext}
.line{border-bottom:1px solid var(--ink-3);height:2.2rem;break-before:avoid}.row .line{height:1.8rem}
.levels{list-style:none;padding:0;display:flex;flex-direction:column-reverse;align-items:center}
.levels li:nth-child(2){width:88%}.levels li:nth-child(3){width:76%}.levels li:nth-child(4){width:64%}
.levels li:nth-child(5){width:52%}.levels li span{display:block}.levels li{width:100%;padding:1rem;text-align:center;margin:0;border-top:2px solid var(--card)}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:1fr 1fr;border:1px dashed var(--ink-3)}
.cards li{margin:0;padding:1.4rem 1rem;text-align:center;outline:1px dashed var(--ink-3)}
@media (max-width:32rem){.row{gap:.5rem}.row:has(h3,h4){display:block}.row:has(.title){flex-wrap:wrap}.row:has(.title)>*{flex:1 1 40%}.row>:empty{display:none}h2,h3,h4{hyphens:auto}th,td{padding-inline-end:.3em;font-size:.8rem;overflow-wrap:anywhere;hyphens:auto}dl>div,.cards{grid-template-columns:1fr}.levels li:nth-child(n){width:100%}}
@page{size:A4;margin:18mm 18mm 16mm}
@media print{html{font-size:10.5pt}body{max-width:none;padding:0}body>nav{display:none}
main>section+section{break-before:page;border:0;margin:0;padding:0}*{print-color-adjust:exact}}
"""


def html(tree: Element, info: Info) -> str:
    """The whole file."""
    title, subject = info.title, info.subject
    chapters = [child for child in tree.children if isinstance(child, Element) and child.tag == "Sect"]
    for place, chapter in enumerate(chapters, 1):
        chapter.name = chapter.name or f"del-{place}"
    contents = any(one.tag == "TOC" for one in tree.every())
    nav = "" if contents or len(chapters) < 2 else _nav(chapters)
    style = _style(tree)
    policy = _POLICY.format(style=b64encode(sha256(style.encode()).digest()).decode())
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light"><title>{for_web(title)}</title><style>{style}</style>'
    )
    what = "" if subject in title else f"<p>{for_web(subject)}</p>"
    over = f"<header{_side(title)}>{what}<h1>{for_web(title)}</h1></header>"
    main = "".join(_inside(tree))
    turned = _RTL if read_from_right(info.language) else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{for_web(info.language)}"{turned}>\n<head>{head}</head>\n'
        f"<body>\n{over}\n{nav}<main>\n{main}</main>\n</body>\n</html>\n"
    )


def _nav(chapters: Sequence[Element]) -> str:
    headings = [_heading_of(one) for one in chapters]
    lines = (
        f'<li><a href="#{for_web(one.name)}">{for_web(_told_apart(one, heading, headings))}</a></li>'
        for one, heading in zip(chapters, headings, strict=True)
    )
    return f'<nav aria-label="{for_web(_("Contents"))}"><ul>{"".join(lines)}</ul></nav>\n'


def _heading_of(chapter: Element) -> str:
    return next((one.words() for one in chapter.every() if one.tag in HEADINGS), chapter.words())


def _told_apart(chapter: Element, heading: str, headings: Sequence[str]) -> str:
    """A heading; when there is another like it, with what stands first in its chapter: whose cue card it is."""
    first = next(chapter.runs(), Run()).text
    return f"{first} · {heading}" if headings.count(heading) > 1 and first != heading else heading


def _inside(own: Element) -> Iterator[str]:
    """What is in a part."""
    alone = len(own.children) == 1
    for child in own.children:
        if isinstance(child, Element):
            yield _part(child)
        elif alone or own.tag in (*HEADINGS, "P"):
            yield for_web(child.text, bold=child.bold)
        else:
            yield f'<span class="{_look(child)}">{for_web(child.text, bold=child.bold)}</span>'


def _part(own: Element) -> str:
    """A part with its marks."""
    match own.tag:
        case "Sect":
            name = f' id="{for_web(own.name)}"' if own.name else ""
            return _wrapped("section" + name, own) + "\n"
        case "Div":
            return _wrapped(f'div class="{own.kind.replace("cell ", "c")}"', own)
        case "H1" | "H2" | "H3":
            return _wrapped(f'h{int(own.tag[1]) + 1} class="{_look_of(own)}"', own)
        case "P" | "TD":
            return _wrapped(f'{own.tag.lower()} class="{_look_of(own)}"', own)
        case "TH":
            scope = "col" if own.kind == "Column" else "row"
            return _wrapped(f'th scope="{scope}" class="{_look_of(own)}"', own)
        case "L":
            return _list(own)
        case "Table":
            return _table(own)
        case "TR":
            return _wrapped("tr", own)
        case "Figure":
            return f'<figure><img src="{_picture(own.name)}" alt="{for_web(own.alt)}"></figure>'
        case "TOC":
            return f'<nav aria-label="{for_web(_("Contents"))}">{_wrapped("ul", own)}</nav>'
        case "TOCI":
            return _wrapped("li", own)
        case "Link":
            first = next(own.runs())
            return f'<a class="{_look(first)}" href="#{for_web(own.name)}">{for_web(first.text)}</a>'
        case "Blank":
            return '<div class="line"></div>'
        case _:
            return "".join(_inside(own))


def _wrapped(start: str, own: Element) -> str:
    side = "" if own.tag in _HOLDERS else _side(own.words())
    return f"<{start}{side}>{''.join(_inside(own))}</{start.split()[0]}>"


def _side(text: str) -> str:
    """How a text that is read from right to left says so."""
    return _RTL if from_right(text) else ""


def _list(own: Element) -> str:
    entries = [child for child in own.children if isinstance(child, Element)]
    tag = _LISTS[own.kind]
    if own.kind == "names":
        return f"<dl{_side(own.words())}>{''.join(map(_entry, entries))}</dl>"
    inner = "".join(f'<li class="{_look_of(one)}"{_side(one.words())}>{_body(one)}</li>' for one in entries)
    first = next(entries[0].runs(), Run()).text.rstrip(".")
    start = f' start="{int(first)}"' if own.kind == "numbers" and first.isdigit() and first != "1" else ""
    return f'<{tag}{start} class="{own.kind}"{_side(own.words())}>{inner}</{tag}>'


def _entry(own: Element) -> str:
    label = next((one for one in own.children if isinstance(one, Element) and one.tag == "Lbl"), None)
    name = f'<dt class="{_look_of(label)}">{"".join(_inside(label))}</dt>' if label else ""
    return f"<div>{name}<dd>{_body(own)}</dd></div>"


def _body(own: Element) -> str:
    parts = (one for one in own.children if isinstance(one, Element) and one.tag != "Lbl")
    return "".join("".join(_inside(one)) for one in parts)


def _table(own: Element) -> str:
    rows = [child for child in own.children if isinstance(child, Element)]
    head = [row for row in rows if any(cell.kind == "Column" for cell in row.every())]
    top, rest = "".join(map(_part, head)), "".join(_part(row) for row in rows if row not in head)
    return f"<table{_side(own.words())}><thead>{top}</thead><tbody>{rest}</tbody></table>"


def _look(run: Run) -> str:
    return f"{run.role} t-{run.token}"


def _look_of(own: Element) -> str:
    """How the first text in a part looks."""
    texts = (run for child in own.children for run in _runs(child) if run.role)
    first = next(texts, None)
    return _look(first) if first is not None else _BASE


def _runs(child: Element | Run) -> Iterator[Run]:
    if isinstance(child, Run):
        yield child
    elif child.tag != "Lbl":
        yield from child.runs()


def _picture(name: str) -> str:
    if name.startswith(CODE):
        return f"data:image/png;base64,{b64encode(png_of(name.removeprefix(CODE))).decode()}"
    kind = name.rpartition(".")[2].replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{b64encode(content_of(name)).decode()}"


def _style(tree: Element) -> str:
    colours, roles = look().colours, look().roles
    tokens = sorted({run.token for run in tree.runs() if run.token})
    names = sorted({*tokens, "card", "ink", "ink-2", "ink-3", "line", "sunk"})
    boxes = sorted({one.kind for one in tree.every() if one.kind.startswith(("box ", "cell "))})
    found = webfaces.latin(_FAMILY, _FACES)
    found += webfaces.arabic(_FAMILY) if any(needs_arabic(run.text) for run in tree.runs()) else []
    found.append(":root{" + ";".join(f"--{name}:{colours[name]}" for name in names) + "}" + _RULES)
    for name, role in roles.items():
        size = role.size / roles[_BASE].size
        narrow = f"max({_STILL}rem,{size * 1.6:.3g}vw)"
        wide = f"min({size:.3g}rem,{narrow})" if role.size >= _LARGE else f"{size:.3g}rem"
        found.append(f".{name}{{font-size:{wide};line-height:{role.pitch};font-weight:{_FACES[role.face]}}}")
    found += [f".t-{token}{{color:var(--{token})}}" for token in tokens]
    found += [f".{box.replace('cell ', 'c')}{{flex:{box[5:]}}}" for box in boxes if box.startswith("cell ")]
    found += [f".box.{box[4:]}{{background:{colours[box[4:]]}}}" for box in boxes if box[4:] in colours]
    found += [
        f".levels li:has(.t-on-pyramid-{n}),.levels .t-on-pyramid-{n}{{background:{colours[f'pyramid-{n}']}}}"
        for n in range(1, 6)
        if f"on-pyramid-{n}" in tokens
    ]
    return "\n".join(found)
