/// What a language leaves out of its words, and what it takes off their ends.
///
/// The browser gets the same table with the index (`t-dir.json`): it knows no
/// language of its own.
struct TermRules: Sendable {
    /// Folded; they fall away.
    let stopWords: [String]
    /// Longest first, then in the order of code units.
    let endings: [Ending]
    /// How many letters an ending leaves at least.
    let minimum = 4

    /// An end that words have: `rice`; `en|ne` is met as `enne` and takes off `ne`.
    struct Ending: Sendable {
        let written: String
        /// What a word ends with.
        let whole: [UInt8]
        /// Bytes of it that are taken off, all ASCII.
        let takenOff: Int

        init(_ written: String) {
            self.written = written
            whole = written.utf8.filter { $0 != UInt8(ascii: "|") }
            takenOff = written.split(separator: "|").last?.utf8.count ?? 0
        }
    }

    /// The rules of a language; those of French where there are none for it.
    static func of(_ language: String) -> TermRules {
        switch language {
        case "en": english
        case "nl": dutch
        case "de": german
        default: french
        }
    }

    private init(stopWords: String, endings: String) {
        self.stopWords = stopWords.split(separator: " ").map { String($0) }
        self.endings = endings.split(separator: " ").map { Ending(String($0)) }.sorted {
            ($1.whole.count, $0.written) < ($0.whole.count, $1.written)
        }
    }

    /// The elided articles stand among the stop words, since an apostrophe splits.
    private static let french = TermRules(
        stopWords: """
            a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et etes eux il \
            ils j je l la le les leur leurs lui m ma mais me mes n ne nos notre nous on ou par \
            pas pour qu que qui s sa se ses son sont sur t ta te tes ton tu un une vos votre \
            vous y
            """,
        endings: """
            e es s ee ees er ers ere eres eur eurs euse euses eux rice rices if ifs ive ives \
            en|ne en|nes on|ne on|nes el|le el|les et|te et|tes f|fe f|fes a|l a|ls a|le a|les \
            a|ux a|il a|ils eau|x eu|x esse esses
            """
    )

    private static let english = TermRules(
        stopWords: """
            a an and are as at be by for from has have in into is it its of on or our s t that \
            the their they this to we which who will with you your
            """,
        endings: "e ed es ies ing ings s y"
    )

    private static let dutch = TermRules(
        stopWords: """
            aan als bij dat de deze die dit door een en er het hun ik in is je jij met naar niet \
            of om onze op s t te tot uit uw van voor we wij wordt zijn
            """,
        endings: "e en er ers es euse eur eurs s ster sters ze"
    )

    private static let german = TermRules(
        stopWords: """
            als am an auf aus bei bis das dass dem den der des die durch ein eine einem einen \
            einer eines er es fuer für im in ist mit nach oder sich sie sind so um und uns unser \
            unsere von vom wir zu zum zur
            """,
        endings: "e em en er erin erinnen ern es in innen n r s"
    )
}
