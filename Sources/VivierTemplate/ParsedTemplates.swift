package import VivierDiagnostics

/// Templates that have been read, and not compiled: the same for every language of a site.
package struct ParsedTemplates: Sendable {
    let options: TemplateOptions
    let sources: [SourceText]
    /// Of each source its statements; `nil` where it is no template.
    let trees: [[Statement]?]
    /// What is wrong with those.
    let faults: [(template: Int, fault: Fault)]

    /// The path of a source is the name of its template.
    package init(_ sources: [SourceText], options: TemplateOptions) {
        let sources = sources.map(withPlainBreaks)
        var trees: [[Statement]?] = []
        var faults: [(template: Int, fault: Fault)] = []
        for (number, source) in sources.enumerated() {
            do throws(SyntaxFault) {
                trees.append(try Parser.parse(source.bytes, options: options))
            } catch {
                trees.append(nil)
                faults.append((number, error.fault(in: number)))
            }
        }
        (self.options, self.sources, self.trees, self.faults) = (options, sources, trees, faults)
    }
}

/// A text whose line breaks are all `\n`.
private func withPlainBreaks(_ source: SourceText) -> SourceText {
    guard source.bytes.contains(Byte.carriageReturn) else { return source }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.bytes.count)
    var previous: UInt8 = 0
    for byte in source.bytes {
        if byte == Byte.carriageReturn {
            bytes.append(Byte.newline)
        } else if byte != Byte.newline || previous != Byte.carriageReturn {
            bytes.append(byte)
        }
        previous = byte
    }
    return SourceText(path: source.path, bytes: bytes)
}

extension SyntaxFault {
    fileprivate func fault(in template: Int) -> Fault {
        let remarks = remark.map {
            [Fault.Remark(text: $0.text, place: Place(template, $0.offset..<$0.offset))]
        }
        return Fault(code, message, at: Place(template, range), hint: hint, remarks: remarks ?? [])
    }
}
