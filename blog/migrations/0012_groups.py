"""Wagtail's groups may do with our snippets what they may do with pages and pictures."""

from django.db import migrations

SNIPPETS = ("author", "paper", "event", "eventseries", "category", "postseries")
# Who publishes also tidies up: merging needs deletion, and what is in use cannot be deleted.
ACTIONS = {"Editors": ("add", "change"), "Moderators": ("add", "change", "delete")}


def grant(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ACTIONS):
        for name in SNIPPETS:
            kind, _ = content_types.get_or_create(app_label="blog", model=name)
            words = apps.get_model("blog", name)._meta.verbose_name
            # Django makes permissions after all migrations; these are the rows it will find.
            group.permissions.add(
                *(
                    permissions.get_or_create(
                        content_type=kind,
                        codename=f"{action}_{name}",
                        defaults={"name": f"Can {action} {words}"},
                    )[0]
                    for action in ACTIONS[group.name]
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0011_share_services"),
        ("wagtailcore", "0002_initial_data"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
