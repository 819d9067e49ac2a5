"""S0-05: sign-in with a provider elsewhere (OpenID Connect)."""

import signal
import subprocess
import time
import urllib.parse

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import TEMPLATES, VIVIER, Page
from provider import CLIENT, OTHER, SECRET, Provider
from test_shell import RULES, ready, shell


def name_provider(season, *lines, secret=SECRET):
    """Writes a provider into the site, and what it shares with it into the store."""
    site = season.folder / "content/site.yml"
    site.write_text(site.read_text() + "sign_in:\n" + "".join(f"  - {line}\n" for line in lines))
    (season.folder / "store/providers").mkdir(mode=0o700, exist_ok=True)
    for name in ["ville", "linkedin"]:
        path = season.folder / f"store/providers/{name}.secret"
        path.write_text(secret + "\n")
        path.chmod(0o600)
    season.build()
    season.server.stop(signal.SIGKILL)
    season.start()


@pytest.fixture
def provider(season):
    provider = Provider()
    name_provider(
        season, f"{{name: ville, label: mon compte, issuer: '{provider.issuer}', client: {CLIENT}}}",
        f"{{provider: linkedin, issuer: '{provider.issuer}', client: {CLIENT}}}")
    season.number = season.apply()
    yield provider
    provider.shutdown()
    provider.server_close()


def depart(season, name="ville", more="language=fr"):
    answer = season.server.ask("GET", f"/sign-in/with/{name}?{more}")
    assert answer.status == 303, answer.text
    return answer.headers["Location"], answer.headers["Set-Cookie"].split(";")[0]


def arrive(season, back, cookie):
    where = urllib.parse.urlsplit(back)
    return season.server.ask("GET", f"{where.path}?{where.query}", headers={"Cookie": f"a=b; {cookie}"} if cookie else {})


def sign_in(season, provider, email="zoe@exemple.fr", name="ville", more="language=fr"):
    address, cookie = depart(season, name, more)
    return arrive(season, provider.visit(address, email), cookie)


def words(answer) -> str:
    return Page(answer.status, answer.text).words


def test_S0_05_who_signs_in_elsewhere_is_led_to_the_link(season, provider):
    before = {path for path in season.folder.glob("store/**/*")}
    answer = season.server.ask("GET", "/sign-in/with/ville?language=fr")
    cookie = answer.headers["Set-Cookie"].split("; ")
    assert cookie[1:] == ["Path=/sign-in", "Max-Age=600", "HttpOnly", "SameSite=Lax"]
    back = provider.visit(answer.headers["Location"], "ZOE@exemple.fr")
    query = provider.query
    assert (query["response_type"], query["client_id"], query["scope"]) == ("code", CLIENT, "openid email")
    assert query["code_challenge_method"] == "S256" and all(len(query[one]) == 43 for one in ("state", "nonce", "code_challenge"))
    assert query["redirect_uri"] == f"http://127.0.0.1:{season.intake_port}/sign-in/back"
    answer = arrive(season, back, cookie[0])
    assert (answer.status, answer.headers["Location"]) == (303, season.link(season.number))
    assert "client_secret" not in provider.form and not answer.body and "Set-Cookie" not in answer.headers
    assert {path for path in season.folder.glob("store/**/*")} == before
    provider.algorithm = "ES256"
    assert sign_in(season, provider).headers["Location"] == season.link(season.number)
    assert season.server.said == []
    # Without scripts the intake shows the home.
    answer = sign_in(season, provider, more="language=fr&open=1")
    assert answer.status == 200 and "Où en sont vos candidatures" in words(answer)


