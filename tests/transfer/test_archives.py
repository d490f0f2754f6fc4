"""Uploads that are meant to harm, or that somebody packed badly: refused in words that help."""

import io
import zipfile

import pytest

from blog.core.errors import SourceError
from blog.transfer.admin.archives import unpack_upload

PITCH = b"---\ntitle: Pitch\ndate: 2024-05-31\n---\nFirst words.\n"


def packed(files: dict[str, bytes], **fields) -> bytes:
    """A zip; `fields` are set on the entry that comes last."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name == list(files)[-1]:
                for field, value in fields.items():
                    setattr(entry, field, value)
            archive.writestr(entry, content)
    return stream.getvalue()


def with_name(written: bytes, name: bytes) -> bytes:
    """A zip whose "x.md" is called so, without the mark of UTF-8."""
    stand_in = "x" * (len(written) - 3) + ".md"
    return packed({stand_in: name}).replace(stand_in.encode(), written)


def unpack(content: bytes, folder, name: str = "site.zip"):
    return unpack_upload(io.BytesIO(content), name, folder / "upload")


ENCRYPTED = packed({"a.md": PITCH}).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")  # fmt: skip
DAMAGED = packed({"a.md": PITCH * 50})[:-60]
UNKNOWN_METHOD = packed({"a.md": PITCH}).replace(b"\x08\x00", b"\x63\x00")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed({"../evil.md": PITCH}), "../evil.md: the path leads out of the folder."),
        (packed({"a/../../evil.md": PITCH}), "evil.md: the path leads out of the folder."),
        (packed({"/etc/evil.md": PITCH}), "/etc/evil.md: the path leads out of the folder."),
        (packed({"C:/evil.md": PITCH}), "C:/evil.md: the path leads out of the folder."),
        (packed({"a\\..\\..\\evil.md": PITCH}), "the path leads out of the folder."),
        (packed({"a\nb.md": PITCH}), "the path leads out of the folder."),
        (packed({".": PITCH}), "the path leads out of the folder."),
        (packed({"a.md": b"/etc/passwd"}, external_attr=0o120777 << 16), "a.md: this is a link."),
        (packed({"bomb.md": b"0" * 50_000_000}), "bomb.md: the file grows beyond measure"),
        (packed({f"{n}.txt": b"" for n in range(20_001)}), "it holds 20001 files; 20000 is the"),
        (packed({"x" * 201 + ".md": PITCH}), "the name is too long."),
        (packed({"a/" * 500 + "x.md": PITCH}), "the name is too long."),
        (packed({"a.md": PITCH, "a.md/b.md": PITCH}), "it cannot be unpacked"),
        (packed({"photo.jpg": b"x"}), "there is no Markdown file in it."),
        (packed({}), "there is no Markdown file in it."),
        (ENCRYPTED, "a.md: the file is encrypted."),
        (UNKNOWN_METHOD, "packed in a way that is not known here."),
        (DAMAGED, "neither Markdown nor a zip"),
        (b"not a zip", "neither Markdown nor a zip"),
        (b"", "neither Markdown nor a zip"),
        (with_name("música.md".encode("latin-1"), PITCH), "neither UTF-8 nor plain letters"),
        (with_name("más.md".encode("latin-1"), PITCH), "neither UTF-8 nor plain letters"),
    ],
)
def test_a_hostile_zip_is_refused_in_words_and_leaves_nothing(tmp_path, content, reason):
    with pytest.raises(SourceError) as refused:
        unpack(content, tmp_path)

    assert reason in str(refused.value)
    assert str(refused.value).startswith("site.zip")
    assert refused.value.mend
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_are_read_as_macos_and_old_windows_write_them(tmp_path, encoding):
    path = unpack(with_name("canción.md".encode(encoding), PITCH), tmp_path)

    assert [file.name for file in path.iterdir()] == ["canción.md"]


def test_ten_thousand_files_come_out(tmp_path):
    files = {"site/content/a.md": PITCH} | {f"site/static/{n}.txt": b"x" for n in range(9_999)}

    path = unpack(packed(files), tmp_path)

    assert path.name == "site"
    assert sum(file.is_file() for file in path.rglob("*")) == 10_000


def test_a_markdown_file_is_called_by_its_last_name_alone(tmp_path):
    path = unpack(PITCH, tmp_path, "..\\..\\.hidden.md")

    assert path == tmp_path / "upload" / "hidden.md"
    assert path.read_bytes() == PITCH


def test_a_markdown_file_that_is_no_text_of_a_person_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"^book\.md: the file is too large for a text\."):
        unpack(b"x" * 5_000_001, tmp_path, "book.md")
