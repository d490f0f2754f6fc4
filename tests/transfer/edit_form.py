"""What a browser sends back of the edit view that it was shown, without a browser."""

from __future__ import annotations

import json
import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.forms import Textarea
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import BooleanBlock, ListBlock, StaticBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

Data = dict[str, Any]


def opened(client: Any, page: Any) -> Data:
    """What the edit view of the page holds."""
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert shown.status_code == 200
    return form_data(shown.content, page.specific_class.body.field.stream_block)


def send_back(client: Any, page: Any, action: str = "", data: Data | None = None) -> Any:
    """Send the form as it came, or `data`, as a draft or with the button "publish"."""
    data = opened(client, page) if data is None else data
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, data | ({f"action-{action}": action} if action else {}))


def form_data(html: bytes, body: StreamBlock) -> Data:
    form = BeautifulSoup(html, "html.parser").select_one("form[data-edit-form]")
    data: Data = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        data |= _of_control(control)
    for field in form.select("[data-w-block-arguments-value]"):
        state, _error = json.loads(field["data-w-block-arguments-value"])
        data |= of_block(body, state, field["id"])
    return {name: value for name, value in data.items() if "__prefix__" not in name}


def _of_control(control: Tag) -> Data:
    name = control["name"]
    if control.name == "textarea":
        return {name: re.sub(r"\r\n?|\n", "\r\n", control.text.removeprefix("\n"))}
    if control.name == "select":
        chosen = [option.get("value", option.text) for option in control.select("[selected]")]
        first = [option.get("value", option.text) for option in control.select("option")][:1]
        return {name: chosen if control.has_attr("multiple") else (chosen or first or [""])[0]}
    if control.get("type") in ("checkbox", "radio"):
        return {name: control.get("value", "on")} if control.has_attr("checked") else {}
    if control.get("type") in ("submit", "button", "file"):
        return {}
    return {name: re.sub(r"[\r\n]", "", control.get("value", ""))}


def of_block(block: Any, state: Any, name: str) -> Data:
    """The inputs that the editor's script makes of a block in this state."""
    if isinstance(block, StructBlock):
        return _joined(
            of_block(child, state[key], f"{name}-{key}")
            for key, child in block.child_blocks.items()
        )
    if isinstance(block, StreamBlock):
        kinds = [(item, block.child_blocks[item["type"]]) for item in state]
        rows = [
            {f"{name}-{at}-type": item["type"]} | _row(item, child, name, at)
            for at, (item, child) in enumerate(kinds)
        ]
        return {f"{name}-count": len(state)} | _joined(rows)
    if isinstance(block, ListBlock):
        rows = [_row(item, block.child_block, name, at) for at, item in enumerate(state)]
        return {f"{name}-count": len(state)} | _joined(rows)
    if isinstance(block, TypedTableBlock):
        return _of_table(block, state, name)
    if isinstance(block, BooleanBlock):
        return {name: "on"} if state else {}
    if isinstance(block, StaticBlock):
        return {}
    if isinstance(state, dict):  # what a chooser shows
        state = state["id"]
    if isinstance(state, list):  # what a select holds
        state = state[0] if state else ""
    return {name: _typed(state, block.field.widget)}


def _typed(state: Any, widget: Any) -> Any:
    """As a browser holds it: one line in an input, lines with both signs of their end elsewhere."""
    if not isinstance(state, str):
        return "" if state is None else state
    if isinstance(widget, DraftailRichTextArea):
        return state
    if isinstance(widget, Textarea):
        return re.sub(r"\r\n?|\n", "\r\n", state)
    return re.sub(r"[\r\n]", "", state)


def _row(item: Data, child: Any, name: str, at: int) -> Data:
    row = f"{name}-{at}"
    head = {f"{row}-deleted": "", f"{row}-order": at, f"{row}-id": item["id"] or ""}
    return head | of_block(child, item["value"], f"{row}-value")


def _of_table(block: TypedTableBlock, state: Data, name: str) -> Data:
    columns, rows = state["columns"], state["rows"]
    data = {
        f"{name}-caption": state["caption"] or "",
        f"{name}-column-count": len(columns),
        f"{name}-row-count": len(rows),
    }
    for at, column in enumerate(columns):
        head = f"{name}-column-{at}"
        data |= {f"{head}-type": column["type"], f"{head}-order": at, f"{head}-deleted": ""}
        data[f"{head}-heading"] = column["heading"]
    for at, row in enumerate(rows):
        data |= {f"{name}-row-{at}-order": at, f"{name}-row-{at}-deleted": ""}
        for place, cell in enumerate(row["values"]):
            child = block.child_blocks[columns[place]["type"]]
            data |= of_block(child, cell, f"{name}-cell-{at}-{place}")
    return data


def _joined(parts: Any) -> Data:
    data: Data = {}
    for part in parts:
        data |= part
    return data
