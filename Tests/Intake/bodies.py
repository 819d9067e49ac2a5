"""Bodies of forms."""

BOUNDARY = "----vivier"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
PDF = b"%PDF-1.7\r\n1 0 obj << /Type /Catalog >>\r\n"


def multipart(fields, files=()) -> bytes:
    """`files`: name of the field, name of the file, bytes."""
    body = b""
    for name, value in fields:
        body += part(f'name="{name}"', value.encode())
    for field, name, content in files:
        body += part(f'name="{field}"; filename="{name}"', content)
    return body + f"--{BOUNDARY}--\r\n".encode()


def part(disposition: str, content: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def complete(**more) -> list:
    return list({"name": "Zoé Martin", "email": "zoe@exemple.fr", **more}.items())
