"""Which candidate of a srcset a browser takes.  https://html.spec.whatwg.org/#select-an-image-source"""

from __future__ import annotations

import re

_EM = 16


def chosen_rendition(srcset: str, sizes: str, width: int, density: float) -> str:
    """The narrowest one that is wide enough, otherwise the widest."""
    needed = _slot(sizes, width) * density
    candidates = sorted(
        (int(step.removesuffix("w")), url)
        for url, step in (candidate.split() for candidate in srcset.split(", "))
    )
    for step, url in candidates:
        if step >= needed:
            return url
    return candidates[-1][1]


def _slot(sizes: str, width: int) -> float:
    for part in sizes.split(", "):
        condition = re.match(r"\(min-width: ([\d.]+)em\) (.+)", part)
        if condition and width < float(condition[1]) * _EM:
            continue
        return _length(condition[2] if condition else part, width)
    return width


def _length(text: str, width: int) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(rem|vw|px)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"rem": _EM, "vw": width / 100, "px": 1}[unit]
