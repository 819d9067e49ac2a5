# make site    builds the program and the demo site into public/
# make serve   shows it on this machine
# make test    everything that must pass before a change lands
# make help    the rest

VIVIER := .build/release/vivier
PYTHON := .build/venv/bin/python
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# The Swift libraries go into the program: it starts sooner, calls them directly, and runs
# where Swift is not installed.
RELEASE_FLAGS := -c release --static-swift-stdlib $(SWIFT_FLAGS)

.PHONY: site serve check test test-swift test-site test-browser lint format docs manual screenshots bench clean help

site: $(VIVIER)
	$(VIVIER) build --site .

serve: $(VIVIER)
	$(VIVIER) serve --site .

check: $(VIVIER)
	$(VIVIER) check --site .

# Always asked: only the package manager knows whether something changed.
.PHONY: $(VIVIER)
$(VIVIER): .build/.debian-packages
	swift build --product vivier $(RELEASE_FLAGS)

.build/.debian-packages: scripts/debian-packages.txt scripts/install-debian-packages
	scripts/install-debian-packages scripts/debian-packages.txt
	mkdir -p .build && touch $@

.build/.test-packages: scripts/test-packages.txt scripts/requirements.txt scripts/install-debian-packages
	scripts/install-debian-packages scripts/test-packages.txt
	python3 -m venv .build/venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r scripts/requirements.txt
	touch $@

test: lint test-swift test-site

test-swift: .build/.debian-packages
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build

test-site: $(VIVIER) .build/.test-packages
	$(PYTHON) -m pytest -q Tests/Site

# Every kind of page in the browser: axe, keyboard, widths. A part of test-site.
test-browser: $(VIVIER) .build/.test-packages
	$(PYTHON) -m pytest -q Tests/Site/test_accessibility.py Tests/Site/test_reading.py

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format format --in-place --recursive Package.swift Sources Tests

# What is generated from the code: docs/content.md, docs/lint.md, docs/schema/.
docs: .build/.debian-packages
	UPDATE_GOLDEN=1 swift test $(SWIFT_FLAGS) --filter ContentDocumentationTests

manual: .build/.debian-packages
	mkdir -p .build/manual
	swift package --allow-writing-to-package-directory generate-manual --multi-page --output-directory .build/manual

screenshots: $(VIVIER) .build/.test-packages
	$(VIVIER) build --site . --out .build/screenshots-site --date 2026-11-21
	$(PYTHON) Tests/Site/screenshots.py .build/screenshots-site screenshots

bench: $(VIVIER)
	Benchmarks/compare

clean:
	swift package clean

help:
	@grep -E '^# make' Makefile; echo "also: check test-browser lint format docs manual screenshots bench clean"
