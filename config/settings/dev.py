from config.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "only for development on this machine"
ALLOWED_HOSTS = ["*"]
