"""A provider of OpenID Connect that does as a test tells it: right by default, wrong where that is asked for."""

import base64
import hashlib
import json
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT, SECRET = "vivier & co", "s3cret:+/%"
RSA, EC = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
OTHER = rsa.generate_private_key(65537, 2048)


def url64(data) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value) -> str:
    return url64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def signature(algorithm, text, key=None) -> bytes:
    if algorithm == "RS256":
        return (key or RSA).sign(text, padding.PKCS1v15(), hashes.SHA256())
    if algorithm == "ES256":
        r, s = decode_dss_signature(EC.sign(text, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if algorithm == "HS256":
        code = hmac.HMAC(SECRET.encode(), hashes.SHA256())
        code.update(text)
        return code.finalize()
    return b""


class Provider(ThreadingHTTPServer):
    """`claims`, `head`, `metadata`: what is put in the place of what would be right; `None` takes it away."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.claims, self.head, self.metadata, self.users = {}, {}, {}, {}
        self.algorithm, self.key, self.codes, self.asked = "RS256", None, {}, []
        self.damage = lambda token: token
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def visit(self, address, email="zoe@exemple.fr") -> str:
        """Signs in on the page that a browser was led to: the address that it is sent back to."""
        where = urllib.parse.urlsplit(address)
        assert f"{where.scheme}://{where.netloc}{where.path}" == f"{self.issuer}/authorize"
        query = dict(urllib.parse.parse_qsl(where.query, strict_parsing=True))
        self.query, code = query, f"code-{len(self.codes)}"
        self.codes[code] = (query, email)
        return f"{query['redirect_uri']}?{urllib.parse.urlencode({'code': code, 'state': query['state']})}"

    def token(self, query, email) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": query["client_id"], "sub": f"sub of {email}", "iat": now, "exp": now + 300,
                  "nonce": query.get("nonce"), "email": email, "email_verified": True, **self.claims}
        head = {"alg": self.algorithm, "kid": self.algorithm, "typ": "JWT", **self.head}
        plain = lambda said: url64(json.dumps({key: value for key, value in said.items() if value is not None}).encode())
        text = f"{plain(head)}.{plain(claims)}"
        return self.damage(f"{text}.{url64(signature(self.algorithm, text.encode(), self.key))}")

    @property
    def keys(self) -> list:
        public, point = RSA.public_key().public_numbers(), EC.public_key().public_numbers()
        return [{"kty": "OKP", "crv": "Ed25519", "x": "AA", "kid": "RS256"}, {"kty": "RSA", "kid": "weak", "n": number(3 << 500), "e": "AQAB"},
                {"kty": "RSA", "use": "sig", "kid": "RS256", "n": number(public.n), "e": number(public.e)},
                {"kty": "EC", "crv": "P-256", "kid": "ES256", "x": url64(point.x.to_bytes(32, "big")), "y": url64(point.y.to_bytes(32, "big"))}]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, said, status=200):
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", f"{self.server.issuer}/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        server, issuer = self.server, self.server.issuer
        server.asked.append(self.path)
        if self.path in server.metadata:
            return self.answer(*server.metadata[self.path])
        if self.path == "/.well-known/openid-configuration":
            said = {"issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys", "userinfo_endpoint": f"{issuer}/me", **server.metadata}
            return self.answer({key: value for key, value in said.items() if value is not None})
        if self.path == "/keys":
            return self.answer({"keys": server.keys})
        if self.path == "/me" and self.headers["Authorization"] == "Bearer access":
            return self.answer(server.users)
        self.answer({}, 404)

    def do_POST(self):
        server = self.server
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), strict_parsing=True))
        server.form = form
        query, email = server.codes.pop(form["code"], (None, None))
        if "client_secret" in form:
            known = (form["client_id"], form["client_secret"])
        else:
            plain = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            known = tuple(urllib.parse.unquote(part) for part in plain.split(":"))
        right = query and known == (CLIENT, SECRET) and form["redirect_uri"] == query["redirect_uri"]
        if right and "code_challenge" in query:
            right = url64(hashlib.sha256(form["code_verifier"].encode()).digest()) == query["code_challenge"]
        if self.path != "/token" or form["grant_type"] != "authorization_code" or not right:
            return self.answer({"error": "invalid_grant"}, 400)
        self.answer({"access_token": "access", "token_type": "Bearer", "id_token": server.token(query, email)})
