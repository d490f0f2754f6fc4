"""What the editor's script asks when an address is pasted as a video."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from blog.core.videos import video_in


@require_safe
def read_address(request: HttpRequest) -> JsonResponse:
    """{"video": {"provider", "id", "start"}}, or {"video": null} for what is no address of one."""
    video = video_in(request.GET.get("address", "")[:2000])
    return JsonResponse({"video": asdict(video) if video else None})


def video_urls() -> list[Any]:
    return [path("videos/read/", read_address, name="read_video_address")]
