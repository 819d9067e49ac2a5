import VivierCrypto
package import VivierDiagnostics
package import VivierFiles

/// What a register says, for `vivier register`.
package struct RegisterReport: Sendable {
    /// From when to when the page of an offer could be read, and in which states.
    package struct Period: Sendable {
        package var reference: String
        package var address: String
        package var from: String
        /// `nil` if it can still be read.
        package var until: String?
        /// When a state of the page was put in place, and its SHA-256.
        package var states: [(from: String, sha256: String)]
    }

    private let register: PublicationRegister
    private let isChecked: Bool

    /// Reads and checks a register.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - key: A PEM file with the key, public or private, that its lines must be signed with.
    ///   - folder: A published site that must hold the pages that the register ends with.
    ///   - diagnostics: What is wrong; the register is `nil` if it is damaged or not signed
    ///     with the key.
    /// - Throws: ``SystemCallError`` for a file that cannot be read.
    package init?(
        _ path: String,
        key: String? = nil,
        folder: String? = nil,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) {
        var visible: Ed25519Key?
        if let key {
            visible = Ed25519Key(pem: try readFile(key))
            guard visible != nil else {
                diagnostics.emit(.noRegisterKey(key))
                return nil
            }
        }
        let source = SourceText(path: path, bytes: try readFile(path))
        guard let register = PublicationRegister(source, key: visible, into: &diagnostics) else {
            return nil
        }
        self.register = register
        isChecked = visible != nil
        guard let folder else { return }
        for page in register.online.values.sorted(by: { $0.address < $1.address }) {
            let file = "\(folder)/\(outputFile(for: page.address))"
            if !exists(file) {
                diagnostics.emit(.pageMissing(page, file))
            } else if hexadecimal(SHA256.hash(try readFile(file))) != page.sha256 {
                diagnostics.emit(.pageDiffers(page, file))
            }
        }
    }

    /// One paragraph for a person.
    package var summary: String {
        guard let first = register.entries.first, let last = register.entries.last else {
            return "no line yet\n"
        }
        let signed =
            register.isSigned
            ? (isChecked ? "every line is signed with this key" : "signed; --key checks it")
            : "not signed"
        return """
            \(register.entries.count) lines, \(first.time) to \(last.time)
            \(register.online.count) pages of offers can be read
            \(signed)
            the last line is \(register.lastHash)

            """
    }

    /// The periods of one offer, or of all, in the order in which they began.
    package func periods(of reference: String? = nil) -> [Period] {
        var periods: [Period] = []
        var open: [String: Int] = [:]
        for entry in register.entries {
            for page in entry.withdrawn {
                if let index = open.removeValue(forKey: page.address) {
                    periods[index].until = entry.time
                }
            }
            for page in entry.changed {
                guard let index = open[page.address] else { continue }
                // The address of one offer may pass to another.
                if periods[index].reference == page.reference {
                    periods[index].states.append((entry.time, page.sha256))
                    continue
                }
                periods[index].until = entry.time
                open[page.address] = periods.count
                periods.append(Period(page, from: entry.time))
            }
            for page in entry.published {
                open[page.address] = periods.count
                periods.append(Period(page, from: entry.time))
            }
        }
        return periods.filter { reference == nil || $0.reference == reference }
    }

    /// Periods as JSON, format 1.
    package func json(_ periods: [Period]) -> [UInt8] {
        var json = JSONWriter()
        json.object { body in
            body.member("format", 1)
            body.array("periods") { list in
                for period in periods {
                    list.object { item in
                        item.member("reference", period.reference)
                        item.member("address", period.address)
                        item.member("from", period.from)
                        item.key("until")
                        if let until = period.until { item.string(until) } else { item.null() }
                        item.array("states") { states in
                            for state in period.states {
                                states.object { part in
                                    part.member("from", state.from)
                                    part.member("sha256", state.sha256)
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.bytes + [10]
    }
}

extension RegisterReport.Period {
    fileprivate init(_ page: RegisteredPage, from time: String) {
        self.init(
            reference: page.reference,
            address: page.address,
            from: time,
            until: nil,
            states: [(time, page.sha256)]
        )
    }

    /// A line for the period and one for each state.
    package var text: String {
        let end = until.map { "to \($0)" } ?? "still online"
        return "\(reference)  \(address)  \(from) \(end)\n"
            + states.map { "    \($0.from)  \($0.sha256)\n" }.joined()
    }
}
