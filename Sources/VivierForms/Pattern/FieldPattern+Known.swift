/// UTF-16 units of a mail address (RFC 5321 §4.5.3.1.3, without its brackets).
let mailLength = 254

/// UTF-16 units of a telephone number with its spaces and brackets.
let phoneLength = 40

/// UTF-16 units of the name of a town.
let townLength = 100

extension FieldPattern {
    /// What `type=email` lets through, but with a last part of two letters.
    static let mail = FieldPattern(
        .sequence([
            .oneOrMore(.anything), .one(ScalarSet("@")), .oneOrMore(.anything),
            .one(ScalarSet(".")), .repeated(.one(notADot), least: 2, most: nil),
        ])
    )

    /// Six to sixteen digits (fifteen and a prefix, ITU-T E.164), written with
    /// whatever people put between.
    static let phone = FieldPattern(
        .sequence([
            .any(.space), .optional(.one(ScalarSet("+"))),
            .repeated(.sequence([.any(betweenDigits), .one(.digits)]), least: 6, most: 16),
            .any(betweenDigits),
        ])
    )

    /// Day, month and year, or the other way round with dashes.
    static let date = FieldPattern(
        .sequence([
            .any(.space),
            .choice([
                .sequence([digits(1, 2), mark, digits(1, 2), mark, digits(4, 4)]),
                .sequence([digits(4, 4), dash, digits(1, 2), dash, digits(1, 2)]),
            ]),
            .any(.space),
        ])
    )

    /// A number, whole or with a point or a comma.
    static let number = FieldPattern(
        .sequence([
            .any(.space), .optional(.one(ScalarSet("-"))), digits(1, 9),
            .optional(.sequence([.one(ScalarSet(".,")), digits(1, 4)])), .any(.space),
        ])
    )

    private static let notADot = ScalarSet(
        ScalarSet(".").ranges + ScalarSet.lineEnds,
        isInverted: true
    )
    private static let betweenDigits = ScalarSet(
        ScalarSet.space.ranges + ScalarSet("./()-\u{2011}").ranges
    )
    private static let dash = Node.one(ScalarSet("-"))
    private static let mark = Node.sequence([
        .any(.space), .one(ScalarSet("/.-")), .any(.space),
    ])

    private static func digits(_ least: Int, _ most: Int) -> Node {
        .repeated(.one(.digits), least: least, most: most)
    }
}

extension FieldPattern.Node {
    fileprivate static func any(_ set: ScalarSet) -> Self {
        .repeated(.one(set), least: 0, most: nil)
    }

    fileprivate static func oneOrMore(_ set: ScalarSet) -> Self {
        .repeated(.one(set), least: 1, most: nil)
    }

    fileprivate static func optional(_ node: Self) -> Self { .repeated(node, least: 0, most: 1) }
}
