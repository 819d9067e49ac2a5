"""Every link of a site leads somewhere."""

from urllib.parse import urlsplit

from support import demo


def addresses(page):
    """What a page links to or loads, with the element."""
    for element in page.tree.iter():
        for name in ["href", "src", "action", "poster"]:
            if element.get(name) is not None:
                yield element, element.get(name)


def inside(address: str) -> str | None:
    """The path of an address of the site itself, with its fragment."""
    if address.startswith(demo.ORIGIN):
        address = address[len(demo.ORIGIN) :] or "/"
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def test_every_address_of_the_site_exists(site):
    missing = set()
    for page in site.pages:
        for element, address in addresses(page):
            path = inside(address)
            if path and not path.startswith("#") and not site.has(path):
                if not is_form(path):
                    missing.add((str(page), element.tag, address))
    assert sorted(missing) == []


def is_form(path: str) -> bool:
    """Forms are answered by the intake program, not by a file."""
    return path.startswith(("/submit/", "/postuler/", "/en/apply/", "/apply/"))


def test_every_anchor_exists(site):
    missing = set()
    for page in site.pages:
        for _, address in addresses(page):
            path = inside(address)
            if path is None or "#" not in path:
                continue
            target, anchor = path.split("#", 1)
            where = site.page(target) if target else page
            if anchor and anchor not in where.anchors:
                missing.add((str(page), address))
    assert sorted(missing) == []


def test_links_go_to_a_page_and_not_through_a_redirection(site):
    old = {line.split()[0] for line in site.read("_redirects").splitlines() if line}
    for page in site.pages:
        for _, address in addresses(page):
            assert (inside(address) or "").split("#")[0] not in old, page


def test_no_page_is_an_orphan(site):
    """From the home page one reaches every page that is to be found."""
    reached, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address in reached:
            continue
        reached.add(address)
        for link in site.page(address).all("a"):
            path = inside(link.get("href") or "")
            path = path and path.split("#")[0].split("?")[0]
            if path and path.endswith("/") and site.has(path):
                waiting.append(path)
    lost = [page.address for page in site.pages if page.address not in reached]
    assert sorted(set(lost) - {"/404.html"} - {page.address for page in site.pages if page.is_hidden}) == []


def test_identifiers_are_used_once_on_a_page(site):
    for page in site.pages:
        identifiers = [e.get("id") for e in page.tree.iter() if e.get("id")]
        assert len(identifiers) == len(set(identifiers)), page


def test_labels_and_descriptions_name_elements_of_their_page(site):
    for page in site.pages:
        for element in page.tree.iter():
            for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls"]:
                for identifier in (element.get(name) or "").split():
                    assert identifier in page.anchors, f"{page}: {name}={identifier}"


def test_a_site_below_a_path_keeps_its_links_there(tmp_path, built):
    """`url: https://host/emplois` moves every address."""
    from support.folders import copy_site

    folder = copy_site(tmp_path / "based")
    settings = folder / "content/site.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace(f"url: {demo.ORIGIN}\n", f"url: {demo.ORIGIN}/emplois\n"))
    site = built(site=folder)
    for page in site.pages:
        assert (page.canonical or "").startswith(f"{demo.ORIGIN}/emplois/") or page.is_hidden
        for element, address in addresses(page):
            if address.startswith("/") and element.tag not in {"a", "area"}:
                assert address.startswith("/emplois/"), f"{page}: {address}"
                assert site.has(address.removeprefix("/emplois")) or is_form(
                    address.removeprefix("/emplois")
                ), f"{page}: {address}"
