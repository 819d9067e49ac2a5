internal import CSQLite

/// An SQLite database, as far as an index needs one.
@safe
final class Database {
    /// SQLite refused; its words, which hold no values.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    enum Value {
        case text(String)
        case int(Int64)
    }

    private let handle: OpaquePointer

    init(_ path: String) throws(Failure) {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open(path, &opened)
        guard code == SQLITE_OK, let handle = unsafe opened else {
            // SQLite allocates a handle even if it cannot open (sqlite3_open(3)).
            unsafe sqlite3_close(opened)
            throw Failure(description: "cannot open '\(path)'")
        }
        unsafe self.handle = unsafe handle
        unsafe sqlite3_busy_timeout(handle, 10_000)
    }

    deinit { unsafe sqlite3_close(handle) }

    /// Runs statements without parameters.
    func run(_ statements: String) throws(Failure) {
        guard unsafe sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else {
            throw failure
        }
    }

    /// Runs one statement for each list of parameters.
    func run(_ statement: String, with rows: [[Value]]) throws(Failure) {
        let prepared = try unsafe prepare(statement)
        defer { unsafe sqlite3_finalize(prepared) }
        for row in rows {
            unsafe bind(row, to: prepared)
            guard unsafe sqlite3_step(prepared) == SQLITE_DONE else { throw failure }
            unsafe sqlite3_reset(prepared)
        }
    }

    /// The rows that a question gives, every column as text.
    func rows(_ question: String, _ parameters: [Value] = []) throws(Failure) -> [[String]] {
        let prepared = try unsafe prepare(question)
        defer { unsafe sqlite3_finalize(prepared) }
        unsafe bind(parameters, to: prepared)
        let columns = unsafe sqlite3_column_count(prepared)
        var rows: [[String]] = []
        while true {
            let code = unsafe sqlite3_step(prepared)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw failure }
            rows.append(
                (0..<columns).map { column in
                    // SQLite owns the text until the next step: it is copied here.
                    unsafe sqlite3_column_text(prepared, column).map {
                        unsafe String(cString: $0)
                    } ?? ""
                }
            )
        }
    }

    private func prepare(_ statement: String) throws(Failure) -> OpaquePointer {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(handle, statement, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else { throw failure }
        return unsafe prepared
    }

    private func bind(_ values: [Value], to prepared: OpaquePointer) {
        // SQLITE_TRANSIENT: SQLite copies the text.
        let copy = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            switch value {
            case .text(let text):
                unsafe sqlite3_bind_text(prepared, Int32(index + 1), text, -1, copy)
            case .int(let number): unsafe sqlite3_bind_int64(prepared, Int32(index + 1), number)
            }
        }
    }

    private var failure: Failure {
        Failure(description: unsafe String(cString: sqlite3_errmsg(handle)))
    }
}
