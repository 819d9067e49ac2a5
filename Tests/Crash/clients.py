"""Those who send the same form twice at the same moment, to a server that is killed now and then."""

import json
import multiprocessing
import os
import signal
import socket
import subprocess
import time

import support

ROOT = os.path.join(support.HERE, "../..")
BODY = "idempotency_key=key-{0}&name=Zo%C3%A9&email=zoe-{0}%40example.org&consent=yes&message=Bonjour"
HEAD = (
    "POST /submit/apply HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n"
)


class Server:
    """`vivier-intake serve` on one port, started again after every kill."""

    def __init__(self, store):
        self.store = store
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [
                f"{support.PROGRAMS}/vivier-intake", "serve", "--store", self.store,
                "--content", f"{ROOT}/content", "--templates", f"{ROOT}/templates",
                "--listen", f"127.0.0.1:{self.port}", "--rate-limit", "off",
            ],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout.readline().startswith("http://")

    def stop(self, by):
        self.process.send_signal(by)
        self.process.wait()
        self.process.stdout.close()


class Connection:
    """One connection that stays open, and is made again when it breaks."""

    def __init__(self, port):
        self.port, self.socket = port, None

    def submit(self, key):
        """Sends a form until somebody says that it was received; gives that answer."""
        body = BODY.format(key)
        request = (HEAD.format(len(body)) + body).encode()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if not self.socket:
                    self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=20)
                self.socket.sendall(request)
                return self.answer()
            except OSError:
                self.socket = None
                time.sleep(0.02)
        raise TimeoutError(f"nobody took {key}")

    def answer(self):
        data = b""
        while b"\r\n\r\n" not in data or len(data) < self.length(data):
            more = self.socket.recv(1 << 16)
            if not more:
                raise ConnectionResetError
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 201 "), data
        return json.loads(body)

    @staticmethod
    def length(data):
        head, _, _ = data.partition(b"\r\n\r\n")
        (line,) = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        return len(head) + 4 + int(line.split(b":")[1])


def send(port, keys, answers):
    connection = Connection(port)
    told = [connection.submit(key) for key in keys]
    answers.put([(key, answer["receipt"], answer["state"]) for key, answer in zip(keys, told)])


def doubled(store, count, clients, kills):
    """Sends `count` forms twice, by clients of their own, nearly at once; the server is killed
    `kills` times meanwhile. Gives (key, receipt, state) of every answer."""
    server = Server(store)
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    senders = []
    for number in range(clients):
        keys = [key for key in range(count) if key % clients in (number, (number + 1) % clients)]
        senders.append(fork.Process(target=send, args=(server.port, keys, answers)))
    try:
        for sender in senders:
            sender.start()
        for number in range(kills):
            # Spread over the run: by what is in the store, not by the clock.
            while dossiers(store) < count * (number + 1) / (kills + 1):
                assert all(sender.exitcode in (None, 0) for sender in senders)
                time.sleep(0.05)
            server.stop(signal.SIGKILL)
            server.start()
        told = [answer for _ in senders for answer in answers.get(timeout=3600)]
    finally:
        for sender in senders:
            sender.terminate()
        server.stop(signal.SIGTERM)
    return told


def dossiers(store):
    return sum(len(os.listdir(f"{store}/dossiers/{shard}")) for shard in os.listdir(f"{store}/dossiers"))
