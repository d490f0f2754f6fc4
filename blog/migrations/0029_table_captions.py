"""The caption inside of a table, which no page showed, becomes the one that readers see; a category
makes its own slug."""

import json

from django.db import migrations, models


def with_one_caption(value):
    """Stored data of a body, with the words of every inner caption in the outer one."""
    if isinstance(value, list):
        return [with_one_caption(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {name: with_one_caption(item) for name, item in value.items()}
    table = inner.get("table")
    if not isinstance(table, dict) or not table.get("caption"):
        return inner
    # A duplicated table was given the caption "undefined" by its script.
    written = [inner.get("caption") or "", table["caption"].replace("undefined", "").strip()]
    words = dict.fromkeys(text for text in written if text)
    return inner | {"caption": " · ".join(words)[:300], "table": table | {"caption": ""}}


def move_captions(apps, schema_editor):
    for name in ("PostPage", "StandardPage"):
        pages = apps.get_model("blog", name).objects
        for page in pages.only("body").iterator(chunk_size=100):
            body = with_one_caption(page.body)
            if body != page.body:
                pages.filter(pk=page.pk).update(body=body)
    _move_in_revisions(apps)


def _move_in_revisions(apps):
    types = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="blog", model__in=("postpage", "standardpage")
    )
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=types)
    for revision in revisions.only("content").iterator(chunk_size=100):
        body = revision.content.get("body")
        if not isinstance(body, str) or '"table"' not in body:
            continue
        raw = json.loads(body)
        if (moved := with_one_caption(raw)) != raw:
            revision.content["body"] = json.dumps(moved)
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0024_first_day"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunPython(move_captions, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="category",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, blank=True, max_length=100, unique=True, verbose_name="slug"
            ),
        ),
    ]
