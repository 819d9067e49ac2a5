import Testing

@testable import VivierSite

@Suite("Output: assets and the policy")
struct AssetsTests {
    @Test("an asset is called by its content")
    func names() {
        var assets = Assets()
        assets.add("site.css", Array("abc".utf8), source: "templates/assets/site.css")
        assets.add("fonts/a.b.woff2", Array("abc".utf8), source: "f")
        assets.add("LICENSE", Array("abc".utf8), source: "l")
        assets.add("v1.2/readme", Array("abc".utf8), source: "r")
        #expect(
            assets.published.map(\.address) == [
                "/assets/site.ba7816bf.css", "/assets/fonts/a.b.ba7816bf.woff2",
                "/assets/LICENSE.ba7816bf", "/assets/v1.2/readme.ba7816bf",
            ]
        )
        #expect(assets.address(of: "site.css") == "/assets/site.ba7816bf.css")
        #expect(assets.published[0].source == "templates/assets/site.css")
        #expect(assets.names == ["LICENSE", "fonts/a.b.woff2", "site.css", "v1.2/readme"])
    }

    @Test("another content is another address")
    func changed() {
        var first = Assets()
        first.add("site.css", [1], source: "")
        var second = Assets()
        second.add("site.css", [2], source: "")
        #expect(first.address(of: "site.css") != second.address(of: "site.css"))
    }

    @Test("what is not there has no address, and only scripts are scripts")
    func missing() {
        var assets = Assets()
        assets.add("a.js", [1], source: "")
        assets.add("a.css", [2], source: "")
        #expect(assets.address(of: "b.js") == nil && assets.address(of: "") == nil)
        #expect(assets.script("a.js") == [1])
        #expect(assets.script("a.css") == nil && assets.script("b.js") == nil)
    }

    @Test("the policy allows our files, and scripts in the page by their hash")
    func policy() {
        let policy = ContentSecurityPolicy(inlineScripts: [Array("b".utf8), Array("abc".utf8)])
        #expect(
            policy.forPages == """
                default-src 'none'; script-src 'self' \
                'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=' \
                'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; \
                worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                manifest-src 'self'; form-action 'self'; base-uri 'none'
                """
        )
        #expect(policy.forHeader() == policy.forPages + "; frame-ancestors 'none'")
    }

    @Test("the policy is the same whatever the order of the scripts, and allows nothing unsafe")
    func stablePolicy() {
        let one = ContentSecurityPolicy(inlineScripts: [[1], [2]])
        let two = ContentSecurityPolicy(inlineScripts: [[2], [1]])
        #expect(one.forPages == two.forPages)
        #expect(!one.forHeader().contains("unsafe") && !one.forHeader().contains("*"))
        #expect(!one.forHeader().contains("http"))
        #expect(ContentSecurityPolicy(inlineScripts: []).forPages.contains("script-src 'self';"))
    }
}
