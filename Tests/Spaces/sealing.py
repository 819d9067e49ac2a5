"""Sealed pages, made and opened from what docs/sealed-pages.md says of them."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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
