import VivierDiagnostics

/// What can be wrong with a line of the register.
enum RegisterFault: Sendable {
    case unreadable
    case torn
    case broken
    case backwards
    case unsigned
    case forged
    case contradiction

    func diagnostic(in source: SourceText, at range: Range<Int>) -> Diagnostic {
        Diagnostic(.error, code: code, message, in: source, at: range, hint: hint)
    }

    private var code: String {
        switch self {
        case .unreadable, .torn: "register-line"
        case .broken, .contradiction: "register-chain"
        case .backwards: "register-time"
        case .unsigned, .forged: "register-signature"
        }
    }

    private var message: String {
        switch self {
        case .unreadable: "this is not a line as vivier writes them"
        case .torn: "the last line is not complete"
        case .broken: "this line does not follow the one before: something was changed or left out"
        case .backwards: "this line is older than the one before"
        case .unsigned: "some lines of this register are signed and some are not"
        case .forged: "this line was not signed with this key, or was changed since"
        case .contradiction: "this line does not agree with those before about what was online"
        }
    }

    private var hint: String? {
        switch self {
        case .unreadable, .torn, .broken, .contradiction:
            "bring back a copy of the register that 'vivier register verify' finds whole"
        case .backwards: "is the clock right? A register is written forwards only"
        case .unsigned: "a register is signed from its first line on, or never: begin another file"
        case .forged: "give the key that the register was begun with"
        }
    }
}

extension Diagnostic {
    static func noRegisterKey(_ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-key",
            "this is not an Ed25519 key in PEM without a pass phrase",
            path: path,
            hint: "make one with: openssl genpkey -algorithm ed25519 -out register.key"
        )
    }

    static func publicKeyCannotSign(_ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-key",
            "a public key checks lines, it cannot sign them",
            path: path,
            hint: "give the private key that it belongs to"
        )
    }

    static func registerWithoutKey(_ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-signature",
            "this register is signed, and no key is given",
            path: path,
            hint: "add --register-key with the key that it was begun with"
        )
    }

    static func registerAhead(_ path: String, last: String, now: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-time",
            "the last line is of \(last), and it is \(now) now",
            path: path,
            hint: "is the clock right? A register is written forwards only"
        )
    }

    static func pageDiffers(_ page: RegisteredPage, _ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-page",
            "this is not the page that the register has for '\(page.address)'",
            path: path,
            hint: "was it changed after the build? Build again"
        )
    }

    static func pageMissing(_ page: RegisteredPage, _ path: String) -> Diagnostic {
        Diagnostic(
            .error,
            code: "register-page",
            "the register says that '\(page.address)' can be read, and there is no such file",
            path: path,
            hint: "build again"
        )
    }
}
