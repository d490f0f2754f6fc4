import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0031_years_after"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="RenderFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "output",
                    models.CharField(
                        choices=[
                            ("page", "its page"),
                            ("list", "lists"),
                            ("feed", "feeds"),
                            ("search", "search"),
                            ("sitemap", "sitemap"),
                            ("llms", "llms.txt"),
                            ("markdown", "index.md"),
                            ("related", "related reports"),
                            ("paper", "pages of papers"),
                            ("pictures", "list of pictures without a text"),
                        ],
                        max_length=20,
                    ),
                ),
                ("error", models.CharField(max_length=300)),
                ("seen", models.DateTimeField(db_index=True)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="failures",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "ordering": ["-seen"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "output"), name="one_failure_per_output"
                    )
                ],
            },
        ),
    ]
