import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import blog.core.languages


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0035_former_anchors"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=700)),
            ],
        ),
        migrations.CreateModel(
            name="ImportLease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=32)),
                ("place", models.CharField(max_length=255)),
                ("started_at", models.DateTimeField()),
                ("renewed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ImportSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What “import_hugo --source” and “export_hugo --source” call it.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A\\w[\\w.-]*\\Z",
                                "Use letters, digits, dots and hyphens only: ada.example.org",
                            )
                        ],
                        verbose_name="name",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("hugo", "Hugo site")],
                        default="hugo",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("root", models.CharField(blank=True, max_length=1000, verbose_name="folder")),
                (
                    "base_url",
                    models.CharField(
                        blank=True,
                        help_text="The baseURL of its configuration: later imports are recognised by it.",
                        max_length=500,
                        verbose_name="address of the site",
                    ),
                ),
                (
                    "prefix",
                    models.CharField(blank=True, max_length=200, verbose_name="lives below"),
                ),
                (
                    "authors",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text='Names at the source and fields of the authors they stand for: {"aq": {"display_name": "Ada Quill"}}',
                        verbose_name="authors",
                    ),
                ),
                (
                    "sections",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text='Folders of content and the category of their posts: {"notes": "Paper notes"}',
                        verbose_name="categories of sections",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cc-by-4.0", "CC BY 4.0"),
                            ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                            ("cc-by-nc-4.0", "CC BY-NC 4.0"),
                            ("cc0-1.0", "CC0 1.0"),
                            ("all-rights-reserved", "All rights reserved"),
                        ],
                        help_text="Of its texts, when it differs from the publication's.",
                        max_length=30,
                        verbose_name="licence",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="Of texts that name none and whose words do not tell.",
                        max_length=35,
                        validators=[blog.core.languages.validate_tag],
                        verbose_name="language",
                    ),
                ),
                ("filled", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="importedaddress",
            name="address",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="blog.publicaddress",
            ),
        ),
        migrations.AddField(
            model_name="importedaddress",
            name="redirect",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailredirects.redirect",
            ),
        ),
        migrations.AddField(
            model_name="importlease",
            name="publication",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="blog.publicationpage",
            ),
        ),
        migrations.AddField(
            model_name="importsource",
            name="default_author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="blog.author",
                verbose_name="author of posts that name none",
            ),
        ),
        migrations.AddField(
            model_name="importsource",
            name="publication",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sources",
                to="blog.publicationpage",
            ),
        ),
        migrations.AddField(
            model_name="importedaddress",
            name="origin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="addresses",
                to="blog.importsource",
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="blog.importsource",
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="importrecord",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="records",
                to="blog.importsource",
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="runs",
                to="blog.importsource",
            ),
        ),
        migrations.AddConstraint(
            model_name="importsource",
            constraint=models.UniqueConstraint(
                models.F("publication"),
                django.db.models.functions.text.Lower("name"),
                name="one_source_per_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedaddress",
            constraint=models.UniqueConstraint(
                fields=("origin", "path"), name="one_imported_address_per_path"
            ),
        ),
    ]
