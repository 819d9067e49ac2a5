import VivierTemplate

// Short spellings of the values that pages hand to their templates. What an
// offer does not say is `none`, never undefined: an undefined name is a mistake
// in the template.
extension Value {
    static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .none }

    static func number(_ number: Int?) -> Value { number.map { .int($0) } ?? .none }

    static func number(_ number: Double?) -> Value {
        guard let number else { return .none }
        let isWhole = number.rounded() == number && abs(number) < 1e15
        return isWhole ? .int(Int(number)) : .double(number)
    }

    static func optional(_ record: Record?) -> Value { record.map { .record($0) } ?? .none }

    static func records(_ records: [Record]) -> Value { .list(records.map { .record($0) }) }

    static func html(_ bytes: [UInt8]) -> Value { .safe(SafeHTML(bytes)) }
}