def test_S0_05_an_agent_signs_in_where_the_site_takes_the_word_of_the_provider_for_it(season, provider):
    (season.folder / "agents.csv").write_text("id,name,email,role,scopes\nab,Ada Berger,ada@essai.example,decider,\n")
    done = season.intake("agents", "import", season.folder / "agents.csv", "--public", season.folder / "public")
    assert done.code == 0, done.err
    link = season.intake("agents", "link", "ab", "--public", season.folder / "public").out.decode().strip()
    # Of this provider the site does not say so.
    assert sign_in(season, provider, "ada@essai.example").status == 403
    site = season.folder / "content/site.yml"
    site.write_text(site.read_text().replace("label: mon compte,", "label: mon compte, agents: true,"))
    season.server.stop(signal.SIGKILL)
    season.start()
    answer = sign_in(season, provider, "ADA@essai.example")
    assert (answer.status, answer.headers["Location"].split("#")[1]) == (303, link.split("#")[1])
    answer = sign_in(season, provider, "ada@essai.example", more="language=fr&open=1")
    assert answer.status == 200 and "Ada Berger" in words(answer)
    # What is refused to candidates is refused to agents; candidates sign in as before; the other provider is not trusted so.
    provider.claims = {"email_verified": False}
    assert "n’est pas vérifiée" in words(sign_in(season, provider, "ada@essai.example"))
    provider.claims = {}
    assert sign_in(season, provider).headers["Location"] == season.link(season.number)
    assert sign_in(season, provider, "ada@essai.example", name="linkedin").status == 403
    assert season.server.said == []


CLAIMS = [
    {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": None}, {"aud": [CLIENT, "another"]},
    {"aud": [CLIENT, "another"], "azp": "another"}, {"azp": "another"}, {"exp": int(time.time()) - 120}, {"exp": None}, {"exp": "never"},
    {"iat": int(time.time()) + 4000}, {"iat": None}, {"nbf": int(time.time()) + 4000}, {"iss": "https://another.example"}, {"iss": None},
    {"sub": ""}, {"sub": None},
]


def test_S0_05_a_token_for_another_site_moment_or_sign_in_is_refused(season, provider):
    for wrong in CLAIMS:
        provider.claims = wrong
        answer = sign_in(season, provider)
        assert (answer.status, "La connexion a été refusée" in words(answer)) == (403, True), wrong
        assert "Location" not in answer.headers
    provider.claims = {}
    assert sign_in(season, provider).status == 303


def flipped(token) -> str:
    place = len(token) - 100
    return token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1:]


SIGNATURES = [
    {"algorithm": "none"}, {"algorithm": "HS256"}, {"algorithm": "HS256", "head": {"kid": "RS256"}}, {"key": OTHER}, {"head": {"kid": "unknown"}},
    {"head": {"alg": "ES256"}}, {"head": {"alg": None}}, {"head": {"crit": ["b64"], "b64": False}}, {"damage": flipped},
    {"damage": lambda token: token.rsplit(".", 1)[0] + "."}, {"damage": lambda token: token + ".x"}, {"damage": lambda token: ""},
    {"damage": lambda token: token.split(".")[0] + ".e30." + token.split(".")[2]}, {"damage": lambda token: "a" * 100_000},
]


def test_S0_05_what_the_provider_did_not_sign_is_refused(season, provider):
    for how in SIGNATURES:
        right = {name: getattr(provider, name) for name in how}
        for name, value in how.items():
            setattr(provider, name, value)
        answer = sign_in(season, provider)
        assert (answer.status, "La connexion a été refusée" in words(answer)) == (403, True), how
        assert "Location" not in answer.headers
        for name, value in right.items():
            setattr(provider, name, value)
    assert sign_in(season, provider).status == 303
    assert not any("zoe" in line for line in season.server.said)


