import VivierMarkup

/// An HTML page with its own style, that loads nothing but what stands in its body.
///
/// - Parameters:
///   - language: Of its words.
///   - title: Of its window; text.
///   - style: Its style sheet.
///   - body: HTML, with a line feed at its end.
/// - Returns: The whole page.
func standalonePage(language: String, title: String, style: String, body: String) -> [UInt8] {
    // The empty icon keeps browsers from asking for one.
    let html = """
        <!DOCTYPE html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <link rel="icon" href="data:,">
        <title>\(escaped(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    return Array(html.utf8)
}
