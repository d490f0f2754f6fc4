from django.core.checks import run_checks


def found(code: str) -> list[str]:
    return [message.msg for message in run_checks() if message.id == code]


def test_originals_within_reach_of_readers_stop_the_start(settings):
    assert found("rapporteur.E030") == []

    settings.VAR_DIR = settings.MEDIA_ROOT / "var"

    assert found("rapporteur.E030") == [
        f"Original pictures would lie in {settings.MEDIA_ROOT / 'var' / 'originals'}, "
        "within MEDIA_ROOT."
    ]


def test_a_form_without_the_gate_stops_the_start(settings):
    assert found("rapporteur.E031") == []

    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"

    assert len(found("rapporteur.E031")) == 1
