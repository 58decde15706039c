#!/usr/bin/env python3
"""Django's own commands (makemigrations and the like), for those who work on Own Accord."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ownaccord.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
