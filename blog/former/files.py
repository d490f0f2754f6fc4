"""Files of the site that a publication was before, at their former addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponseBase
from wagtail.models import Page

from blog.core.addresses import netloc_of
from blog.core.redirects import moved_within
from blog.images.models import CustomImage
from blog.transfer.former_site import FormerSite, former_sites
from blog.transfer.hugo.files import spellings
from blog.transfer.models import ImportedFile, ImportRecord
from blog.transfer.writing.site_files import open_kept

_SAFE_TYPES = {
    ".bib": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".json": "application/json", ".md": "text/plain; charset=utf-8", ".mp3": "audio/mpeg",
    ".mp4": "video/mp4", ".ogg": "audio/ogg", ".pdf": "application/pdf",
    ".tex": "text/plain; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".wav": "audio/wav", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8",
}  # fmt: skip


def file_response(request: HttpRequest, path: str) -> HttpResponseBase | None:
    """A file of the former site. Pictures lead to our copy, which carries no metadata."""
    file = next(filter(None, (_kept(site, path) for site in former_sites())), None)
    if file is None or _is_of_a_draft(file):
        return None
    image = CustomImage.objects.filter(content_hash=file.digest).first()
    if image:
        # A store of objects is a host of its own.
        url = image.file.url
        return moved_within(request, url, hosts=[netloc_of(url)])
    kind = _SAFE_TYPES.get(PurePosixPath(path).suffix.lower())
    if kind is None:
        return None
    try:
        response = FileResponse(open_kept(file.digest), content_type=kind)
    except OSError:
        return None
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    name = quote(PurePosixPath(path).name)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return response


def _kept(site: FormerSite, path: str) -> ImportedFile | None:
    inner = site.inner(path)
    if site.origin is None or not inner:
        return None
    places = [spelling for place in _places(site, inner) for spelling in spellings(place)]
    rows = ImportedFile.objects.filter(origin=site.origin, path__in=places)
    by_path = {row.path: row for row in rows}
    return next((by_path[place] for place in places if place in by_path), None)


def _places(site: FormerSite, path: str) -> Iterator[str]:
    """Where the file may lie in the source: in a folder of files, or beside the post below whose
    address it was served."""
    for folder in site.reading.get("statics") or ("static",):
        yield f"{folder}/{path}"
    for folder, prefix in (site.reading.get("mounts") or {}).items():
        if path.startswith(f"{prefix}/"):
            yield f"{folder}{path.removeprefix(prefix)}"
    for folder in site.reading.get("folders") or ("content",):
        yield f"{folder}/{path}"
    full = f"{site.prefix}/{path}" if site.prefix else path
    above = [parent.as_posix() for parent in PurePosixPath(full).parents if parent.name]
    owners = ImportRecord.objects.filter(origin=site.origin, imported_fields__address__in=above)
    # All fields: SQLite gives an address such as "2020" out as a number.
    for fields, source in owners.values_list("imported_fields", "path"):
        if PurePosixPath(source).stem.partition(".")[0] == "index":
            beside = full.removeprefix(fields["address"]).lstrip("/")
            place = (PurePosixPath(source).parent / beside).as_posix()
            # Of a text alone, or of a folder of texts, what lies among them is kept as an export
            # names it.
            yield from (place, f"content/{place}")


def _is_of_a_draft(kept: ImportedFile) -> bool:
    """A file beside a post is as public as the post."""
    for folder in PurePosixPath(kept.path).parents:
        beside = Q(path__startswith=f"{folder}/index.")
        if folder.name and folder.parts[0] == "content":  # of a folder of texts alone
            beside |= Q(path__startswith=f"{folder.relative_to('content')}/index.")
        records = ImportRecord.objects.filter(beside, origin=kept.origin_id)
        owner = records.first() if folder.name else None
        if owner is not None:
            return not Page.objects.filter(pk=owner.page_id).live().public().exists()
    return False
