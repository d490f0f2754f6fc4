from django.db import migrations, models

import blog.core.languages
import blog.papers.models.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0030_former_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="DemoDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("with_demo", models.BooleanField()),
                ("decided", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="postpage",
            name="no_sitemap",
            field=models.BooleanField(default=False, verbose_name="not in the sitemap"),
        ),
        migrations.AddField(
            model_name="postpage",
            name="noindex",
            field=models.BooleanField(
                default=False,
                help_text="Asks them to leave it out; lists and feeds of this site still name it.",
                verbose_name="not for search engines",
            ),
        ),
        migrations.AddField(
            model_name="postpage",
            name="unlisted",
            field=models.BooleanField(
                default=False,
                help_text="Read by those who have the address: in no list, feed, search or sitemap.",
                verbose_name="unlisted",
            ),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="no_sitemap",
            field=models.BooleanField(default=False, verbose_name="not in the sitemap"),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="noindex",
            field=models.BooleanField(
                default=False,
                help_text="Asks them to leave it out; lists and feeds of this site still name it.",
                verbose_name="not for search engines",
            ),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="unlisted",
            field=models.BooleanField(
                default=False,
                help_text="Read by those who have the address: in no list, feed, search or sitemap.",
                verbose_name="unlisted",
            ),
        ),
        migrations.AlterField(
            model_name="paperidentifier",
            name="scheme",
            field=models.CharField(
                blank=True,
                choices=blog.papers.models.identifiers.scheme_choices,
                help_text="Recognised by itself in a link; choose it for a bare number.",
                max_length=20,
                verbose_name="scheme",
            ),
        ),
        migrations.AlterField(
            model_name="paperidentifier",
            name="value",
            field=models.CharField(
                help_text="As you have it: https://arxiv.org/abs/2401.12345v2, 10.1000/182 …",
                max_length=500,
                verbose_name="link or number",
            ),
        ),
        migrations.AlterField(
            model_name="postpage",
            name="language",
            field=models.CharField(
                default="en",
                help_text="Its tag: en, pl, pt-BR, zh-Hant …",
                max_length=35,
                validators=[blog.core.languages.validate_tag],
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="language",
            field=models.CharField(blank=True, max_length=35),
        ),
        migrations.AlterField(
            model_name="standardpage",
            name="language",
            field=models.CharField(
                default="en",
                help_text="Its tag: en, pl, pt-BR, zh-Hant …",
                max_length=35,
                validators=[blog.core.languages.validate_tag],
                verbose_name="language",
            ),
        ),
    ]