def test_S0_05_each_sign_in_is_worth_one_and_for_the_browser_that_began_it(season, provider):
    address, cookie = depart(season)
    back = provider.visit(address)
    assert arrive(season, back, cookie).status == 303
    again = arrive(season, provider.visit(address), cookie)
    assert (again.status, "n’est plus valable" in words(again)) == (410, True)
    # The link of somebody else signs nobody in, and is worth nothing then.
    address, cookie = depart(season)
    _, mine = depart(season)
    back = provider.visit(address)
    for other in [mine, cookie]:
        assert arrive(season, back, other).status == 410
    address, cookie = depart(season)
    assert arrive(season, provider.visit(address), None).status == 410
    for query in ["", "?state=", "?state=x&code=y", "?code=y", "?" + "state=x&" * 500]:
        assert season.server.ask("GET", f"/sign-in/back{query}").status == 410


def test_S0_05_who_stops_there_or_has_no_right_code_is_told_so(season, provider):
    address, cookie = depart(season)
    state = urllib.parse.parse_qs(address.split("?")[1])["state"][0]
    back = f"/sign-in/back?error=access_denied&state={state}"
    assert "n’a pas eu lieu" in words(arrive(season, back, cookie))
    for more in ["&code=guessed", f"&code=guessed&iss={provider.issuer}", "&code=code-0&iss=https://another.example"]:
        address, cookie = depart(season)
        state = urllib.parse.parse_qs(address.split("?")[1])["state"][0]
        assert "a été refusée" in words(arrive(season, f"/sign-in/back?state={state}{more}", cookie))
    # Without the verifier of this sign-in the code of another is worth nothing.
    other, _ = depart(season)
    stolen = urllib.parse.parse_qs(provider.visit(other).split("?")[1])["code"][0]
    address, cookie = depart(season)
    state = urllib.parse.parse_qs(address.split("?")[1])["state"][0]
    assert "a été refusée" in words(arrive(season, f"/sign-in/back?state={state}&code={stolen}", cookie))


def test_S0_05_an_address_that_the_provider_did_not_verify_opens_nothing(season, provider):
    for claims in [{"email_verified": False}, {"email_verified": None}, {"email_verified": "no"}, {"email": "no address"},
                   {"email": ["zoe@exemple.fr"]}]:
        provider.claims = claims
        known, unknown = sign_in(season, provider), sign_in(season, provider, "ada@exemple.fr")
        assert (known.status, "n’est pas vérifiée" in words(known)) == (403, True)
        assert (known.status, known.body) == (unknown.status, unknown.body)
    # One that it verified, and that nothing came from.
    provider.claims = {}
    answer = sign_in(season, provider, "ada@exemple.fr")
    assert (answer.status, "pas d’espace à cette adresse" in words(answer)) == (403, True)


def test_S0_05_an_address_may_stand_elsewhere_than_in_the_token(season, provider):
    provider.claims = {"email": None, "email_verified": None}
    provider.users = {"sub": "sub of zoe@exemple.fr", "email": "zoe@exemple.fr", "email_verified": "true"}
    assert sign_in(season, provider).status == 303
    for wrong in [{"sub": "another"}, {"sub": None}, {"email_verified": False}, {"email": None}]:
        before = dict(provider.users)
        provider.users = {**before, **wrong}
        assert "n’est pas vérifiée" in words(sign_in(season, provider)), wrong
        provider.users = before


def test_S0_05_linkedin_gives_no_nonce_and_wants_no_proof(season, provider):
    provider.claims = {"nonce": None}
    assert sign_in(season, provider, name="linkedin").status == 303
    assert "code_challenge" not in provider.query and "code_verifier" not in provider.form
    assert (provider.form["client_id"], provider.form["client_secret"]) == (CLIENT, SECRET)
    provider.claims = {"nonce": "another"}
    assert sign_in(season, provider, name="linkedin").status == 403


CONFIGURATION = "/.well-known/openid-configuration"


DISCOVERIES = [
    {"issuer": "https://another.example"}, {"issuer": None}, {"token_endpoint": None}, {"jwks_uri": "http://another.example/keys"},
    {"authorization_endpoint": "javascript:alert(1)"}, {"token_endpoint": "file:///etc/passwd"}, {CONFIGURATION: (b"no JSON",)},
    {CONFIGURATION: (b"[]",)}, {CONFIGURATION: ({}, 500)}, {CONFIGURATION: ({}, 302)}, {CONFIGURATION: (b'{"x":"' + b"x" * 300_000 + b'"}',)},
]


