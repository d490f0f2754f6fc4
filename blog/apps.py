from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.backends.signals import connection_created

        from blog import checks  # noqa: F401
        from blog.core.admin_widgets import start_choosers_from_data
        from blog.core.column_search import teach_sqlite_to_fold
        from blog.core.spreadsheets import guard_spreadsheets
        from blog.documents import signal_handlers as document_signals
        from blog.feeds import public_addresses as feed_addresses  # noqa: F401
        from blog.images import checks as image_checks  # noqa: F401
        from blog.images import signal_handlers as image_signals
        from blog.operations import sign_in, waking
        from blog.posts import public_addresses, signal_handlers  # noqa: F401
        from blog.search import signal_handlers as search_signals
        from blog.site import citation_addresses  # noqa: F401
        from blog.site import signal_handlers as site_signals

        connection_created.connect(teach_sqlite_to_fold)
        image_signals.connect()
        document_signals.connect()
        signal_handlers.connect()
        search_signals.connect()
        site_signals.connect()
        sign_in.connect()
        waking.connect()
        start_choosers_from_data()
        guard_spreadsheets()
