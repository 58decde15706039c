PYTHON := .venv/bin/python

.PHONY: test
test: ; python3 start.py test
