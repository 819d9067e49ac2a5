"""A form that others show: its link, its QR code, and the frame."""

import html
import re

import pytest

from support import demo, small
from support.program import MISTAKES, OK, build
from test_hosting import answer, serving

SHARE = "/inscription-intervenant/share/"
FORM = "/inscription-intervenant/clairmaison/"
SITES = "https://clairmaison.example https://le-gue.example"


def test_the_webmaster_finds_link_code_and_frame(site):
    page = site.read(SHARE + "index.html")
    for employer in ["clairmaison", "le-gue"]:
        address = f"{demo.ORIGIN}/inscription-intervenant/{employer}/"
        assert f'href="{address}"' in page
        assert f"/inscription-intervenant/{employer}/qr.svg" in page
        (frame,) = [
            frame
            for frame in map(html.unescape, re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S))
            if employer in frame
        ]
        assert re.fullmatch(
            rf'<iframe src="{address}embed/" title="[^"]+" width="100%" height="1200" '
            r'style="border:0" loading="lazy"></iframe>',
            frame,
        )
    assert '<meta name="robots" content="noindex">' in page


def test_it_is_in_every_language_of_the_site(site):
    assert "Share: Registration" in site.read("/en/register-provider/share/index.html")
    assert site.has("/en/register-provider/clairmaison/embed/")


def test_nothing_of_it_is_in_the_sitemap_or_a_menu(site):
    for path in site.files():
        if path.startswith("sitemap"):
            assert "/share/" not in site.read(path) and "/embed/" not in site.read(path)
    assert "/share/" not in site.read("/index.html")


def test_the_framed_page_is_the_form_without_the_site_around_it(site):
    whole, bare = site.read(FORM + "index.html"), site.read(FORM + "embed/index.html")
    form = re.compile(r"<form.*</form>", re.S)
    assert form.search(bare)[0] == form.search(whole)[0]
    for part in ["<header", "<footer", "<nav"]:
        assert part in whole and part not in bare
    assert '<base target="_top">' in bare
    assert f'<link rel="canonical" href="{demo.ORIGIN}{FORM}">' in bare


def test_the_headers_name_the_sites_that_may_show_it_and_no_other(site):
    blocks = re.split(r"^(?=/)", site.read("_headers"), flags=re.M)
    ancestors = {
        block.split("\n")[0]: re.search("frame-ancestors (.*)", block)[1]
        for block in blocks
        if "frame-ancestors" in block
    }
    embedded = ["/inscription-intervenant/{}/embed/", "/en/register-provider/{}/embed/"]
    framed = {path.format(name): SITES for path in embedded for name in ["clairmaison", "le-gue"]}
    assert ancestors == {"/*": "'none'", **framed}


def test_nginx_lets_those_sites_show_it(site, tmp_path_factory):
    with serving(site.folder, tmp_path_factory.mktemp("nginx")) as address:
        for path, sites in [(FORM, "'none'"), (FORM + "embed/", SITES), (SHARE, "'none'")]:
            with answer(address + path) as page:
                assert page.status == 200
                (policy,) = page.headers.get_all("Content-Security-Policy")
                assert policy.endswith(f"; frame-ancestors {sites}")
                assert page.headers["X-Content-Type-Options"] == "nosniff"


FORM_FILE = """\
title: Être rappelé, "vite" <b>
{more}fields:
  - {{name: email, type: mail, label: Adresse}}
"""


def shared(tmp_path, more, settings=""):
    return small.small_site(
        tmp_path / "site",
        {
            "content/forms/rappel.yml": FORM_FILE.format(more=more),
            "content/site.yml": small.SETTINGS + "intake: https://in.example\n" + settings,
        },
    )


def test_a_form_of_the_site_can_be_shown_too(tmp_path):
    site = shared(tmp_path, "embed: https://www.example.org\n")
    run = build(site, tmp_path / "out")
    assert run.code == OK, run.err
    page = (tmp_path / "out/rappel/share/index.html").read_text("utf-8")
    frame = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1])
    assert 'title="Être rappelé, &quot;vite&quot; &lt;b&gt;"' in frame
    assert (tmp_path / "out/rappel/embed/index.html").exists()


@pytest.mark.parametrize("more", ["", "for: page\n"])
def test_a_form_that_names_no_site_cannot_be_shown(tmp_path, more):
    assert build(shared(tmp_path, more), tmp_path / "out").code == OK
    assert not (tmp_path / "out/rappel/embed").exists()
    assert not (tmp_path / "out/rappel/share").exists()
    headers = (tmp_path / "out/_headers").read_text()
    assert headers.count("frame-ancestors") == headers.count("frame-ancestors 'none'") == 1


def test_a_form_that_names_no_site_well_is_left_out_and_said(tmp_path):
    run = build(shared(tmp_path, 'embed: ["*"]\n'), tmp_path / "out")
    assert run.code == MISTAKES
    assert "content/forms/rappel.yml:2:9: error: '*' is not the address of a site" in run.err
    assert "*;" not in (tmp_path / "out/_headers").read_text()


def test_a_browser_shows_it_in_the_sites_that_are_named_and_in_no_other(site, browser, tmp_path_factory):
    """The answer of nginx, as a page of another site gets it."""
    with serving(site.folder, tmp_path_factory.mktemp("nginx")) as address:
        context = browser._browser.new_context()
        try:
            for host, shows in [("clairmaison.example", True), ("other.example", False)]:
                tab = context.new_page()
                frame = f'<iframe src="{demo.ORIGIN}{FORM}embed/" width="800" height="600"></iframe>'

                def theirs(route):
                    route.fulfill(body=frame, content_type="text/html")

                def ours(route):
                    path = route.request.url.removeprefix(demo.ORIGIN)
                    with answer(address + path) as page:
                        route.fulfill(
                            status=page.status, headers=dict(page.headers), body=page.read()
                        )

                tab.route(f"https://{host}/", theirs)
                tab.route(f"{demo.ORIGIN}/**", ours)
                tab.goto(f"https://{host}/")
                tab.wait_for_timeout(500)
                found = [f for f in tab.frames[1:] if f.query_selector("form")]
                assert bool(found) == shows, host
        finally:
            context.close()


def test_each_address_has_a_code_of_its_own(site):
    codes = [site.read(f"/inscription-intervenant/{name}/qr.svg") for name in ["clairmaison", "le-gue"]]
    assert codes[0] != codes[1]
    for name, code in zip(["clairmaison", "le-gue"], codes):
        assert code.startswith("<svg ")
        # The address as its title, and nothing that is fetched.
        title = f"<title>{site.origin}/inscription-intervenant/{name}/</title>"
        assert title in code and "http" not in code[50:].replace(title, "")
