"""A browser that shows a published folder at its own address, and sees what pages try."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

CHROMIUM = "/usr/bin/chromium"

# The clock of every page: that of the demo site's day.
NOW = "2026-11-21T12:00:00+01:00"

# Run before any script of a page: what a page tries is written down.
HOOKS = """
window.tried = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = (...words) => { window.tried.push(name + " " + words.join(" ")); };
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.tried.push("policy " + event.violatedDirective + " " + event.blockedURI);
});
window.addEventListener("error", (event) => {
  if (event.message) window.tried.push("error " + event.message);
});
"""


@dataclass
class Visit:
    """What happened while a page was open."""

    address: str
    tried: list = field(default_factory=list)
    foreign: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    console: list = field(default_factory=list)

    @property
    def troubles(self) -> list:
        return self.tried + self.foreign + self.missing + self.console


class Browser:
    """One Chromium for the whole session."""

    def __init__(self, playwright):
        self._browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )

    def close(self):
        self._browser.close()

    def live_page(self, address: str, **options):
        """A page of a server, in a tab of its own that can reach it."""
        page = self._browser.new_page(locale="fr-FR", timezone_id="Europe/Paris", **options)
        page.goto(address)
        return page

    def context(self, folder: Path, origin: str, visit: Visit | None = None, **options):
        """A context in which `origin` is the folder and nothing else exists."""
        context = self._browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", **options)
        context.clock.set_fixed_time(NOW)
        visit = visit or Visit("")

        def answer(route):
            address = route.request.url
            if not address.startswith(origin + "/"):
                visit.foreign.append(address)
                return route.abort()
            path = unquote(urlsplit(address).path)
            file = Path(folder) / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
            if not file.is_file():
                visit.missing.append(address)
                return route.fulfill(status=404, body="")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return route.fulfill(status=200, body=file.read_bytes(), content_type=kind)

        context.route("**/*", answer)
        context.add_init_script(HOOKS)
        return context

    def visit(self, folder, origin: str, address: str) -> Visit:
        """Opens one page and says what it tried."""
        return self.visits(folder, origin, [address])[0]

    def visits(self, folder, origin: str, addresses: list[str]) -> list[Visit]:
        """Opens pages one after the other in one tab."""
        found = []
        visit = Visit("")
        context = self.context(folder, origin, visit, reduced_motion="reduce")
        page = context.new_page()
        page.on("dialog", lambda dialog: (visit.tried.append(dialog.message), dialog.dismiss()))
        page.on(
            "console",
            lambda message: visit.console.append(message.text) if message.type == "error" else None,
        )
        for address in addresses:
            visit.address = address
            page.goto(origin + address, wait_until="load")
            visit.tried += page.evaluate("window.tried")
            found.append(
                Visit(address, visit.tried[:], visit.foreign[:], visit.missing[:], visit.console[:])
            )
            for kind in [visit.tried, visit.foreign, visit.missing, visit.console]:
                kind.clear()
        context.close()
        return found
