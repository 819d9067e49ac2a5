/// Where the writer is in a table.
struct TableState {
    /// One letter per column: `l`, `c`, `r` or 0.
    var alignments: ByteView
    var column = 0
    var isHead = false
    var hasBody = false
}

extension TreeWriter {
    mutating func enterTable(_ node: Node) -> Bool {
        breakLine()
        table = TableState(alignments: node.alignments)
        return open(node, .table, isSite ? "<div class=\"table\"><table>" : "<table>")
    }

    mutating func leaveTable() {
        if table.hasBody {
            breakLine()
            sink.append("</tbody>")
        }
        breakLine()
        sink.append(isSite ? "</table></div>\n" : "</table>\n")
    }

    mutating func enterRow(_ node: Node) -> Bool {
        breakLine()
        table.column = 0
        table.isHead = node.isHeadRow
        if table.isHead { return open(node, .tableRow, "<thead>\n<tr>") }
        if table.hasBody { return open(node, .tableRow, "<tr>") }
        table.hasBody = true
        return open(node, .tableRow, "<tbody>\n<tr>")
    }

    mutating func leaveRow() {
        breakLine()
        sink.append(table.isHead ? "</tr>\n</thead>" : "</tr>")
    }

    mutating func enterCell(_ node: Node) -> Bool {
        breakLine()
        typesetter.previous = .start
        let alignment = table.alignments[table.column]
        table.column += 1
        if isSite {
            sink.append(table.isHead ? "<th scope=\"col\"" : "<td")
            switch alignment {
            case UInt8(ascii: "l"): sink.append(" class=\"ta-l\"")
            case UInt8(ascii: "c"): sink.append(" class=\"ta-c\"")
            case UInt8(ascii: "r"): sink.append(" class=\"ta-r\"")
            default: break
            }
        } else {
            sink.append(table.isHead ? "<th" : "<td")
            switch alignment {
            case UInt8(ascii: "l"): sink.append(" align=\"left\"")
            case UInt8(ascii: "c"): sink.append(" align=\"center\"")
            case UInt8(ascii: "r"): sink.append(" align=\"right\"")
            default: break
            }
        }
        return open(node, .tableCell, ">")
    }

    mutating func leaveCell() {
        sink.append(table.isHead ? "</th>" : "</td>")
    }
}
