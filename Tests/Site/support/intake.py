"""A stand-in for the intake, on this machine: it shows a site and keeps what forms send."""

import json
import threading
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

RECEIPT = "ABCDEFGHIJKLMNOPQRSTUVWX23"


@dataclass
class Sent:
    """One submission: what was asked for, its fields and its files."""

    path: str
    accept: str
    fields: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)

    def __getitem__(self, name):
        values = self.fields[name]
        return values[0] if len(values) == 1 else values


class Intake:
    """Answers as `answer` says: a status and an object."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.sent: list[Sent] = []
        self.answer = (201, {"receipt": RECEIPT, "state": "accepted"})
        self.drops = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(intake):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def reply(self, status, body, kind="text/html; charset=utf-8", **headers):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                path = urlsplit(self.path).path
                if path.startswith("/receipt/"):
                    return self.reply(200, b"<!doctype html><title>Re\xc3\xa7u</title><h1>Re\xc3\xa7u</h1>")
                file = intake.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
                if not file.is_file():
                    return self.reply(404, b"")
                kind = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
                return self.reply(200, file.read_bytes(), kind.get(file.suffix, "text/html; charset=utf-8"))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if intake.drops > 0:
                    intake.drops -= 1
                    self.connection.close()
                    self.close_connection = True
                    return
                accept = self.headers.get("Accept", "")
                head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
                message = BytesParser(policy=HTTP).parsebytes(head + body)
                sent = Sent(self.path, accept)
                for part in message.iter_parts():
                    name = part.get_param("name", header="content-disposition")
                    data = part.get_payload(decode=True)
                    if part.get_filename() is None:
                        sent.fields.setdefault(name, []).append(data.decode())
                    elif part.get_filename():
                        sent.files.setdefault(name, []).append((part.get_filename(), data))
                intake.sent.append(sent)
                if "application/json" not in accept:
                    return self.reply(303, b"", Location=f"/receipt/{RECEIPT}")
                status, answer = intake.answer
                return self.reply(status, json.dumps(answer).encode(), "application/json")

        return Handler
