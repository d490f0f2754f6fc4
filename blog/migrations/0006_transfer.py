import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_reading"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importrecord",
            name="reading",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=20, verbose_name="source")),
                ("path", models.CharField(max_length=1000, verbose_name="path")),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
            ],
            options={
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "path"), name="one_imported_file_per_path"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="started"),
                ),
                ("name", models.CharField(max_length=255, verbose_name="source")),
                ("dry_run", models.BooleanField(default=False, verbose_name="dry run")),
                ("report", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-started_at"],
            },
        ),
    ]
