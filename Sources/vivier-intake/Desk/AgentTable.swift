import VivierMail
import VivierStore
import VivierWorkflow

/// Agents as a table has them (RFC 4180), and what is wrong with it.
struct AgentTable {
    private(set) var agents: [Agent] = []
    /// Lines such as `path:line: error: …`.
    private(set) var faults: [String] = []
    private let path: String
    /// How many values a line has: older tables have no languages.
    private var width = heading.count

    private static let heading = ["id", "name", "email", "role", "scopes", "language"]

    init(_ bytes: [UInt8], path: String) {
        self.path = path
        guard let text = String(validating: bytes, as: UTF8.self) else {
            complain(1, "the file is not UTF-8", "save it as UTF-8")
            return
        }
        var rows = CSVRows(text).rows
        guard let first = rows.first, Self.heading.starts(with: first.cells),
            first.cells.count >= Self.heading.count - 1
        else {
            complain(
                1,
                "the first line is not that of a table of agents",
                "write id,name,email,role,scopes,language"
            )
            return
        }
        width = first.cells.count
        rows.removeFirst()
        for row in rows where row.cells != [""] { read(row) }
        if agents.isEmpty, faults.isEmpty {
            complain(1, "there is no agent in it", "add a line for each")
        }
    }

    private mutating func read(_ row: CSVRows.Row) {
        guard row.cells.count == width else {
            complain(
                row.line,
                "there are \(row.cells.count) values, not \(width)",
                "write \(Self.heading.prefix(width).joined(separator: ","))"
            )
            return
        }
        let (id, name, email) = (row.cells[0], row.cells[1], row.cells[2])
        let scopes = row.cells[4].split(separator: " ").map(String.init)
        let language = width == Self.heading.count ? row.cells[5] : ""
        let agent = Agent(
            id: id,
            name: name,
            email: email,
            role: row.cells[3],
            scopes: scopes,
            language: language
        )
        guard let agent else {
            complain(row.line, "this cannot be an id", "use 1 to 20 small letters, digits and '-'")
            return
        }
        guard !agents.contains(where: { $0.id == id }) else {
            complain(
                row.line,
                "the id '\(id)' is there twice",
                "give each agent an id of their own"
            )
            return
        }
        guard Actor.Role(rawValue: agent.role) != nil else {
            let roles = Actor.Role.allCases.map(\.rawValue).joined(separator: ", ")
            complain(row.line, "there is no such role", "use one of \(roles)")
            return
        }
        guard MailAddress(email) != nil else {
            complain(row.line, "this is no mail address", "write one such as a.b@example.org")
            return
        }
        let kinds = ["campaign:", "employer:"]
        let isKnown = scopes.allSatisfy { scope in
            scope == Agent.profiles || kinds.contains { scope.hasPrefix($0) }
        }
        guard isKnown else {
            complain(
                row.line,
                "there is no such scope",
                "write campaign:NAME, employer:NAME or profiles"
            )
            return
        }
        guard language.isEmpty || isLanguage(language) else {
            complain(row.line, "this is no language", "write two letters such as fr, or nothing")
            return
        }
        agents.append(agent)
    }

    private func isLanguage(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (97...122).contains($0) }
    }

    private mutating func complain(_ line: Int, _ message: String, _ hint: String) {
        faults.append("\(path):\(line): error: \(message) [bad-agents]\n  = \(hint)")
    }
}

/// The rows of a CSV file, with commas or semicolons between values.
struct CSVRows {
    struct Row {
        let line: Int
        var cells: [String]
    }

    private(set) var rows: [Row] = []

    init(_ text: String) {
        // A spreadsheet may have put a byte order mark in front.
        let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        let head = scalars.prefix { $0 != "\n" }
        let comma: Unicode.Scalar = head.contains(";") && !head.contains(",") ? ";" : ","
        var cell = ""
        var (line, started) = (1, 1)
        var cells: [String] = []
        var isQuoted = false
        var position = 0
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == "\n" { line += 1 }
            if isQuoted {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if position < scalars.count, scalars[position] == "\"" {
                    cell.unicodeScalars.append("\"")
                    position += 1
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == comma {
                cells.append(cell)
                cell = ""
            } else if scalar == "\n" {
                rows.append(Row(line: started, cells: cells + [cell]))
                (cells, cell, started) = ([], "", line)
            } else if scalar != "\r" {
                cell.unicodeScalars.append(scalar)
            }
        }
        if !cell.isEmpty || !cells.isEmpty {
            rows.append(Row(line: started, cells: cells + [cell]))
        }
    }
}
