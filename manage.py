#!/usr/bin/env python
"""Django's command line."""

import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    # A command ends soon: to look for garbage again and again in all that migrating makes takes longer than it frees.
    gc.set_threshold(50_000, 20, 20)
    execute_from_command_line(sys.argv)
