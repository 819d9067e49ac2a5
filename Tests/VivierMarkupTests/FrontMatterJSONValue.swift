import Foundation
import VivierMarkup

/// A value of JSON, to compare what two readers made of one text.
enum JSONValue: Equatable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([JSONValue])
    case map([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .map(try container.decode([String: JSONValue].self))
        }
    }

    /// What the writer of plain values made of a document.
    init(of document: YAMLDocument) throws {
        var json: [UInt8] = []
        appendJSON(document.rootNode, to: &json)
        self = try JSONDecoder().decode(JSONValue.self, from: Data(json))
    }
}
