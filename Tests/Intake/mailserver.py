"""A mail server that answers as a test tells it to, on loopback."""

import socket
import ssl
import subprocess

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Recorder:
    """Keeps what it accepts; `answers` says what it answers, by command, for each time."""

    def __init__(self):
        self.messages = []
        self.offered = 0
        self.answers = {}
        self.drop = None
        self.tls = []

    def _answer(self, command, usual):
        queue = self.answers.get(command, [])
        return queue.pop(0) if queue else usual

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = self._answer("MAIL", "250 OK")
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self._answer("RCPT", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.offered += 1
        self.tls.append(session.ssl is not None)
        if self.drop == "before answer":
            server.transport.abort()
            return "250 never seen"
        answer = self._answer("DATA", "250 2.0.0 queued")
        if answer.startswith("250"):
            self.messages.append((envelope.mail_from, envelope.rcpt_tos, bytes(envelope.original_content)))
        if self.drop == "after taking it":
            server.transport.abort()
        return answer


class MailServer:
    def __init__(self, certificate=None, sign_in=None, require_tls=False):
        self.recorder = Recorder()
        options = {}
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            options |= {"tls_context": context, "require_starttls": require_tls}
        if sign_in:
            def authenticator(server, session, envelope, mechanism, data):
                said = (data.login.decode(), data.password.decode())
                return AuthResult(success=said == sign_in, handled=False)

            options |= {"authenticator": authenticator, "auth_required": True}
        server_options = options

        class OnLoopback(Controller):
            def factory(self):
                return SMTP(self.handler, **server_options, hostname="mx.test")

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = OnLoopback(self.recorder, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    @property
    def address(self):
        return f"smtp://localhost:{self.port}"


def make_certificate(folder):
    key, certificate = str(folder / "key.pem"), str(folder / "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )
    return certificate, key
