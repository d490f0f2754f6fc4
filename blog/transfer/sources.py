"""Which source an import belongs to: said by name, else told by the address of the site or by posts
that came from there; never guessed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.core.addresses import parse_address
from blog.core.errors import RapporteurError, SourceError
from blog.core.text import slugify
from blog.posts.addressing import normalise_address
from blog.posts.models import PublicationPage
from blog.transfer import hugo
from blog.transfer.hugo.read import read_all_records
from blog.transfer.models import ImportSource
from blog.transfer.writing.site_files import is_configuration, open_kept

# What new sites say until somebody writes their own address.
_NOBODYS = frozenset({"example.org", "example.com", "example.net", "localhost", "127.0.0.1"})


class AmbiguousSourceError(SourceError):
    """It cannot be told whose site this is. `choices` are names of sources, the last a new one."""

    def __init__(self, where: str, sources: Iterable[ImportSource], new: str) -> None:
        self.choices = [*(source.name for source in sources), new]
        listed = "\n".join(
            f"  --source {name}" + (_("  (a new source)") if name == new else "")
            for name in self.choices
        )
        super().__init__(
            _("it cannot be told from which source this comes."),
            where=where,
            mend=_("Name it:") + f"\n{listed}",
        )


def source_for(
    site: hugo.HugoSite,
    publication: PublicationPage,
    *,
    name: str = "",
    label: str = "",
    prefix: str = "",
) -> ImportSource:
    """The source, perhaps a new one that is not stored yet. `name` is what the user calls it,
    `label` what an uploaded file is called. AmbiguousSourceError when only the user can tell."""
    sources = list(publication.sources.all())
    source = _named(name, site, sources) if name else _recognised(site, sources, label)
    source = source or ImportSource(publication=publication, name=name or _new_name(site, label))
    _check_prefix(source, normalise_address(prefix))
    if _is_adopted(source) and not name:
        source.name = _free_name(_new_name(site, label), sources) or source.name
    source.root = (label or str(site.root))[:1000]
    source.base_url = home_of(site) or source.base_url
    return _checked(source)


def source_named(name: str, publication: PublicationPage) -> ImportSource:
    """RapporteurError that lists the sources when none is called so."""
    source = publication.sources.filter(name__iexact=name).first()
    if source is None:
        names = ", ".join(publication.sources.values_list("name", flat=True))
        raise RapporteurError(
            _("there is no source “%(name)s”.") % {"name": name},
            where="--source",
            mend=_("There are: %(names)s.") % {"names": names or "–"},
        )
    return source


def home_of(site: hugo.HugoSite) -> str:
    """The site's baseURL; "" where there is none, or one that says nothing."""
    parts = parse_address(site.base_url)
    is_own = parts and parts.host and parts.bare_host not in _NOBODYS
    return site.base_url.strip()[:500] if is_own else ""


def _named(name: str, site: hugo.HugoSite, sources: list[ImportSource]) -> ImportSource | None:
    for source in sources:
        if source.name.casefold() == name.casefold():
            return source
    # What was imported before there were names belongs to the first who claims it with good reason.
    adopted = [source for source in sources if _is_adopted(source) and _is_same(source, site)]
    if adopted:
        adopted[0].name = name
        return adopted[0]
    return None


def _recognised(
    site: hugo.HugoSite, sources: list[ImportSource], label: str
) -> ImportSource | None:
    """None for a source that is certainly new."""
    home = _key(home_of(site))
    same = [source for source in sources if home and _key(_home_of_source(source)) == home]
    if not home and not label:
        same = [source for source in sources if source.root == str(site.root)]
    if len(same) == 1:
        return same[0]
    new = _new_name(site, label)
    begun = [source for source in sources if source.name == new and not source.records.exists()]
    if not same and begun:
        return begun[0]  # its first import ended before anything had come
    files = _digests(site)
    undecided = [source for source in sources if not home or not _home_of_source(source)]
    alike = [source for source in sources if _has_same_posts(source, files)]
    if len(alike) == 1 and alike[0] in undecided:
        return alike[0]
    sharing = [source for source in undecided if _shares_paths(source, files)]
    is_new = site.is_whole or bool(home) or not sources
    if not same and not alike and not sharing and is_new and _free_name(new, sources):
        return None
    raise AmbiguousSourceError(site.content.name, sources, _numbered(new, sources))


def _is_adopted(source: ImportSource) -> bool:
    """Imported before sources had names, and not read since."""
    return source.pk is not None and not source.root and not source.base_url


def _is_same(source: ImportSource, site: hugo.HugoSite) -> bool:
    home = _key(home_of(site))
    former = _key(_home_of_source(source))
    return home == former if home and former else _has_same_posts(source, _digests(site))


def _home_of_source(source: ImportSource) -> str:
    """As noted, else as the configuration says that was kept of it."""
    if source.base_url or not _is_adopted(source):
        return source.base_url
    configuration = [
        file
        for file in source.files.all()
        if is_configuration(file.path) or file.path.startswith("config/")
    ]
    with tempfile.TemporaryDirectory() as folder:
        try:
            for file in configuration:
                place = Path(folder) / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                with open_kept(file.digest) as stream, place.open("wb") as out:
                    shutil.copyfileobj(stream, out)
            return home_of(hugo.find_site(Path(folder)))
        except (OSError, RapporteurError):
            return ""


def _key(address: str) -> str:
    """An address without what changes while a site stays where it is; "" for none."""
    parts = parse_address(address)
    return f"{parts.bare_host}/{parts.path.strip('/')}" if parts and parts.host else ""


def _digests(site: hugo.HugoSite) -> dict[str, str]:
    """Path → digest of every file of text that is asked for."""
    records = read_all_records(site) if site.content.is_dir() else hugo.read_records(site)
    return {
        record.path: hashlib.sha256(record.source).hexdigest()
        for record in records
        if not record.problem
    }


def _has_same_posts(source: ImportSource, files: dict[str, str]) -> bool:
    """At least one file came in from there as it is here."""
    for path, content in source.records.values_list("path", "source_bytes").iterator():
        if files.get(path) == hashlib.sha256(bytes(content)).hexdigest():
            return True
    return False


def _shares_paths(source: ImportSource, files: dict[str, str]) -> bool:
    return any(path in files for path in source.records.values_list("path", flat=True))


def _new_name(site: hugo.HugoSite, label: str) -> str:
    host, _slash, path = _key(home_of(site)).partition("/")
    words = path.split("/") if host else [Path(label).stem or site.root.name]
    slugs = [slugify(word, fallback="") for word in words]
    return "-".join(filter(None, [host, *slugs]))[:90] or "site"


def _free_name(name: str, sources: list[ImportSource]) -> str:
    return "" if name.casefold() in {source.name.casefold() for source in sources} else name


def _numbered(name: str, sources: list[ImportSource]) -> str:
    number, free = 2, name
    while not _free_name(free, sources):
        number, free = number + 1, f"{name}-{number}"
    return free


def _check_prefix(source: ImportSource, prefix: str) -> None:
    if source.pk is None:
        source.prefix = prefix
    elif prefix and prefix != source.prefix:
        place = f"/{source.prefix}/" if source.prefix else "/"
        raise SourceError(
            _("the source %(name)s lives below %(place)s.") % {"name": source.name, "place": place},
            where="--prefix",
            mend=_("Leave --prefix out, or import under another name with --source."),
        )


def _checked(source: ImportSource) -> ImportSource:
    try:
        source.full_clean(validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise SourceError(" ".join(messages), where=f"--source {source.name} ({field})") from error
    return source
