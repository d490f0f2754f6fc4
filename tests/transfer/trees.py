"""Folders as values that can be compared."""

from __future__ import annotations

from pathlib import Path


def tree(root: Path, parts: tuple[str, ...] = ("",)) -> dict[str, bytes]:
    """Path below `root` → bytes, for these folders and files."""
    found: dict[str, bytes] = {}
    for part in parts:
        start = root / part
        files = start.rglob("*") if start.is_dir() else [start] if start.is_file() else []
        found |= {
            file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.is_file()
        }
    return found


def write_tree(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
