"""`vivier serve` on a port of its own."""

import re
import socket
import subprocess

from support.program import PROGRAM


class Server:
    def __init__(self, site, *more):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--site", site, "--date", "2026-11-21", "--port", "0", *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                return
        raise AssertionError(self.process.stderr.read())

    def send(self, request: bytes, wait: float = 5) -> bytes:
        """Sends bytes and reads until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), wait) as connection:
            connection.settimeout(wait)
            try:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            answer = b""
            try:
                while part := connection.recv(65536):
                    answer += part
            except OSError:
                pass
            return answer

    def get(self, target: str, method: str = "GET") -> tuple[int, dict, bytes]:
        answer = self.send(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        headers = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in lines[1:]}
        return int(lines[0].split()[1]), headers, body

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def as_built(page: bytes) -> bytes:
    """A page without the one line that makes it reload."""
    plain, lines = re.subn(rb'<script src="/\.vivier/reload\.js\?[0-9a-z]+-[0-9]+"></script>\n', b"", page)
    assert lines == 1
    return plain
