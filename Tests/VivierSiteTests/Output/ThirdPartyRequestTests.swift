import Testing

@testable import VivierSite

@Suite("Output: requests to third parties")
struct ThirdPartyRequestTests {
    private let requests = ThirdPartyRequests(ownOrigin: "https://example.org")

    private func first(_ page: String) -> String? { requests.first(in: Array(page.utf8)) }

    @Test(
        "finds what a browser would fetch from elsewhere",
        arguments: [
            #"<img src="https://x.test/a.png">"#, #"<img src='https://x.test/a.png'>"#,
            #"<IMG SRC="HTTPS://x.test/a.png">"#, #"<img src=https://x.test/a.png>"#,
            #"<img src = "https://x.test/a.png">"#, "<img\nsrc\n=\n\"https://x.test/a.png\">",
            #"<img/src="https://x.test/a.png"/>"#, #"<img alt="a > b" src="https://x.test/a">"#,
            #"<img alt="" title='"' src="//x.test/a">"#, #"<img src="//x.test/a">"#,
            #"<img src="/\x.test/a">"#, #"<img src="\\x.test/a">"#, #"<img src="\/x.test/a">"#,
            #"<img src=" https://x.test/a">"#, "<img src=\"\t//x.test/a\">",
            "<img src=\"/\t/x.test/a\">", "<img src=\"/\n/x.test/a\">",
            "<img src=\"ht\ntps://x.test/a\">",
            #"<img src="https&#58;//x.test/a">"#, #"<img src="&#x2F;&#47;x.test/a">"#,
            #"<img src="&sol;/x.test">"#, #"<img src="/&Tab;/x.test">"#,
            #"<img src="https&colon;//x.test">"#,
            #"<img src="https:x.test/a">"#, #"<img src="ftp://x.test/a">"#,
            #"<img src="https://example.org.x.test/a">"#, #"<img src="https://example.orgx/a">"#,
            #"<img src="https://example.org@x.test/a">"#, #"<img src="http://example.org/a">"#,
            #"<img srcset="/a.png 1x, https://x.test/a.png 2x">"#,
            #"<img srcset="/a.png 1x,https://x.test/a.png 2x">"#,
            "<img srcset=\"/a.png 1x,\n//x.test/a.png 2x\">",
            #"<source srcset="//x.test/a.webp">"#, #"<video src="https://x.test/a.mp4">"#,
            #"<video poster="https://x.test/a.png">"#, #"<audio src="//x.test/a"></audio>"#,
            #"<track src="//x.test/a">"#, #"<script src="https://x.test/a.js"></script>"#,
            #"<script async defer src="//x.test/a.js"></script>"#,
            #"<iframe src="https://x.test/"></iframe>"#, #"<embed src="//x.test/a">"#,
            #"<object data="//x.test/a"></object>"#, #"<input type="image" src="//x.test/a">"#,
            #"<svg><use href="https://x.test/a#b"/></svg>"#,
            #"<svg><image xlink:href="https://x.test/a"/></svg>"#,
            #"<svg><script href="//x.test/a"></script></svg>"#, #"<body background="//x.test/a">"#,
            #"<link rel="stylesheet" href="https://x.test/a.css">"#,
            #"<link href="//x.test/a.css" rel="stylesheet">"#,
            #"<link rel="alternate StyleSheet" href="//x.test/a.css">"#,
            "<link rel=\"alternate\tstylesheet\" href=\"//x.test/a.css\">",
            #"<link rel=icon href=//x.test/a.ico>"#, #"<link rel="dns-prefetch" href="//x.test">"#,
            #"<link rel="preconnect" href="https://x.test">"#,
            #"<link rel="preload" as="image" imagesrcset="https://x.test/a 1x" href="/a">"#,
            #"<base href="https://x.test/">"#,
            #"<meta http-equiv="refresh" content="0; url=https://x.test/">"#,
            #"<p>a < b <img src="//x.test/a">"#, #"<!-- x --><img src="//x.test/a">"#,
            #"<script>if (a < b) {}</script><img src="//x.test/a">"#,
            #"<style>a{}</style><img src="//x.test/a">"#, #"<img src="//x.test/a"#,
            #"<img src="/a"><img src="/b"><img src="//x.test/a">"#,
            #"<img src="blob:https://x.test/1">"#, #"<img data-src="/a" src="//x.test/a">"#,
        ]
    )
    func found(page: String) {
        #expect(first(page) != nil, "\(page)")
    }

