/// Where in the HTML a template stands: enough of a tokenizer to know how a value
/// printed there must be escaped.
///
/// It reads the literal text of a template and is asked before each print. The
/// states are those of the HTML standard's tokenizer, with the ones that make no
/// difference to escaping run together.
struct HTMLState: Hashable, Sendable {
    enum Place: UInt8, Sendable {
        /// Between tags.
        case text

        /// After `<`.
        case tagOpen
        case tagName

        /// Between the attributes of a tag.
        case tag
        case attributeName
        case afterAttributeName
        case beforeValue
        case doubleQuoted
        case singleQuoted
        case unquoted

        /// In a closing tag, a doctype or anything else that ends with `>`.
        case other
        case comment

        /// The text of an element that has no tags in it: script, style, title.
        case raw
    }

    /// The elements whose text is read in a way of its own.
    enum Element: UInt8, Sendable {
        case normal
        case script
        case style
        case title
        case textarea
        case unreadable
    }

    /// What has been written of an address.
    enum Address: UInt8, Sendable {
        /// Nothing.
        case start

        /// Only printed values, which may be part of a scheme.
        case scheme
        case path
        case query

        /// A scheme that runs scripts.
        case script
    }

    /// What the text of a script is.
    enum Script: UInt8, Sendable {
        case javaScript
        case json
        case data
    }

    /// Where in a script or JSON the text stands.
    enum Code: UInt8, Sendable {
        case plain
        case doubleQuoted
        case singleQuoted
        case template
        case lineComment
        case blockComment
    }

    var place = Place.text
    var element = Element.normal
    var attribute = AttributeKind.plain
    var address = Address.start
    var script = Script.javaScript
    var code = Code.plain

    /// A name, type or end mark that may go on, in lower case.
    var partial: [UInt8] = []

    /// Whether a backslash, a dash or a slash came last and counts.
    var isPending = false

    /// Whether a tag or an attribute name may have ended: only a space, a slash or
    /// `>` may follow.
    var isGlued = false

    /// Reads literal text.
    ///
    /// - Returns: What is wrong with it, if anything.
    mutating func consume(_ bytes: [UInt8]) -> (message: String, hint: String?)? {
        if isGlued, let first = bytes.first {
            isGlued = false
            guard Byte.isSpace(first) || first == Byte.slash || first == Byte.greater else {
                return (
                    "this text would go on with the name of a tag or an attribute in one case only",
                    "begin it with a space"
                )
            }
        }
        for byte in bytes { read(byte) }
        return nil
    }

    private mutating func read(_ byte: UInt8) {
        switch place {
        case .text: if byte == Byte.less { move(to: .tagOpen) }
        case .tagOpen: readTagOpen(byte)
        case .tagName: readTagName(byte)
        case .tag: readTag(byte)
        case .attributeName, .afterAttributeName: readAttributeName(byte)
        case .beforeValue: readBeforeValue(byte)
        case .doubleQuoted: byte == Byte.quote ? endValue() : readValue(byte)
        case .singleQuoted: byte == Byte.apostrophe ? endValue() : readValue(byte)
        case .unquoted:
            if byte == Byte.greater {
                endValue()
                endTag()
            } else if Byte.isSpace(byte) {
                endValue()
            } else {
                readValue(byte)
            }
        case .other: if byte == Byte.greater { move(to: .text) }
        case .comment: readComment(byte)
        case .raw: readRaw(byte)
        }
    }

    private mutating func move(to place: Place) {
        self.place = place
        partial = []
        isPending = false
    }

    // MARK: Tags

    private mutating func readTagOpen(_ byte: UInt8) {
        if byte == UInt8(ascii: "!") {
            // A comment if two dashes follow, else a doctype.
            move(to: .comment)
            partial = [byte]
        } else if Byte.isLetter(byte) {
            move(to: .tagName)
            partial = [Byte.lowercased(byte)]
        } else {
            move(to: byte == Byte.slash || byte == UInt8(ascii: "?") ? .other : .text)
        }
    }

    private mutating func readTagName(_ byte: UInt8) {
        guard Byte.isSpace(byte) || byte == Byte.slash || byte == Byte.greater else {
            partial.append(Byte.lowercased(byte))
            return
        }
        nameElement()
        move(to: .tag)
        readTag(byte)
    }

    /// Takes the name read as that of the element.
    mutating func nameElement() {
        switch String(decoding: partial, as: UTF8.self) {
        case "script": element = .script
        case "style": element = .style
        case "title": element = .title
        case "textarea": element = .textarea
        case "xmp", "iframe", "noembed", "noframes", "plaintext": element = .unreadable
        default: element = .normal
        }
        script = .javaScript
    }

    private mutating func readTag(_ byte: UInt8) {
        if byte == Byte.greater {
            endTag()
        } else if !Byte.isSpace(byte), byte != Byte.slash {
            move(to: .attributeName)
            partial = [Byte.lowercased(byte)]
        }
    }

    private mutating func endTag() {
        move(to: element == .normal ? .text : .raw)
        code = .plain
    }

    // MARK: Attributes

    private mutating func readAttributeName(_ byte: UInt8) {
        if byte == Byte.equals {
            let name = String(decoding: partial, as: UTF8.self)
            attribute = AttributeKind(name, of: element)
            address = .start
            move(to: .beforeValue)
        } else if byte == Byte.greater {
            endTag()
        } else if Byte.isSpace(byte) {
            place = .afterAttributeName
        } else if byte == Byte.slash {
            move(to: .tag)
        } else if place == .afterAttributeName {
            move(to: .attributeName)
            partial = [Byte.lowercased(byte)]
        } else {
            partial.append(Byte.lowercased(byte))
        }
    }

    private mutating func readBeforeValue(_ byte: UInt8) {
        if Byte.isSpace(byte) { return }
        if byte == Byte.greater {
            endTag()
            return
        }
        switch byte {
        case Byte.quote: move(to: .doubleQuoted)
        case Byte.apostrophe: move(to: .singleQuoted)
        default:
            move(to: .unquoted)
            readValue(byte)
        }
    }

    private mutating func readValue(_ byte: UInt8) {
        if attribute == .scriptType { partial.append(Byte.lowercased(byte)) }
        guard attribute == .address else { return }
        switch byte {
        case UInt8(ascii: "?"), Byte.hash: if address != .script { address = .query }
        case Byte.slash: if address == .start || address == .scheme { address = .path }
        case UInt8(ascii: ":"):
            guard address == .start || address == .scheme else { break }
            let scheme = String(decoding: partial, as: UTF8.self)
            let isAllowed = address == .start && Escaper.allowedSchemes.contains(scheme)
            address = isAllowed ? .path : .script
        default: if address == .start, !Byte.isSpace(byte) { partial.append(Byte.lowercased(byte)) }
        }
    }

    private mutating func endValue() {
        if attribute == .scriptType {
            let type = String(decoding: partial, as: UTF8.self)
            if type.hasSuffix("json") || type == "importmap" || type == "speculationrules" {
                script = .json
            } else {
                let isCode = ["", "module", "text/javascript", "application/javascript"].contains(
                    type
                )
                script = isCode ? .javaScript : .data
            }
        }
        attribute = .plain
        address = .start
        move(to: .tag)
    }
}
