"""Photos for tests: what telephones add to them, and what was made of them."""

import base64
import re
import struct

from documents import png

RED, GREEN, BLUE, GREY = (210, 40, 40), (30, 160, 60), (40, 60, 200), (120, 120, 120)


def jpeg(browser, width=80, height=40) -> bytes:
    """Four colours in four quarters."""
    page = browser.new_page(viewport={"width": width, "height": height})
    quarters = "".join(f"<i style='background:rgb{colour}'></i>" for colour in (RED, GREEN, BLUE, GREY))
    page.set_content("<style>body{margin:0;display:grid;grid-template:50vh 50vh/50vw 50vw}</style>" + quarters)
    made = page.screenshot(type="jpeg", quality=95)
    page.close()
    return made


def segment(code, content) -> bytes:
    return bytes([0xFF, code]) + struct.pack(">H", len(content) + 2) + content


def exif(orientation=1, order=">") -> bytes:
    """What a telephone writes: which way up, where, who."""
    entry = lambda tag, kind, count, value: struct.pack(order + "HHI", tag, kind, count) + value
    short = struct.pack(order + "HH", orientation, 0)
    text = b"Marqueur-auteur\0"
    body = struct.pack(order + "H", 3)
    body += entry(0x0112, 3, 1, short)
    body += entry(0x013B, 2, len(text), struct.pack(order + "I", 50))
    body += entry(0x8825, 4, 1, struct.pack(order + "I", 66))
    body += struct.pack(order + "I", 0) + text
    place = b"".join(struct.pack(order + "II", number, 1) for number in (47, 19, 23))
    body += struct.pack(order + "H", 2) + entry(1, 2, 2, b"N\0\0\0") + entry(2, 5, 3, struct.pack(order + "I", 96))
    body += struct.pack(order + "I", 0) + place
    return (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8) + body


def taken(picture, orientation=1, order=">") -> bytes:
    """A JPEG as a telephone leaves it, with all that it says of the place and of who took it."""
    said = segment(0xE1, b"Exif\0\0" + exif(orientation, order))
    said += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Marqueur-lieu</x:xmpmeta>")
    said += segment(0xED, b"Photoshop 3.0\0Marqueur-lieu") + segment(0xFE, b"Marqueur-commentaire")
    return picture[:2] + said + picture[2:] + b"Marqueur-fin"


def shown(page) -> bytes | None:
    """The photo on a sheet."""
    found = re.findall(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", page.text)
    assert len(set(found)) < 2
    return base64.b64decode(found[0]) if found else None


def segments(picture) -> list:
    """The segments of a JPEG before its data: their codes and what they say."""
    assert picture[:2] == b"\xff\xd8" and picture.endswith(b"\xff\xd9")
    found, place = [], 2
    while True:
        code, length = picture[place + 1], struct.unpack(">H", picture[place + 2:place + 4])[0]
        assert picture[place] == 0xFF
        if code == 0xDA:
            return found
        found.append((code, picture[place + 4:place + 2 + length]))
        place += 2 + length


def hostile(picture) -> dict:
    """What is no photo, or one that is to do harm: the words that it is answered with, if only one will do."""
    frame = lambda width, height: segment(0xC0, b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0")
    endless = taken(picture)[:20] + b"\xff" * 5000
    return {
        "nothing": (b"", "Rien n’a été envoyé"),
        "text": (b"GIF89a", "n’est pas acceptée"),
        "a page": (b"<svg onload=alert(1)>", "n’est pas acceptée"),
        "interlaced": (png(8, 8, 0, [bytes(8)] * 8, interlaced=1), "n’est pas acceptée"),
        "a bomb by its header": (b"\xff\xd8" + frame(60000, 60000) + b"\xff\xda", "trop grande"),
        "a large PNG": (png(50000, 50000, 0, [b"\0"]), "trop grande"),
        "too many bytes": (picture + bytes(10 << 20), "trop grand "),
        "no size": (picture[:20], "ne peut pas être lue"),
        "no width": (b"\xff\xd8" + frame(0, 7) + b"\xff\xda", "ne peut pas être lue"),
        "only a mark": (b"\x89PNG\r\n\x1a\n", "ne peut pas être lue"),
        "Exif without end": (endless, None),
        "cut in two": (picture[:len(picture) // 2], None),
        "a header and noise": (b"\xff\xd8" + frame(400, 400) + b"\xff\xda" + bytes(range(256)) * 40, None),
        "a PNG that promises more": (png(4000, 4000, 2, [b"\0" * 12]), None),
        "odd chunks": (png(8, 8, 0, [bytes(8)] * 8).replace(b"IDAT", b"\xff\xfe\xfd\xfc"), None),
    }
