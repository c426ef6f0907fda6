"""The Celery application: tasks are found in each app's tasks.py, the schedule in the jobs they declare."""

import os
from typing import Any

from celery import Celery
from celery.signals import import_modules

from core.work import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
broker.use()
app = Celery("concordat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # for every thread of a web server, not only the one that imported this


@import_modules.connect(sender=app, weak=False)
def set_schedule(**kwargs: Any) -> None:
    """Give beat the declared jobs, once Django is set up and has loaded them."""
    from core.work.jobs import beat_schedule

    app.conf.beat_schedule = beat_schedule()
