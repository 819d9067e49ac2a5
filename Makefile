# make site    builds the program and the demo site into public/
# make serve   shows it on this machine, with an intake that its forms are sent to
# make test    everything that must pass before a change lands
# make help    the rest

VIVIER := .build/release/vivier
INTAKE := .build/release/vivier-intake
PYTHON := .build/venv/bin/python
TEST_FOLDER := $(shell scripts/test-folder)
PYTEST := PYTEST_DEBUG_TEMPROOT=$(TEST_FOLDER) $(PYTHON) -m pytest -q
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# The Swift libraries go into the program: it starts sooner, calls them directly, and runs
# where Swift is not installed.
RELEASE_FLAGS := -c release --static-swift-stdlib $(SWIFT_FLAGS)

.PHONY: site intake programs serve check test test-swift test-site test-board test-browser test-intake test-spaces test-crash test-crash-short lint format docs manual screenshots bench clean help

site: $(VIVIER)
	$(VIVIER) build --site .

serve: $(VIVIER) $(INTAKE)
	scripts/serve $(VIVIER) $(INTAKE)

check: $(VIVIER)
	$(VIVIER) check --site .

# Always asked: only the package manager knows whether something changed.
.PHONY: $(VIVIER)
$(VIVIER): .build/.debian-packages
	swift build --product vivier $(RELEASE_FLAGS)

# The program that takes in what candidates send. It needs more packages than the site does.
intake: $(INTAKE)

.PHONY: $(INTAKE)
$(INTAKE): .build/.intake-packages
	swift build --product vivier-intake $(RELEASE_FLAGS)

# One after the other: a build takes all processors.
programs:
	$(MAKE) $(VIVIER)
	$(MAKE) $(INTAKE)

.build/.debian-packages: scripts/debian-packages.txt scripts/install-debian-packages
	scripts/install-debian-packages scripts/debian-packages.txt
	mkdir -p .build && touch $@

.build/.intake-packages: .build/.debian-packages scripts/intake-packages.txt
	scripts/install-debian-packages scripts/intake-packages.txt
	touch $@

.build/.test-packages: scripts/test-packages.txt scripts/requirements.txt scripts/install-debian-packages
	scripts/install-debian-packages scripts/test-packages.txt
	python3 -m venv .build/venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r scripts/requirements.txt
	touch $@

# Four at a time (spaces, which take longest, are two), since browsers and disks are waited for, and all of them even after a failure,
# so that one run tells all. What needs only the debug build goes beside the builds of the programs,
# which the others would keep from ending. Of what is done with many things each change of the program sees another
# half; VIVIER_TESTS=full has all.
test: lint test-swift .build/.test-packages
	$(MAKE) -k -j2 --output-sync=line DEBUG_BUILT=yes test-crash-short programs; result=$$?; \
	$(MAKE) -k -j3 --output-sync=line test-spaces test-site test-board test-intake && exit $$result

test-swift: .build/.intake-packages
	swift build --build-tests $(SWIFT_FLAGS)
	TMPDIR=$(TEST_FOLDER) swift test --skip-build

test-site: $(VIVIER) .build/.test-packages
	$(PYTEST) Tests/Site

# The board: indices, their evaluation in the program and in the browser, journeys.
test-board: $(VIVIER) .build/.test-packages
	$(PYTEST) Tests/Board

test-intake: $(INTAKE) .build/.test-packages
	$(PYTEST) Tests/Intake

# Spaces: sealed pages, what is done in them, attacks on them, a season on nginx; 10,000 tries to sign in and 1,000 candidates with VIVIER_SPACES=full.
test-spaces: $(VIVIER) $(INTAKE) .build/.test-packages
	$(PYTEST) -n 2 --dist loadfile Tests/Spaces

# Stops, starves and damages the store, a little in `make test`, each change of the program another half, and thoroughly here (some hours).
test-crash: .build/probe
	VIVIER_CRASH=full $(PYTHON) -m pytest -q Tests/Crash

test-crash-short: .build/probe
	$(PYTHON) -m pytest -q Tests/Crash

# Debug builds of the intake, and of what does single things to a store.
.PHONY: .build/probe
.build/probe: .build/.intake-packages .build/.test-packages
	$(if $(DEBUG_BUILT),,swift build --product vivier-intake $(SWIFT_FLAGS))
	$(if $(DEBUG_BUILT),,swift build --product StoreProbe $(SWIFT_FLAGS))

# Everything that needs the browser: axe, keyboard, widths; the board. Parts of test-site and test-board.
test-browser: $(VIVIER) .build/.test-packages
	$(PYTEST) Tests/Site/test_accessibility.py Tests/Site/test_reading.py
	$(PYTEST) Tests/Board/test_accessible.py Tests/Board/test_evaluation.py Tests/Board/test_journeys.py Tests/Board/test_large.py Tests/Board/test_saved.py

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format format --in-place --recursive Package.swift Sources Tests

# What is generated from the code: docs/content.md, docs/lint.md, docs/workflow.md, docs/schema/.
docs: .build/.debian-packages
	UPDATE_GOLDEN=1 swift test $(SWIFT_FLAGS) --filter "ContentDocumentationTests|WorkflowDocumentationTests"

manual: .build/.intake-packages
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
	@grep -E '^# make' Makefile; echo "also: intake check test-board test-browser test-intake test-spaces test-crash lint format docs manual screenshots bench clean"
