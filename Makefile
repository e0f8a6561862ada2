up:
	@.venv/bin/python -m launch up
down:
	@.venv/bin/python -m launch down
