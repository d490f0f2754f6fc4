"""Hugo itself, with the small theme of our own in `tests/samples/hugo_theme`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAYOUTS = Path(__file__).resolve().parents[1] / "samples" / "hugo_theme" / "layouts"
# Every text is built as it is written, also HTML, which is off unless a site asks for it: an import
# keeps what Hugo would leave out. A theme that the site names is not ours to have.
_SETTINGS = {"HUGO_MARKUP_GOLDMARK_RENDERER_UNSAFE": "true", "HUGO_THEME": "ours"}


def build(site: Path, target: Path) -> Path:
    """What Hugo makes of the site, in `target`."""
    # The locked one, beside this Python: Debian's Hugo 0.111 may stand first on PATH.
    binary = shutil.which("hugo", path=str(Path(sys.executable).parent))
    if binary is None and os.environ.get("RAPPORTEUR_REQUIRE_ALL"):
        pytest.fail("hugo is not installed")
    if binary is None:
        pytest.skip("hugo is not installed")
    shutil.copytree(LAYOUTS, site / "themes/ours/layouts", dirs_exist_ok=True)
    result = subprocess.run(
        [binary, "--source", str(site), "--destination", str(target)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | _SETTINGS,
    )
    shutil.rmtree(site / "themes")
    assert result.returncode == 0, result.stdout + result.stderr
    return target
