"""The Celery application: tasks are found in each app's tasks.py; the schedule is the sweep alone."""

import os

from celery import Celery

from core.work import broker, pool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
broker.use()
pool.use()
app = Celery("concordat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # for every thread of a web server, not only the one that imported this