    @Test(
        "leaves alone what is ours, and what a reader may follow",
        arguments: [
            "", "<", "<i", "<img", "<img ", "<img src", "<img src=", "<img src=\"",
            "< img src=\"//x\">",
            #"<img src="/a.png" alt="https://x.test">"#, #"<img src="a.png">"#, #"<img src="">"#,
            #"<img src="../a:b.png">"#, #"<img src="a/b:c">"#, #"<img src="?a:b">"#,
            ##"<img src="#a:b">"##,
            #"<img src="https://example.org/a.png">"#, #"<img src="https://example.org">"#,
            #"<img src="HTTPS://EXAMPLE.org/a.png">"#, #"<img src="https://example.org?a">"#,
            #"<img src="data:image/png;base64,AAAA">"#, #"<img src="DATA:image/png;base64,AAAA">"#,
            #"<img srcset="data:image/png;base64,AAAA 1x, /b.png 2x">"#,
            #"<a href="https://x.test/">lien</a>"#, #"<a href="mailto:a@x.test">mail</a>"#,
            #"<form action="/envoyer">"#, #"<link rel="canonical" href="https://x.test/">"#,
            #"<link rel="alternate" hreflang="en" href="https://x.test/en/">"#,
            #"<link href="https://x.test/">"#,
            #"<meta property="og:image" content="https://x.test/a">"#,
            #"<meta http-equiv="refresh" content="0; url=/ailleurs/">"#,
            #"<meta http-equiv="refresh" content="300">"#,
            #"<p>&lt;img src="https://x.test/a"&gt;</p>"#,
            #"<!-- <img src="https://x.test/a"> -->"#,
            #"<script>var a = '<img src="https://x.test/a">';</script>"#,
            #"<script type="application/ld+json">{"url":"https://x.test"}</script>"#,
            #"<img data-src="https://x.test/a" src="/a">"#, #"<imgx src="https://x.test/a">"#,
            #"<p src="https://x.test/a">"#, #"</img src="https://x.test/a">"#,
            #"<img alt="<img src='https://x.test/a'>" src="/a">"#, #"<base href="/emplois/">"#,
            #"<base target="_blank">"#, #"<iframe src="about:blank"></iframe>"#,
            ##"<svg><use href="#icone"/></svg>"##, #"<title>https://x.test/</title>"#,
        ]
    )
    func notFound(page: String) {
        #expect(first(page) == nil, "\(page)")
    }

    @Test(
        "a tag that begins like a harmless one is still read",
        arguments: [
            (#"<link rel="next" href="/a">"#, #"<link rel="next" href="//x.test/a">"#, false),
            (#"<link href="/a">"#, #"<link href="//x.test/a" rel="icon">"#, true),
            (#"<link href="/a">"#, #"<link href="//x.test/a"rel="icon">"#, true),
            (#"<link href="/a" rel="next">"#, #"<link href="/a" rel="icon" href="/">"#, false),
            (#"<link href="//x.test" rel="next">"#, #"<link href="//x.test" rel="icon">"#, true),
            (#"<link title="a" hidden>"#, #"<link title="a" href="//x.test" rel=icon>"#, true),
            (#"<meta name="a" content="b">"#, #"<meta name="a" content="//x.test">"#, false),
            (
                #"<meta content="0;url=//x.test" http-equiv="date">"#,
                #"<meta content="0;url=//x.test" http-equiv="refresh">"#, true
            ),
            (#"<meta content='b'>"#, #"<meta content='b' http-equiv="refresh">"#, false),
        ]
    )
    func remembered(harmless: String, page: String, isFound: Bool) {
        let requests = ThirdPartyRequests(ownOrigin: "")
        #expect(requests.first(in: Array("\(harmless)<p>".utf8)) == nil)
        #expect((requests.first(in: Array("\(page)<p>".utf8)) != nil) == isFound, "\(page)")
    }

    @Test("names the address as it is written")
    func named() {
        #expect(
            first(#"<img src="/a"><script src="https://x.test/a?b&amp;c">"#)
                == "https://x.test/a?b&amp;c"
        )
        #expect(first(#"<img srcset="/a 1x, //x.test/b 2x">"#) == "//x.test/b")
    }

    @Test("a site without an address of its own has no host that is its own")
    func noOrigin() {
        let requests = ThirdPartyRequests(ownOrigin: "")
        #expect(requests.first(in: Array(#"<img src="https://example.org/a">"#.utf8)) != nil)
        #expect(requests.first(in: Array(#"<img src="/a">"#.utf8)) == nil)
    }

    @Test("any bytes are read to their end")
    func noise() {
        var seed: UInt64 = 11
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let pieces = [
            "<", ">", "<img ", "src", "=", "\"", "'", " ", "//x", "<!--", "-->", "<script", "</",
            "&#", "&",
            ";", "é", "\u{0}", "/", "<link rel=icon href=", "\\", "<base href", ",",
        ]
        for _ in 0..<2000 {
            var page = (0..<next(30)).flatMap { _ in Array(pieces[next(pieces.count)].utf8) }
            if next(4) == 0 { page.append(UInt8(next(256))) }
            _ = requests.first(in: page)
            _ = requests.first(inStyle: page)
        }
    }

    @Test(
        "finds what a style sheet would fetch",
        arguments: [
            "a{background:url(https://x.test/a)}", "a{background:url( 'https://x.test/a' )}",
            "a{background:url(\"//x.test/a\")}", "@import 'https://x.test/a.css';",
            "@import url(//x.test/a.css) print;", "@import\n\"//x.test/a.css\";",
            "a{}@font-face{src:local(a),url(/a),url(//x.test/a)}", "a{background:URL(//x.test/a)}",
            "@IMPORT '//x.test/a.css';", "a{background:image-set('//x.test/a' 1x)}",
        ]
    )
    func style(css: String) {
        #expect(requests.first(inStyle: Array(css.utf8)) != nil)
    }

    @Test(
        "a style sheet of our own fetches nothing from elsewhere",
        arguments: [
            "", "a{}", "url(", "a{background:url(/a.png)}",
            "a{background:url(data:image/png;base64,AA)}",
            "@import 'b.css';", "a{background:url(https://example.org/a)}", "/* https://x.test */",
            "a::after{content:'//'}", "@font-face{src:url('a.woff2') format('woff2')}", "@import",
        ]
    )
    func ownStyle(css: String) {
        #expect(requests.first(inStyle: Array(css.utf8)) == nil)
    }
}
