"""A site whose texts are hard to carry through an edit form: ends of lines, lengths, spaces."""

from __future__ import annotations

from pathlib import Path

from tests.factories import picture_file
from tests.transfer.trees import write_tree

FILES = {
    "hugo.toml": 'baseURL = "https://lab.example.org/"\nstaticDir = ["static", "files"]\n[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\nblock = [["$$", "$$"]]\ninline = [["$", "$"]]\n',
    "content/posts/lines.md": (
        "---\ntitle: |\n  Two\n  lines\ndate: 2024-05-31T10:11:12-07:00\n"
        "description: |\n  Folded  words\n  of two lines\n\n"
        'summary: "x"\ncover: {image: /a.png, alt: "Alt\\nof two lines"}\n---\n'
        "![alt\nof two lines](/a.png)\n\n"
        '{{< figure src="/a.png" alt=`More\n  lines` caption=`A *caption*\nof lines` >}}\n\n'
        "Heading of\ntwo lines\n===\n\n"
        "> quoted\n>\n> — Ada\n> Quill\n\n"
        "```python\na = 1\n\n\tb\n```\n\n$$\nx\n= y\n$$\n\n<div>\n<b>raw</b>\n</div>\n\n"
        "    indented\n\n      code\n\n"
        "Trailing space.   \nHard break.\\\nAnother   with  spaces and\ttab.\n\n"
        "| a | b |\n|---|---|\n| x<br>y |  |\n\n"
        "* one\n* two\n\n  two b\n\n1) x\n2) y\n\n- [ ] task\n\n"
        "Emoji 👩‍🔬 and nbsp\u00a0here, zero\u200bwidth, \u2028 line separator.\n\n"
        '*a*b **c** ***d*** ~~e~~ `f` [g](/h "t") <https://i.example> H<sub>2</sub>O $x^2$[^1]\n\n'
        "***\n\n[^1]: Note with **bold** and [link](https://a.example).\n"
    ),
    "content/posts/crlf.md": b"---\r\ntitle: CRLF\r\ndate: 2020-01-01\r\n---\r\n```\r\na\r\nb\r\n```\r\n\r\n<div>\r\nraw\r\n</div>\r\n\r\n$$\r\nx\r\n$$\r\n\r\nTerm\r\n: def\r\n",
    "content/posts/nodate.md": "---\ntitle: '  Spaces  around  '\nauthor: ['A  B', 'C']\ntags: ['x  y', X, x]\n---\n\n\nText\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndraft: true\ndate: 2020-01-01\n---\nText\n",
    "content/posts/impossible.md": "---\ntitle: No day\ndate: 2020-02-30\n---\nText\n",
    "content/posts/long.md": "---\ntitle: "
    + "long " * 70
    + "\ndate: 2020-01-01\ndescription: "
    + "x " * 600
    + "\n---\nText\n",
    "content/posts/papers.md": (
        "---\ntitle: ICML 2024\ndate: 2024-07-01\n---\n\nTop 2 papers:\n\n"
        "### 1. [A paper\nof lines](https://arxiv.org/abs/1706.03762) - Ada Quill\n\nWords.\n\n"
        "### 2. [Another](https://example.org/x (y).pdf)\n\nWords `c`.\n\n```\ncode\n```\n\n## Bonus\n\n- [C](https://arxiv.org/abs/2401.10446): words\n"
    ),
    "content/posts/limits.md": "---\ntitle: L\ndate: 2020-01-01\n---\n## "
    + "h " * 200
    + "\n\n!["
    + "a " * 700
    + "](/a.png)\n\n> q\n>\n> — "
    + "w " * 190
    + "\n\n### ["
    + "t " * 350
    + '](https://arxiv.org/abs/1706.03762)\n\nw\n\n{{< youtube id=dQw4w9WgXcQ title="'
    + "t " * 300
    + '" >}}\n\n```python {filename="'
    + "f" * 130
    + '"}\nx\n```\n\n| a |\n|---|\n| b |\n\nTable: '
    + "c " * 149
    + "\n\n> [!NOTE] "
    + "n " * 150
    + "\n> x\n",
    "content/about.md": "---\ntitle: About\n---\nMe.\n",
    "content/empty/index.md": "---\ntitle: Empty\ndate: 2021-01-01\n---\n",
    "content/posts/video.md": '---\ntitle: Video\ndate: 2021-01-01\n---\n{{< youtube id="dQw4w9WgXcQ" start="30" >}}\n\n<video src="/v.mp4" controls></video>\n\n{{< unknown a=`b\nc` >}}\n',
    "files/paper.pdf": b"%PDF-1.4\n",
}


def hard_site(root: Path) -> Path:
    return write_tree(root, FILES | {"static/a.png": picture_file().read()})
