"""After a season nothing of any candidate is in what a host serves, or in a log."""

import base64

from bodies import PDF


def test_no_byte_that_a_host_serves_or_writes_down_tells_of_anybody(season):
    markers = ["Marqueur-Zoé", "zoe.marqueur@exemple.fr", "+33698765432", "98765432", "message-marqueur", "piece-marqueur", "reponse-marqueur", "raison-marqueur"]
    number = season.apply(
        name="Marqueur-Zoé", email="zoe.marqueur@exemple.fr", phone="06 98 76 54 32",
        message="message-marqueur", files=[("cv", "piece-marqueur.pdf", PDF)],
    )
    season.ask(number, document="piece-marqueur", text="message-marqueur")
    page = season.candidature(number)
    season.act(page.token("supply"), files=[("file", "piece-marqueur.pdf", PDF)])
    season.act(season.candidature(number).token("message"), text="reponse-marqueur")
    season.act(season.candidature(number).token("withdraw"), scope="pool", confirm="yes", reason="raison-marqueur")
    secrets = [season.home(number), *season.open(season.home(number)).codes, number]
    tokens = [season.candidature(number).token("message")]
    season.intake("spaces", "renew", number)
    secrets.append(season.home(number))
    wanted = [text.encode() for text in markers + secrets + tokens]
    wanted += [base64.b64encode(text.encode())[:-4] for text in markers]
    read = 0
    for path in (season.folder / "public").rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes() + path.name.encode()
        read += len(content)
        for one in wanted:
            assert one not in content, (path, one)
    assert read > 100_000
    log = "\n".join(season.host.asked + season.server.said)
    for one in markers + secrets + tokens:
        assert one not in log


def test_the_search_would_find_a_name(season):
    """The same search, where there is something to find."""
    number = season.apply(name="Marqueur-Zoé")
    (journal,) = season.folder.glob(f"store/dossiers/*/{number}/events.jsonl")
    assert "Marqueur-Zoé".encode() in journal.read_bytes()


def test_sizes_do_not_tell_how_much_happened(season):
    number = season.apply()
    season.apply(email="ada@exemple.fr")
    before = sorted(path.stat().st_size for path in season.sealed.iterdir())
    season.act(season.candidature(number).token("message"), text="Un mot.")
    assert sorted(path.stat().st_size for path in season.sealed.iterdir()) == before
    assert all((size - 36) & (size - 37) == 0 for size in before)
