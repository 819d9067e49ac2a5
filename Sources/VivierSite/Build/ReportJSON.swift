package import VivierDiagnostics

extension BuildReport {
    /// What publishing changed, a line each: `+ offres/index.html` for a file that was
    /// written, `- offres/jardin/index.html` for one that was deleted.
    package var changedList: [UInt8] {
        let lines = written.map { "+ \($0)\n" } + deleted.map { "- \($0)\n" }
        return Array(lines.joined().utf8)
    }

    /// The report as one JSON object, format 1; `docs/commands.md` describes it.
    package func json(peakBytes: Int) -> [UInt8] {
        var json = JSONWriter()
        json.object { report in
            report.member("format", 1)
            report.member("published", isPublished)
            report.member("unchanged", isUnchanged)
            report.member("pages", pages)
            report.member("pages_kept", kept)
            report.member("files_written", written.count)
            report.member("files_deleted", deleted.count)
            report.member("offers", offers)
            report.member("employers", employers)
            report.array("left_out") { list in
                for item in leftOut {
                    list.object { entry in
                        entry.member("path", item.path)
                        entry.member("reason", item.reason)
                    }
                }
            }
            report.key("diagnostics")
            report.json(diagnosticsJSON(diagnostics))
            report.object("phases_ms") { phases in
                for phase in self.phases {
                    phases.key(phase.name)
                    phases.double((phase.milliseconds * 1000).rounded() / 1000)
                }
            }
            report.member("peak_bytes", peakBytes)
        }
        return json.bytes + [10]
    }
}

/// The diagnostics as a JSON array of `{path, line, column, severity, code, message, hint}`.
///
/// `line` and `column` are null where the fault is a whole file.
package func diagnosticsJSON(_ diagnostics: Diagnostics) -> [UInt8] {
    var json = JSONWriter()
    json.array { list in
        for diagnostic in diagnostics.sorted {
            list.object { item in
                item.member("path", diagnostic.path)
                item.key("line")
                if let position = diagnostic.position {
                    item.int(position.line)
                } else {
                    item.null()
                }
                item.key("column")
                if let position = diagnostic.position {
                    item.int(position.column)
                } else {
                    item.null()
                }
                item.member("severity", diagnostic.severity.rawValue)
                item.member("code", diagnostic.code)
                item.member("message", diagnostic.message)
                item.key("hint")
                if let hint = diagnostic.hint { item.string(hint) } else { item.null() }
            }
        }
    }
    return json.bytes
}
