extension FormValidator {
    /// The entries of a group, `experience-1-title` and so on.
    ///
    /// An entry with nothing in it is not there; one with something has to be whole.
    mutating func judgeGroup(_ field: FormField, _ rule: FormField.GroupRule) {
        let numbers = entryNumbers(of: field.name, rule)
        if numbers.isEmpty, isRequired(field) { refuse(field, field.name, .required) }
        if numbers.count > rule.maximum {
            refuse(field, field.name, .tooManyEntries, ["max": String(rule.maximum)])
        }
        for number in numbers {
            for inner in rule.fields {
                let name = entryName(field.name, number, inner.name)
                judge(inner, as: name, isRequired: inner.isRequired)
            }
        }
        // Blank entries are known too.
        for number in 1...max(rule.maximum, rule.shown) {
            for inner in rule.fields { know(entryName(field.name, number, inner.name)) }
        }
    }

    private func entryNumbers(of group: String, _ rule: FormField.GroupRule) -> [Int] {
        let names = Set(rule.fields.map(\.name))
        var numbers: Set<Int> = []
        for name in given.keys {
            let parts = name.split(separator: "-", omittingEmptySubsequences: false)
            if parts.count == 3, parts[0] == group, names.contains(String(parts[2])),
                let number = Int(parts[1]), (1...999).contains(number), String(number) == parts[1]
            {
                numbers.insert(number)
            }
        }
        return numbers.sorted()
    }
}

/// How a field of the entry `number` of a group is called, counted from 1.
package func entryName(_ group: String, _ number: Int, _ field: String) -> String {
    "\(group)-\(number)-\(field)"
}
