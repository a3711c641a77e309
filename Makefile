# make demo   builds the graph of seeds/ and says which page to open
# make test   runs the whole suite

PYTHON ?= python3
KG := .venv/bin/kg
INSTALLED := .venv/installed

.PHONY: demo test clean

demo: $(INSTALLED)
	$(KG) build seeds/ -o build/demo

test: $(INSTALLED)
	.venv/bin/python -m pytest -n 2 --dist loadgroup

$(INSTALLED): pyproject.toml constraints.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
