# `make` lists the targets; each one is a verb of the package `launch`.
PYTHON3 ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
LAUNCH = @$(if $(PYTHON3),,echo "Python 3.11 or newer is needed (Debian package python3)." >&2; exit 1;) \
	PYTHONDONTWRITEBYTECODE=1 exec $(PYTHON3) -m launch
DIR ?= tests/stories
.DEFAULT_GOAL := help
.PHONY: help run up down install test check bench stories shell fmt lock messages

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10
run:  ## install, start everything and serve (PORT=8000 HOST=127.0.0.1 DEMO=haidong|province|none)
	$(LAUNCH) run
up:  ## start only the embedded PostgreSQL and Valkey and leave them running
	$(LAUNCH) up
down:  ## stop the embedded PostgreSQL and Valkey
	$(LAUNCH) down
install:  ## install Python and front-end packages
	$(LAUNCH) install
test:  ## all tests, a real browser included (ARGS="tests/x.py -k word")
	$(LAUNCH) test $(ARGS)
check:  ## style, floors, migrations, translations, documents, then all tests
	$(LAUNCH) check
bench:  ## measure speed on a province of demo data (ARGS=…)
	$(LAUNCH) bench $(ARGS)
stories:  ## judge the policy stories of a folder (DIR=tests/stories)
	$(LAUNCH) manage stories $(DIR)
shell:  ## a Python shell inside the application
	$(LAUNCH) manage shell
fmt:  ## format the code
	$(LAUNCH) fmt
lock:  ## resolve requirements.in into requirements.txt
	$(LAUNCH) lock
messages:  ## merge locale/parts into the catalogue and report what is untranslated
	$(LAUNCH) messages
