"""A page with a board, as a visitor uses it."""


def spaced(text: str) -> str:
    """A text with plain spaces for all kinds of space."""
    return " ".join(text.split())


class Board:
    """A page with a board, as a visitor uses it."""

    def __init__(self, page, origin, visit):
        self.page, self.origin, self.visit = page, origin, visit
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url.removeprefix(origin)))

    def open(self, address):
        self.page.goto(self.origin + address)
        self.wait()
        return self

    def wait(self):
        self.page.locator("[data-board][data-board-ready]").wait_for()

    def tick(self, facet, value):
        label = self.page.locator(f'[data-facet="{facet}"] [data-value="{value}"]')
        if not label.is_visible():
            self.page.locator(f'details[data-facet="{facet}"] > summary').click()
            self.wait()
        label.click()
        self.wait()

    @property
    def total(self) -> int:
        return int(self.page.locator("[data-board]").get_attribute("data-board-total"))

    @property
    def offers(self) -> list[str]:
        return self.page.eval_on_selector_all("[data-board-list] [data-offer]", "all => all.map(it => it.dataset.offer)")

    @property
    def chips(self) -> list[str]:
        return [spaced(text) for text in self.page.locator(".chips .chip > span > span:last-child").all_inner_texts()]

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.origin)

    def all_offers(self) -> list[str]:
        more = self.page.locator("[data-board-more]")
        while more.is_visible():
            before = len(self.offers)
            more.click()
            self.page.wait_for_function("(n) => document.querySelectorAll('[data-board-list] [data-offer]').length > n", arg=before)
        return self.offers

    def counts(self, facet) -> dict[str, int]:
        return self.page.eval_on_selector_all(
            f'[data-facet="{facet}"] [data-value]', "all => Object.fromEntries(all.map(it => [it.dataset.value, +it.dataset.count]))")
