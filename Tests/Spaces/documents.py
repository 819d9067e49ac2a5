"""Documents for tests: PDF and PNG files made by hand; what a picture shows."""

import base64
import struct
import zlib


def pdf(objects, root="1 0 R") -> bytes:
    """A file with these objects, numbered from 1: texts, or pairs of a dictionary and a stream."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        if isinstance(content, tuple):
            entries, stream = content
            content = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(stream), stream)
        else:
            content = content.encode()
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root {root}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def pages(*texts, box="0 0 595 842") -> bytes:
    """A page for each text."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(texts)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(texts)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    for index, text in enumerate(texts):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * index} 0 R>>")
        objects.append(("", f"BT /F 24 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")))
    return pdf(objects)


def drawing(content, resources="", more=(), entries="", box="0 0 595 842") -> bytes:
    """One page with what is drawn on it."""
    return pdf([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<<{resources}>>/Contents 4 0 R>>",
        (entries, content), *more])


def png(width, height, kind, rows, palette=b"", bits=8, interlaced=0) -> bytes:
    """`rows`: the bytes of each line, without those that name filters."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, interlaced)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + (chunk(b"PLTE", palette) if palette else b"")
            + chunk(b"IDAT", data) + chunk(b"IEND", b""))



def colours(browser, picture, *points):
    """Width and height of a picture, and its colours at some points, as a browser shows it."""
    page = browser.new_page()
    seen = page.evaluate("""async ([address, points]) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const colours = points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
        const all = context.getImageData(0, 0, image.width, image.height).data;
        let dark = 0;
        for (let index = 0; index < all.length; index += 4) dark += all[index] < 100;
        return [image.width, image.height, colours, dark];
    }""", ["data:image/png;base64," + base64.b64encode(picture).decode(), [list(point) for point in points]])
    page.close()
    return seen
