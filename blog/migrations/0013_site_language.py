from django.db import migrations, models

import blog.site.models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0012_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicationsettings",
            name="language",
            field=models.CharField(
                choices=blog.site.models.interface_languages,
                default="en",
                help_text="Of lists, menus and dates. A post speaks its own language, whoever reads it.",
                max_length=12,
                verbose_name="language",
            ),
        ),
    ]