def test_S0_05_a_provider_that_is_not_what_the_site_says_is_asked_for_nothing(season, provider):
    for said in DISCOVERIES:
        provider.metadata = said
        answer = season.server.ask("GET", "/sign-in/with/ville?language=fr")
        assert (answer.status, "L’autre site ne répond pas" in words(answer)) == (502, True), said
    assert set(provider.asked) == {CONFIGURATION}


def test_S0_05_without_its_secret_or_its_answer_nobody_is_signed_in(season, provider):
    secret = season.folder / "store/providers/ville.secret"
    secret.chmod(0o640)
    assert sign_in(season, provider).status == 502
    secret.chmod(0o600)
    secret.write_text("another")
    assert sign_in(season, provider).status == 403
    secret.unlink()
    assert sign_in(season, provider).status == 502
    address, cookie = depart(season)
    provider.shutdown()
    provider.server_close()
    secret.write_text(SECRET)
    secret.chmod(0o600)
    assert arrive(season, provider.visit(address), cookie).status == 502
    assert SECRET not in "".join(season.server.said)


def test_S0_05_only_what_the_site_names_is_led_to_and_only_so_often(season, provider):
    for path, status in [("/sign-in/with/other", 404), ("/sign-in/with/", 307), ("/sign-in/with/..%2f", 404)]:
        assert season.server.ask("GET", path).status == status, path
    for path in ["/sign-in/with/ville", "/sign-in/back"]:
        assert season.server.ask("POST", path).status == 405
    season.server.stop(signal.SIGKILL)
    season.start(rate="100000")
    states = [season.server.ask("GET", "/sign-in/with/ville").status for _ in range(61)]
    assert states == [303] * 60 + [429]


MISTAKES = [
    ("{provider: facebook, client: x}", "'sign_in.provider' cannot be 'facebook'"), ("{provider: linkedin}", "does not say its 'client'"),
    ("{name: ville, label: Ville, client: x}", "does not say its 'issuer'"), ("{name: v, label: V, client: x, issuer: 'http://ville.example'}", "https://"),
    ("linkedin", "sign_in"), ("{provider: linkedin, client: x, secret: y}", "secret"),
]


def test_S0_05_what_is_wrong_in_the_site_is_said(season):
    site = season.folder / "content/site.yml"
    right = site.read_text()
    for line, said in MISTAKES:
        site.write_text(f"{right}sign_in:\n  - {line}\n")
        done = subprocess.run(
            [VIVIER, "check", "--content", season.folder / "content", "--templates", TEMPLATES], capture_output=True, text=True)
        assert "site.yml:" in done.stderr and said in done.stderr, done.stderr


def test_S0_05_a_phone_signs_in_with_a_real_provider(season, phone):
    """oidc-provider-mock, which stands on Authlib."""
    import oidc_provider_mock
    user = oidc_provider_mock.User(sub="zoe", claims={"email": "zoe@exemple.fr", "email_verified": True})
    with oidc_provider_mock.run_server_in_thread(user_claims=(user,)) as server:
        name_provider(season, f"{{name: ville, label: le compte de la ville, issuer: 'http://localhost:{server.server_port}', client: vivier}}")
        season.apply()
        phone.goto(shell(season))
        phone.evaluate(AXE_SCRIPT)
        assert [one["id"] for one in phone.evaluate("rules => axe.run(rules)", RULES)["violations"]] == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        phone.get_by_role("link", name="Continuer avec le compte de la ville").click()
        phone.get_by_placeholder("sub").fill("zoe")
        phone.get_by_role("button", name="Authorize").click()
        ready(phone, "home")
        assert phone.url == shell(season)
