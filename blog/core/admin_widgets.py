"""Wagtail's choosers without inline scripts.

`BaseChooser.render` ends with a `<script>` of its own, which a policy without 'unsafe-inline'
blocks, and which is made in Python, so no template can be overridden. Ours says the same as data,
and `admin.js` starts it.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_choosers_from_data() -> None:
    """Replace the rendering of every chooser, Wagtail's own and those of add-ons."""
    BaseChooser.render = _render


def _render(
    self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None
) -> SafeString:
    id_ = attrs["id"]
    value_data = self.get_value_data(value)
    return format_html(
        '{}<template data-start="{}" data-class="{}" data-for="{}" data-options="{}"></template>',
        self.render_html(name, value_data, attrs),
        # The only one that is started by a function of its own instead of a class.
        "TaskChooser" if isinstance(self, AdminTaskChooser) else "Chooser",
        self.js_constructor,
        id_,
        json.dumps(self.get_js_init_options(id_, name, value_data)),
    )
