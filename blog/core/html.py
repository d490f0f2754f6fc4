"""The one sanitiser: foreign HTML as a reader may safely be given it, and Markdown by way of it.

Nothing that stays may run, may ask another host for anything, or may dress itself: no script, no
style, no frame, no picture from elsewhere. What would have done so becomes a link. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

import nh3
from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from blog.core.addresses import parse_address, write_address
from blog.core.content_model import (
    is_sound_value,
    let_followers_out,
    mend_structure,
    write_html,
)
from blog.core.goldmark import (
    alerts,
    heading_attributes,
    is_money,
    use_typographer,
    whole_addresses,
)
from blog.core.trackers import is_tracker

MAX_SOURCE = 1_000_000
_TAGS = set(
    "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark "
    "ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup table "
    "tbody td tfoot th thead time tr track u ul var video".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title", "class", "id", "aria-label", "role"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "video": {"src", "controls", "preload", "poster", "width", "height", "muted", "loop"},
    "audio": {"src", "controls", "preload"},
    "source": {"src", "type"},
    "track": {"src", "kind", "srclang", "label"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "details": {"open"},
    "abbr": {"title"},
    "col": {"span"},
}
_CLASSES = frozenset(
    "centre footnotes footnotes-list footnote-item footnote-ref footnote-backref "
    "contains-task-list task-list-item task-list-item-checkbox table".split()
)
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}

# In HTML that our sanitiser wrote: every value stands in double quotes, and no text holds "<".
_ID = re.compile(r' id="([^"]+)"')
_ID_OR_LINK = re.compile(r'( id="| href="#)([^"]+)(")')
_OUR_ID = re.compile(r"[rn]\d+|[bcpst]-[0-9a-f]{8}(-h)?|main|cite|bib|address|keys|q")

# Bounded, because each opening that nothing closes would be followed to the end.
_ESCAPED_SHORTCODE = re.compile(r"\{\{([<%])/\*(.{0,1000}?)\*/([>%])\}\}", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{(?:<.{0,1000}?>|%.{0,1000}?%)\}\}", re.DOTALL)
_SHORTCODE_TAG = re.compile(r"\{\{(?:<(?!/\*)[^<>]{0,1000}>|%(?!/\*)[^%]{0,1000}%)\}\}")
_CODE_OR_SHORTCODE = re.compile(
    r"(```.*?```|~~~.*?~~~|`[^`\n]*`)|\{\{(?:<(?!/\*).{0,1000}?>|%(?!/\*).{0,1000}?%)\}\}",
    re.DOTALL,
)
# An address so long is none that a reader follows; looking for links in it takes its square.
_LONG_WORD = re.compile(r"\S{1000}")


def _shortcode(state: StateInline, silent: bool) -> bool:
    """One that nothing here reads is shown as it is written."""
    if not state.src.startswith(("{{<", "{{%"), state.pos):
        return False
    found = _SHORTCODE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = token.markup = found[0]
    state.pos = found.end()
    return True


def _make_parser() -> MarkdownIt:
    parser = (
        MarkdownIt("gfm-like", {"html": True})
        .use(footnote_plugin)
        .disable("footnote_inline")
        .use(deflist_plugin)
        .use(tasklists_plugin)
        .use(
            dollarmath_plugin,
            allow_labels=False,
            allow_space=False,
            allow_digits=False,
            double_inline=True,
        )
    )
    parser.core.ruler.before("inline", "heading_attributes", heading_attributes)
    parser.core.ruler.push("alerts", alerts)
    parser.core.ruler.before("text_join", "whole_addresses", whole_addresses)
    use_typographer(parser)
    parser.inline.ruler.before("escape", "shortcode", _shortcode)
    for kind in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(kind, _place_formula)
    return parser


# Where a formula stands while the HTML around it is sanitised: signs that no source may hold.
_FORMULA_PLACE = re.compile("\ue000(\\d+)\ue001")
Formula = Callable[..., str]


def _as_written(latex: str, *, display: bool) -> str:
    return escape(latex, quote=False)


def _place_formula(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    if token.type == "math_inline" and is_money(token.content):
        return escape(f"${token.content}$", quote=False)
    display = token.type != "math_inline"
    formulas = env.setdefault("formulas", [])
    formulas.append((token.content.strip(), display))
    place = f"\ue000{len(formulas) - 1}\ue001"
    return f"<p>{place}</p>\n" if token.type == "math_block" else place


_markdown = _make_parser()
_markdown_without_links = _make_parser().disable("linkify")


def safe_href(address: str | None) -> str:
    """The address if a link may lead there, otherwise "". Relative ones may."""
    if not address:
        return ""
    # Browsers overlook blanks in a scheme: "java script:" runs.
    joined, trimmed = re.sub(r"[\x00-\x20]+", "", address), address.strip()
    parts = parse_address(joined)
    if parts is None or parts.scheme not in _SCHEMES:
        return ""
    return trimmed if trimmed == joined or parse_address(trimmed) else ""


def is_local(address: str) -> bool:
    """True for a path of this site: nothing that asks another host."""
    cleaned = address.strip()
    parts = parse_address(cleaned)
    return (
        bool(cleaned)
        and not cleaned.startswith(("//", "/\\", "\\"))
        and parts is not None
        and not parts.scheme
    )


def sanitise_html(source: str) -> str:
    """HTML that is well-formed and harmless. Unclosed elements are closed, orphan ends dropped. Of a
    shortcode that nothing reads its text is shown."""
    return _sanitised(without_shortcodes(source[:MAX_SOURCE]))


def _sanitised(source: str) -> str:
    fragment = _parse(source)
    if fragment is None:
        return ""
    let_followers_out(fragment)
    for element in list(fragment.iter(etree.Element)):
        _tame(element)
    mend_structure(fragment)
    inner = write_html(fragment)
    return nh3.clean(
        inner[len("<div>") : inner.rindex("</div>")] if inner.startswith("<div>") else inner,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style", "template", "noscript", "object", "svg"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        attribute_filter=_filter_attribute,
    ).strip()


def render_markdown(source: str, formula: Formula = _as_written) -> str:
    """Markdown (GitHub's dialect with notes and definitions) as harmless HTML.

    Of a shortcode that nothing reads its text is shown; one that is escaped, `{{</* name */>}}`, is
    shown as Hugo shows it. `formula`
    sets what stands between dollar signs; what it returns is not sanitised.
    """
    shown = _CODE_OR_SHORTCODE.sub(lambda match: match[1] or "", source[:MAX_SOURCE])
    shown = _ESCAPED_SHORTCODE.sub(r"{{\1\2\3}}", shown)
    env: dict[str, Any] = {}
    parser = _markdown_without_links if _LONG_WORD.search(shown) else _markdown
    safe = _sanitised(parser.render(re.sub("[\ue000\ue001]", "", shown), env))
    formulas = [formula(latex, display=display) for latex, display in env.get("formulas", ())]
    return _FORMULA_PLACE.sub(lambda place: formulas[int(place[1])], safe)


def unique_ids(source: str, seen: set[str]) -> str:
    """The HTML with ids that are nobody else's on the page; links inside of it follow. What it
    keeps is added to `seen`. An id of the form that our own blocks have always gives way. Of two
    elements with one id, the first has it, as in browsers."""
    renamed: dict[str, str] = {}
    source = _without_second_ids(source)
    for found in dict.fromkeys(_ID.findall(source)):
        name, number = found, 2
        while name in seen or _OUR_ID.fullmatch(name):
            name, number = f"{found}-{number}", number + 1
        seen.add(name)
        if name != found:
            renamed[found] = name
    if not renamed:
        return source
    return _ID_OR_LINK.sub(
        lambda match: f"{match[1]}{renamed.get(match[2], match[2])}{match[3]}", source
    )


def is_own_id(name: str) -> bool:
    """True for an id that our own parts of a page have."""
    return _OUR_ID.fullmatch(name) is not None


def _without_second_ids(source: str) -> str:
    taken: set[str] = set()

    def first(match: re.Match[str]) -> str:
        if match[1] in taken:
            return ""
        taken.add(match[1])
        return match[0]

    return _ID.sub(first, source)


def without_shortcodes(source: str) -> str:
    """Without the tags of shortcodes, whose text stays."""
    return _SHORTCODE_TAG.sub("", source) if "{{" in source else source


def _parse(source: str) -> html.HtmlElement | None:
    if not source.strip():
        return None
    parser = html.HTMLParser(no_network=True, encoding="utf-8", huge_tree=False)
    try:
        root = html.fragment_fromstring(
            source.encode("utf-8", "replace"), create_parent="div", parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _as_text(source)
    # Below 255 levels the parser stops reading, and what follows would be lost.
    return _as_text(source) if parser.error_log.filter_from_fatals() else root


def _as_text(source: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{nh3.clean_text(source)}</div>")


def _tame(element: html.HtmlElement) -> None:
    tag = element.tag
    if tag in ("iframe", "embed", "object"):
        address = element.get("src") or element.get("data") or ""
        if is_tracker(address, element.attrib):
            element.drop_tree()
        else:
            _become_link(element, address, element.get("title"))
    elif tag == "img" and not is_local(element.get("src") or ""):
        _become_words(element)
    elif tag in ("video", "audio", "source", "track"):
        for name in ("src", "poster"):
            if element.get(name) and not is_local(element.get(name)):
                del element.attrib[name]
        if tag in ("video", "audio"):
            element.set("controls", "")
            element.set("preload", "none")
    elif tag == "img" and element.get("alt") is None:
        element.set("alt", "")
    elif tag == "input":
        # A task in a list: a sign says it without a form control that nobody can use.
        tail = element.tail
        ticked = element.get("checked") is not None
        element.clear()
        element.tag, element.text, element.tail = "span", "☑" if ticked else "☐", tail
    elif tag == "center":
        element.tag = "div"
        element.set("class", "centre")
    elif tag in _HEADINGS:
        element.tag = _HEADINGS[tag]
    elif tag == "font":
        element.tag = "span"
    elif tag == "math":
        element.tag, element.text = "span", _text_of_formula(element)
        del element[:]
    if element.get("align") == "center":
        element.set("class", "centre")


def _become_words(picture: html.HtmlElement) -> None:
    """A picture on another host: a link to it, or, inside of one, what it shows in words."""
    src, tail = picture.get("src") or "", picture.tail
    around = next((item for item in picture.iterancestors("a") if item.get("href")), None)
    if is_tracker(src, picture.attrib):
        picture.drop_tree()
        if around is not None and not len(around) and not around.text_content().strip():
            around.drop_tree()
    elif around is None:
        _become_link(picture, src, picture.get("alt"))
    else:
        words = picture.get("alt") or src
        picture.clear()
        picture.tag, picture.text, picture.tail = "span", words, tail


def _text_of_formula(element: html.HtmlElement) -> str:
    """Without its source, which annotations repeat: the sanitiser knows no MathML."""
    for source in list(element.iter("annotation", "annotation-xml")):
        source.drop_tree()
    return str(element.text_content())


def _become_link(element: html.HtmlElement, address: str, label: str | None) -> None:
    href = safe_href(address)
    if href.startswith("//"):
        href = f"https:{href}"
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag = "a" if href else "span"
    if element.tag == "a":
        element.set("href", href)
        element.text = label or href


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        kept = " ".join(item for item in value.split() if item in _CLASSES)
        return kept or None
    if name == "id":
        return value if re.fullmatch(r"[A-Za-z][\w:.-]{0,80}", value) else None
    if name in ("href", "src", "poster", "cite"):
        return write_address(safe_href(value)) or None
    return value if is_sound_value(name, value) else None
