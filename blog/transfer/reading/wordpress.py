"""What WordPress's exports leave in a text: `[caption]` around a picture in HTML, `[code]` around a
listing, `[embed]` around an address. No Django.

https://codex.wordpress.org/Caption_Shortcode
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from blog.transfer.reading.embeds import video_of

_CAPTION = re.compile(r"\[caption\b[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(
    r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)|"
    r"\s*(\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?)(.*)",
    re.DOTALL,
)
_CODE = re.compile(r"\[(code|sourcecode)\b([^\]]*)\]\n?(.*?)\n?\[/\1\]", re.DOTALL)
_EMBED = re.compile(
    r"\[(embed|youtube|vimeo)\b[^\]]*?=?\](.*?)\[/\1\]|\[(?:youtube|vimeo)[ =]([^\]]+)\]"
)
_MARKDOWN = re.compile(r"(?:\[)?!\[([^\]]*)\]\(\s*([^)\s]+)[^)]*\)(?:\]\(\s*([^)\s]+)[^)]*\))?")


def as_html(source: str) -> str:
    """HTML in which these are what they show."""
    source = _CAPTION.sub(_figure, source)
    source = _CODE.sub(_listing, source)
    return _EMBED.sub(_player, source)


def block_in(text: str) -> tuple[str, dict[str, Any]] | None:
    """The kind and value of a block when a paragraph is one of these and nothing else."""
    stripped = text.strip()
    if not stripped.startswith("["):
        return None
    found = _EMBED.fullmatch(stripped)
    video = video_of(_address(found)) if found else None
    return ("embed", video) if video else None


def _figure(found: re.Match[str]) -> str:
    parts = _PICTURE.fullmatch(found[1])
    if parts is None:
        return found[0]
    picture, caption = (parts[1], parts[2]) if parts[1] else (_as_tag(parts[3]), parts[4])
    shown = re.sub(r"<[^>]*>", "", caption).strip()
    return f"<figure>{picture}<figcaption>{shown}</figcaption></figure>"


def _as_tag(markdown: str) -> str:
    found = _MARKDOWN.match(markdown)
    assert found is not None
    picture = f'<img src="{escape(found[2])}" alt="{escape(found[1])}">'
    return f'<a href="{escape(found[3])}">{picture}</a>' if found[3] else picture


def _listing(found: re.Match[str]) -> str:
    named = re.search(r"(?:lang(?:uage)?)\s*=\s*[\"']?([\w+#-]+)", found[2])
    language = f' lang="{named[1]}"' if named else ' class="prettyprint"'
    code = escape(unescape(re.sub(r"<br\s*/?>\n?", "\n", found[3])), quote=False)
    return f"<pre{language}>{code}</pre>"


def _player(found: re.Match[str]) -> str:
    address = _address(found)
    return f'<iframe src="{escape(address)}"></iframe>' if video_of(address) else found[0]


def _address(found: re.Match[str]) -> str:
    text = unescape(found[2] or found[3] or "").strip().strip("\"'")
    text = text.split()[0] if text else ""
    return text if "//" in text else f"https://youtu.be/{text}"
