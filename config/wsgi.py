"""The WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded now stays: it need not be looked through again at every collection, nor so often.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
