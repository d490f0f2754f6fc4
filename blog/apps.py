from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from blog import checks  # noqa: F401
        from blog.core.admin_widgets import start_choosers_from_data
        from blog.images import signal_handlers as image_signals
        from blog.posts import public_addresses, signal_handlers  # noqa: F401

        image_signals.connect()
        signal_handlers.connect()
        start_choosers_from_data()
