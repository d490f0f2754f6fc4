"""What was imported before there were sources came from one of them, whose name is not known yet: the
first import of that site adopts it."""

import django.db.models.deletion
from django.db import migrations, models

ADOPTED = "hugo"


def adopt(apps, schema_editor):
    records = apps.get_model("blog", "ImportRecord").objects
    files = apps.get_model("blog", "ImportedFile").objects
    if not records.exists() and not files.exists():
        return
    publication = apps.get_model("blog", "PublicationPage").objects.order_by("path").first()
    if publication is None:
        files.all().delete()
        records.all().delete()
        return
    source = apps.get_model("blog", "ImportSource").objects.create(
        publication=publication, name=ADOPTED
    )
    records.update(origin=source)
    files.update(origin=source)
    apps.get_model("blog", "ImportRun").objects.filter(dry_run=False).update(origin=source)
    adopt_addresses(apps, source)
    # PostgreSQL alters no table whose rows wait to be checked.
    schema_editor.connection.check_constraints()


def adopt_addresses(apps, source):
    """Those that lead to imported pages, and redirects to documents: editors make none of these."""
    pages = apps.get_model("blog", "ImportRecord").objects.values("page")
    addresses = apps.get_model("blog", "PublicAddress").objects.filter(page__in=pages)
    redirects = apps.get_model("wagtailredirects", "Redirect").objects.filter(
        redirect_page=None, redirect_link__contains="/documents/"
    )
    rows = {row.path: {"address": row} for row in addresses}
    rows |= {row.old_path.strip("/"): {"redirect": row} for row in redirects}
    imported = apps.get_model("blog", "ImportedAddress")
    imported.objects.bulk_create(
        imported(origin=source, path=path, **target) for path, target in rows.items()
    )


class Migration(migrations.Migration):
    dependencies = [("blog", "0037_import_sources")]

    operations = [
        migrations.RunPython(adopt, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="importedfile", name="one_imported_file_per_path"),
        migrations.RemoveConstraint(model_name="importrecord", name="one_record_per_source_id"),
        # With a default, so that the way back is open.
        *(
            migrations.AlterField(
                model_name=name,
                name="source",
                field=models.CharField(default="hugo", max_length=20),
            )
            for name in ("importedfile", "importrecord")
        ),
        migrations.RemoveField(model_name="importedfile", name="source"),
        migrations.RemoveField(model_name="importrecord", name="source"),
        *(
            migrations.AlterField(
                model_name=name,
                name="origin",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name=related_name,
                    to="blog.importsource",
                    verbose_name="source",
                ),
            )
            for name, related_name in (("importedfile", "files"), ("importrecord", "records"))
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.UniqueConstraint(
                fields=("origin", "path"), name="one_imported_file_per_path"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrecord",
            constraint=models.UniqueConstraint(
                fields=("origin", "source_id"), name="one_record_per_source_id"
            ),
        ),
    ]
