"""Every form comes twice at nearly the same moment, while the server is killed now and then:
each is one dossier, and everybody who sent it has its number. (G6)"""

import collections
import json
import pathlib

import clients
import support

COUNT = 100_000 if support.FULL else 300
KILLS = 20 if support.FULL else 3


def test_every_form_sent_twice_is_one_dossier(stores):
    store = stores.make()
    told = clients.doubled(store, COUNT, clients=8, kills=KILLS)
    assert len(told) == 2 * COUNT
    numbers = collections.defaultdict(set)
    for key, receipt, state in told:
        assert state in ("accepted", "duplicate")
        numbers[key].add(receipt)
    assert all(len(found) == 1 for found in numbers.values())
    assert len(set.union(*numbers.values())) == COUNT
    # A key whose two clients were both told "duplicate" had its first answer lost in a kill.
    accepted = [key for key, _, state in told if state == "accepted"]
    assert len(accepted) == len(set(accepted))

    found = {}
    for journal in pathlib.Path(store).glob("dossiers/*/*/events.jsonl"):
        first = json.loads(journal.read_bytes().partition(b"\n")[0])
        found[first["d"]["idempotency"]] = journal.parent.name
    assert found == {f"key-{key}": receipt for key, (receipt,) in numbers.items()}
    verified = support.intake("verify", "--store", store, timeout=None)
    assert verified.returncode == 0 and verified.stdout.startswith(f"{COUNT} dossiers"), verified.stdout
