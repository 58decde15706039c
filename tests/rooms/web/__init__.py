"""The front door: command line, server, errors, backups."""
