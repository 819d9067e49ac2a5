"""The content security policy of every page."""

import base64
import hashlib


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def inline_scripts(page) -> list[str]:
    return [
        script.text or ""
        for script in page.all("script")
        if not script.get("src") and script.get("type", "module") != "application/ld+json"
    ]


def hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_every_page_has_a_policy(site):
    for page in site.pages:
        assert page.meta("Content-Security-Policy"), page


def test_the_policy_stands_before_anything_it_governs(site):
    for page in site.pages:
        head = list(page.tree.find("head"))
        policy = next(
            index
            for index, element in enumerate(head)
            if element.get("http-equiv") == "Content-Security-Policy"
        )
        assert not {element.tag for element in head[:policy]} & {"script", "link", "style"}, page


def test_nothing_is_allowed_that_is_not_named(site):
    policy = directives(site.page("/").meta("Content-Security-Policy"))
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    for sources in policy.values():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(sources)
    assert "data:" not in policy["script-src"]


def test_the_inline_scripts_are_those_that_the_policy_names(site):
    for page in site.pages:
        policy = directives(page.meta("Content-Security-Policy"))
        hashes = {source for source in policy["script-src"] if source.startswith("'sha")}
        assert {hashed(script) for script in inline_scripts(page)} <= hashes, page


def test_no_hash_is_left_over(site):
    named = set()
    for page in site.pages:
        policy = directives(page.meta("Content-Security-Policy"))
        named |= {source for source in policy["script-src"] if source.startswith("'sha")}
    assert named == {hashed(script) for page in site.pages for script in inline_scripts(page)}


def test_the_policy_follows_a_changed_script(tmp_path, built):
    from support.folders import copy_site

    folder = copy_site(tmp_path / "site")
    script = folder / "templates/assets/comfort.js"
    script.write_text(script.read_text("utf-8") + "// changed\n", "utf-8")
    site = built(site=folder)
    test_the_inline_scripts_are_those_that_the_policy_names(site)


def test_the_hosts_send_the_same_policy(site):
    """And what a page cannot say itself: who may frame it."""
    line = next(
        line.strip() for line in site.read("_headers").splitlines() if "Content-Security" in line
    )
    sent = directives(line.split(":", 1)[1])
    written = directives(site.page("/").meta("Content-Security-Policy"))
    assert sent.pop("frame-ancestors") == ["'none'"]
    assert sent == written
