"""A running `vivier-intake serve`, and those who talk to it."""

import http.client
import json
import signal
import socket
import subprocess
import threading
from dataclasses import dataclass, field

from bodies import CONTENT_TYPE, complete, multipart
from program import PROGRAM, ROOT


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Server:
    process: subprocess.Popen
    port: int
    said: list = field(default_factory=list)

    @classmethod
    def start(cls, place, *more) -> "Server":
        process = subprocess.Popen(
            [
                PROGRAM, "serve", *map(str, place.options), "--templates", ROOT / "templates",
                "--listen", "127.0.0.1:0", *map(str, more),
            ],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"it did not start: {process.stderr.read()}")
        server = cls(process, int(line.strip().rstrip("/").rsplit(":", 1)[1]))
        # A pipe that nobody reads would stop it.
        threading.Thread(target=lambda: server.said.extend(process.stderr), daemon=True).start()
        return server

    def stop(self, by=signal.SIGTERM) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=20)

    def ask(self, method, path, body=None, headers=None, accept="text/html", timeout=30) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {"Accept": accept, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def submit(self, fields=None, files=(), accept="application/json", headers=None, form="apply") -> Answer:
        body = multipart(fields or complete(), files)
        more = {"Content-Type": CONTENT_TYPE, **(headers or {})}
        return self.ask("POST", f"/submit/{form}", body, more, accept)

    def socket(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    @property
    def peak_mebibytes(self) -> float:
        """The most memory that it ever had."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            (line,) = (line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
