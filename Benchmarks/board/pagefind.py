"""Pagefind, and a browser that says what it loads, for the comparisons of this folder."""

import gzip
import mimetypes
import pathlib
import subprocess
import sys
import urllib.parse

from corpus import DAY, WORK

PAGEFIND_VERSION = "1.5.2"


def python():
    environment = WORK / "pagefind"
    if not environment.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([environment / "bin/pip", "install", "-q", f"pagefind[extended]=={PAGEFIND_VERSION}"], check=True)
    return environment / "bin/python"


class Log:
    """What a browser loads from a folder."""

    def __init__(self, browser, folder):
        self.folder, self.loaded, self.seen = pathlib.Path(folder), [], set()
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.clock.set_fixed_time(DAY + "T12:00:00")
        context.route("**/*", self.answer)
        self.page = context.new_page()

    def answer(self, route):
        path = urllib.parse.unquote(urllib.parse.urlsplit(route.request.url).path)
        file = self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        if not file.is_file():
            return route.fulfill(status=404, body="")
        body = file.read_bytes()
        # A worker's modules come from the cache that the page has filled; here each request is answered anew.
        if not path.endswith(("/", ".css", ".svg")) and path not in self.seen:
            self.seen.add(path)
            self.loaded.append(len(gzip.compress(body, 9)))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return route.fulfill(status=200, body=body, content_type=kind)

    def take(self):
        loaded, self.loaded = self.loaded, []
        return sum(loaded), len(loaded)
