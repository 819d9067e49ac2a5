import VivierForms
import VivierModel

/// The words of what is wrong with a field.
extension FormRecord {
    func message(_ refusal: FieldRefusal) -> String {
        if let explanation = refusal.explanation { return view.text(explanation) }
        return view.edition.texts.text(
            refusal.messageKey,
            [
                "max": shown(refusal.values["max"] ?? "", refusal.code),
                "min": shown(refusal.values["min"] ?? "", refusal.code),
                "types": (refusal.values["types"] ?? "").uppercased(),
            ]
        )
    }

    /// "10 Mo", "500 ko".
    func sizeText(_ bytes: Int) -> String {
        let isLarge = bytes >= 1 << 20
        let amount = Double(bytes) / Double(isLarge ? 1 << 20 : 1 << 10)
        return view.edition.texts.text(
            isLarge ? "forms.megabytes" : "forms.kilobytes",
            ["n": view.edition.numbers.text(amount)]
        )
    }

    /// Everything that the module may have to say of a field, as JSON: code to words.
    func messages(for field: FormField) -> String {
        var writer = JSONWriter()
        writer.object { object in
            for refusal in possibleRefusals(of: field) {
                object.key(refusal.code.rawValue)
                object.string(message(refusal))
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func possibleRefusals(of field: FormField) -> [FieldRefusal] {
        func refusal(
            _ code: FieldRefusal.Code,
            _ values: [String: String] = [:]
        ) -> FieldRefusal {
            FieldRefusal(field.name, code, values)
        }
        var found = [refusal(.required)]
        switch field.kind {
        case .text(let rule):
            found.append(refusal(.tooLong, ["max": "\(rule.maximum)"]))
            if let least = rule.minimum { found.append(refusal(.tooShort, ["min": "\(least)"])) }
            if rule.pattern != nil {
                var pattern = refusal(.pattern)
                pattern.explanation = rule.explanation
                found.append(pattern)
            }
        case .mail: found.append(refusal(.mail))
        case .phone: found.append(refusal(.phone))
        case .date(let rule):
            found += [refusal(.date), refusal(.noSuchDay)]
            if let day = rule.earliest { found.append(refusal(.tooEarly, ["min": day.iso])) }
            if let day = rule.latest { found.append(refusal(.tooLate, ["max": day.iso])) }
        case .number(let rule):
            found.append(refusal(.number))
            if let least = rule.minimum { found.append(refusal(.tooSmall, ["min": "\(least)"])) }
            if let most = rule.maximum { found.append(refusal(.tooLarge, ["max": "\(most)"])) }
        case .file(let rule):
            let types = rule.types.map(\.rawValue).joined(separator: ", ")
            found += [
                refusal(.fileType, ["types": types]), refusal(.fileEmpty),
                refusal(.fileSize, ["max": "\(rule.size)"]),
                refusal(.fileCount, ["max": "\(rule.count)"]),
                refusal(.filesSize, ["max": "\(form.totalSize)"]),
            ]
        case .choice, .several, .town, .consent, .group: break
        }
        return found
    }

    /// A bound as people read it: a size, a day, a number.
    private func shown(_ value: String, _ code: FieldRefusal.Code) -> String {
        switch code {
        case .fileSize, .filesSize: return Int(value).map(sizeText) ?? value
        case .tooEarly, .tooLate:
            return Day(iso: value).map { view.edition.dates.text($0, .long) } ?? value
        default: return Int(value).map { view.edition.numbers.text(Double($0)) } ?? value
        }
    }
}
