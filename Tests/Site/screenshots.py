"""Pictures of every kind of page, for a person to look at.

    screenshots.py SITE_DIR OUT_DIR

Narrow and wide, light and dark; and the printed offer.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from support.browser import Browser
from support.demo import ORIGIN
from support.kinds import KINDS, SCHEMES, WIDTHS


def main(site: Path, out: Path):
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = Browser(playwright)
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.context(
                    site,
                    ORIGIN,
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for kind, address in KINDS.items():
                    page.goto(ORIGIN + address)
                    page.wait_for_load_state("networkidle")
                    name = f"{kind}-{width}-{scheme}.png"
                    page.screenshot(path=out / name, full_page=True)
                context.close()
        context = browser.context(site, ORIGIN)
        page = context.new_page()
        page.goto(ORIGIN + KINDS["offer"])
        page.pdf(path=out / "offer-printed.pdf", format="A4")
        context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: screenshots.py SITE_DIR OUT_DIR")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
