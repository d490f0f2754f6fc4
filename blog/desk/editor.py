"""What our editor does beyond Wagtail's: the scripts that every form for a page or a snippet loads."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# In the order in which they need each other.
_SCRIPTS = ["undo", "sequences", "comments", "deletions", "moving", "saving"]


def editor_scripts() -> SafeString:
    """For Wagtail's hook `insert_editor_js`, which comes after the scripts of all blocks."""
    sources = ((static(f"blog/admin/editor/{name}.js"),) for name in _SCRIPTS)
    scripts = format_html_join("", '<script src="{}"></script>', sources)
    return format_html("{}{}", json_script(_texts(), "rapporteur-editor-texts"), scripts)


def _texts() -> dict[str, str]:
    """What the scripts say: the catalogue that scripts of the admin have is Wagtail's alone."""
    return {
        "undo": _("Undo"),
        "deleted": _("Deleted: {block}."),
        # For one, and for more.
        "deletedWords": [
            ngettext(
                "Deleted: %(block)s, %(count)s word.",
                "Deleted: %(block)s, %(count)s words.",
                number,
            )
            % {"block": "{block}", "count": "{count}"}
            for number in (1, 2)
        ],
        "moveTo": _("Move to another list"),
        "moveNowhere": _("There is no other list in this post that could take it."),
        "moved": _("Moved to “{list}”."),
        "post": _("The post itself"),
        "cancel": _("Cancel"),
    }
