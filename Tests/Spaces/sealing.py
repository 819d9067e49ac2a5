"""Sealed pages, and what browsers seal to an intake, made and opened from what docs/sealed-pages.md and docs/intake.md say of them."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MARK = b"vivier\x00\x01"


def base32(data) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


def derived(code, use, length=32) -> bytes:
    secret = base64.b32decode(code.upper() + "====")
    key = hmac.digest(bytes(32), secret, hashlib.sha256)
    return hmac.digest(key, f"vivier/page/1/{use}".encode() + b"\x01", hashlib.sha256)[:length]


def name(code) -> str:
    return base32(derived(code, "id", 16))


def opened(folder, code) -> dict:
    sealed = (folder / name(code)).read_bytes()
    return json.loads(AESGCM(derived(code, "key")).decrypt(sealed[8:20], sealed[20:], MARK + name(code).encode()))


def put(folder, code, page):
    plain = json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()
    size = 16384
    while size < len(plain):
        size *= 2
    plain = plain.ljust(size)
    nonce = hmac.digest(derived(code, "nonce"), plain, hashlib.sha256)[:12]
    (folder / name(code)).write_bytes(MARK + nonce + AESGCM(derived(code, "key")).encrypt(nonce, plain, MARK + name(code).encode()))


def point(pair=None) -> str:
    """The public key of a pair, a new one if none is named, as forms have it."""
    key = (pair or ec.generate_private_key(ec.SECP256R1())).public_key()
    return base64.urlsafe_b64encode(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)).decode().rstrip("=")


def box(body, content_type, to, purpose) -> bytes:
    """A body as a browser seals it to a key, a point in base64url."""
    recipient, pair = base64.urlsafe_b64decode(to + "="), ec.generate_private_key(ec.SECP256R1())
    own = base64.urlsafe_b64decode(point(pair) + "=")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), recipient)
    secret = hmac.digest(bytes(32), pair.exchange(ec.ECDH(), theirs) + own + recipient, hashlib.sha256)
    key = hmac.digest(secret, b"vivier/submission/key\x01", hashlib.sha256)
    mark = b"vivier-sealed 1\n"
    return mark + own + AESGCM(key).encrypt(bytes(12), content_type.encode() + b"\n" + body, mark + purpose.encode())
