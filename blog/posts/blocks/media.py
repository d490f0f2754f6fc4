from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError

from blog.core.languages import LANGUAGE_CHOICES, language_name
from blog.core.prose import plain_text
from blog.documents.kinds import HEAD, is_what_it_says, kind_of
from blog.posts.blocks.choosers import DocumentChooserBlock, ImageChooserBlock
from blog.posts.blocks.pictures import FormerAddressBlock
from blog.posts.blocks.prose import InlineProseBlock, ProseBlock


class MediaValue(StructValue):
    @property
    def kind(self):
        """Of the file chosen, else of what lay at its former address."""
        document = self.get("file")
        return kind_of(document.filename if document else self.get("src") or "")

    @property
    def is_sound(self) -> bool:
        kind = self.kind
        if not kind or kind.medium == "audio":
            return bool(kind)
        # A sound in WebM or MP4 has the ending of a film.
        return bool(self.recording) and not self.recording.has_picture

    @cached_property
    def recording(self):
        """What was read off the file; None where it could not be read."""
        return getattr(self.get("file"), "recording", None)

    @property
    def has_shape(self) -> bool:
        return bool(self.recording and self.recording.width and self.recording.height)

    @property
    def is_playable(self) -> bool:
        """False while the file is not here: one that an import missed, or one that was lost."""
        return bool(self.get("file") and self.kind)

    @property
    def shown_credit(self) -> str:
        return self.get("credit") or ""

    @property
    def captions_label(self) -> str:
        return language_name(self.get("captions_language") or "")


class MediaBlock(StructBlock):
    """A film or a sound of our own. Who cannot hear it reads it: a transcript is no extra."""

    file = DocumentChooserBlock(
        label=_("File"),
        required=False,
        help_text=_("MP4 or WebM; MP3, M4A, Ogg, FLAC or WAV for sound."),
    )
    src = FormerAddressBlock(
        label=_("Former address"),
        required=False,
        max_length=1000,
        help_text=_("Where an imported file lay. Leave it as it is: the export needs it."),
        form_classname="former-address",
    )
    title = CharBlock(
        label=_("Title"),
        max_length=300,
        help_text=_("What is to be seen or heard, for who cannot see the player: The sea at noon."),
    )
    poster = ImageChooserBlock(
        label=_("Still picture"), required=False, help_text=_("Shown until a film is played.")
    )
    captions = DocumentChooserBlock(
        label=_("Captions"),
        required=False,
        help_text=_("A WebVTT file (.vtt): what is said, in time with the film."),
    )
    captions_language = ChoiceBlock(
        label=_("Language of the captions"), choices=LANGUAGE_CHOICES, default="en"
    )
    no_speech = BooleanBlock(
        label=_("Has no speech"),
        required=False,
        help_text=_("Nobody says anything, so there is nothing to write down."),
    )
    transcript = ProseBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said and heard. Required, unless the recording has no speech."),
    )
    caption = InlineProseBlock(label=_("Caption"), required=False)
    credit = CharBlock(label=_("Credit"), required=False, max_length=255)

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            name: ValidationError(message)
            for name, message in (
                ("file", _file_problem(cleaned)),
                ("captions", _captions_problem(cleaned["captions"])),
                ("transcript", _transcript_problem(cleaned)),
            )
            if message
        }
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "media"
        label = _("Film or sound")
        group = _("Pictures")
        description = _("A recording of our own, with a transcript and captions")
        template = "blog/blocks/media.html"
        value_class = MediaValue
        preview_value = {
            "file": None,
            "src": "sea.mp4",
            "title": _("The sea at noon"),
            "poster": None,
            "captions": None,
            "captions_language": "en",
            "no_speech": False,
            "transcript": _("<p>Nobody speaks for a while. Then: “There it is again.”</p>"),
            "caption": _("The sea at noon, forty seconds."),
            "credit": _("Film Ada Quill"),
        }


def _file_problem(value):
    document = value["file"]
    if not document:
        return "" if value["src"] else _("No file is chosen. Choose one, or delete this block.")
    kind = kind_of(document.filename)
    if kind is None or kind.medium == "captions":
        return _("Browsers do not play this file. Choose MP4, WebM, MP3, M4A, Ogg, FLAC or WAV.")
    return "" if _agrees(document) else _not_what_it_says()


def _captions_problem(document):
    if not document:
        return ""
    kind = kind_of(document.filename)
    if kind is None or kind.medium != "captions":
        return _("Captions are a WebVTT file, whose name ends in .vtt.")
    return "" if _agrees(document) else _not_what_it_says()


def _transcript_problem(value):
    transcript = plain_text(value["transcript"].source if value["transcript"] else "").strip()
    if transcript or value["no_speech"]:
        return ""
    return _("Write down what is said, or tick “Has no speech”.")


def _not_what_it_says():
    return _("The file is not what its ending says, or is not there any more. Upload it again.")


def _agrees(document) -> bool:
    """A document may have come in by a door that looks at endings alone."""
    try:
        with document.file.storage.open(document.file.name, "rb") as stream:
            return is_what_it_says(document.filename, stream.read(HEAD))
    except OSError:
        return False
