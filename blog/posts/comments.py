"""Comments on a block that was deleted and brought back, after the form has saved itself in between.

Wagtail's form takes comments on blocks of the stored version alone, and refuses the rest as forged.
"""

from __future__ import annotations

import re
from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME, Comment


def readmit_comments(form: Any) -> None:
    """Those of this page that are sent and that Wagtail left out of the form."""
    formset = form.formsets.get("comments")
    if formset is None or not form.is_bound:
        return
    present = {comment.pk for comment in formset.queryset}
    returned = Comment.objects.filter(page=form.instance.pk, pk__in=_sent(form.data) - present)
    if not returned:
        return
    comments = getattr(form.instance, COMMENTS_RELATION_NAME)
    comments.add(*returned)
    numbers = {comment.pk for comment in returned}
    formset.queryset = comments.filter(id__in=present | numbers)
    for row in formset.forms:
        # What is not changed is not saved.
        if row.instance.pk in numbers:
            row.initial["resolved"] = row.instance.resolved_at is not None


def _sent(data: Any) -> set[int]:
    values = (data[name] for name in data if re.fullmatch(r"comments-\d+-id", name))
    return {int(value) for value in values if value.isdecimal()}
