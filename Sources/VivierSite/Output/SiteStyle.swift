import VivierModel

/// The style sheet that puts the site's own colours and typeface over the theme's.
///
/// - Parameters:
///   - colors: Those of `site.yml`.
///   - font: The address of the typeface, as pages link to it.
/// - Returns: `nil` for a site that has neither.
func siteStyle(_ colors: SiteConfiguration.Colors, font: String?) -> String? {
    var css = ""
    if let font {
        css += """
            @font-face{font-family:"Site";src:url("\(font)") format("woff2");font-display:swap}
            :root{--sans:"Site",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}

            """
    }
    if let accent = colors.accent {
        let lighter = Color(accent).map { Grounds.dark.nearest(to: $0).text }
        let dark = colors.accentDark ?? lighter ?? accent
        css += """
            :root{--act:\(accent)}
            @supports (color:light-dark(#000,#fff)){:root{--act:light-dark(\(accent),\(dark))}}

            """
    }
    return css.isEmpty ? nil : css
}

/// An address as it stands in a link: what is no plain character of a path as `%XX`.
func encodedPath(_ address: String) -> String {
    address.split(separator: "/", omittingEmptySubsequences: false)
        .map { percentEncoded(String($0)) }.joined(separator: "/")
}
