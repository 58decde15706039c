"""`python -m ownaccord` is the command line."""

from ownaccord.web.cli import main

main()
