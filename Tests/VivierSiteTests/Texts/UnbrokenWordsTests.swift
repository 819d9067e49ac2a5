import Testing

@testable import VivierSite

@Suite("Words that stay on one line")
struct UnbrokenWordsTests {
    @Test(
        "short words with a hyphen are kept together, and nothing is lost",
        arguments: [
            ("Aide, week-ends", "Aide, <span class=\"nb\">week-ends</span>"),
            (
                "week-ends, demi-journées",
                "<span class=\"nb\">week-ends,</span> <span class=\"nb\">demi-journées</span>"
            ),
            ("Aide  à  domicile", "Aide  à  domicile"),
            ("a - b", "a - b"),
            ("fin-", "fin-"),
            ("Saint-Germain-en-Laye", "Saint-Germain-en-Laye"),
            (
                "<b>-<i> & \"c-d\"",
                "<span class=\"nb\">&lt;b&gt;-&lt;i&gt;</span> &amp; <span class=\"nb\">&quot;c-d&quot;</span>"
            ),
            ("", ""),
        ]
    )
    func words(text: String, html: String) {
        #expect(String(decoding: unbrokenWords(of: text), as: UTF8.self) == html)
    }
}
