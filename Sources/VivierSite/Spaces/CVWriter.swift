import VivierForms
import VivierTemplate
import VivierWorkflow

/// Shows a sheet as a CV: what its owner lets others see, and nothing that is empty.
struct CVWriter {
    let writer: SpaceWriter
    let form: FormDefinition
    let values: [String: [String]]

    init(_ writer: SpaceWriter, _ form: FormDefinition, _ state: Candidature) {
        self.writer = writer
        self.form = form
        // What was emptied stands there with nothing in it.
        values = state.fields.filter { !$0.values.isEmpty }
            .reduce(into: [:]) { $0[$1.name] = $1.values }
    }

    /// Whether there is nothing to show.
    var isEmpty: Bool { name == nil && form.steps.allSatisfy { part($0).isEmpty } }

    var name: String? { first("basics.name") }

    /// The occupation, as the list of profiles has it.
    var headline: String? { first("basics.label") }

    private func first(_ resume: String) -> String? {
        form.fields.first { $0.resume == resume && $0.isOnCV }.flatMap { values[$0.name]?.first }
    }

    var record: Record {
        let parts = form.steps.map(part).filter { !$0.isEmpty }.map(\.record)
        return Record(
            Shapes.spaceCV,
            [.text(name), .records(parts)]
        )
    }

    private func part(_ step: FormStep) -> (record: Record, isEmpty: Bool) {
        let shown = step.fields.filter { field in
            field.isOnCV && field.resume != "basics.name"
                && field.showing?.holds { values[$0] ?? [] } ?? true
        }
        let fields = shown.compactMap { self.field($0, $0.name) }
        let groups = shown.compactMap(group)
        return (
            Record(
                Shapes.spaceCVPart,
                [.string(writer.view.text(step.title)), .records(fields), .records(groups)]
            ),
            fields.isEmpty && groups.isEmpty
        )
    }

    private func group(_ field: FormField) -> Record? {
        guard case .group(let rule) = field.kind else { return nil }
        let entries = (1...rule.maximum).compactMap { number -> Record? in
            let fields = rule.fields.map { inner in
                self.field(inner, entryName(field.name, number, inner.name))
            }
            guard fields.contains(where: { $0 != nil }) else { return nil }
            // What an entry is called stands first in it.
            let first = rule.fields.first.flatMap {
                values[entryName(field.name, number, $0.name)]?.first
            }
            return Record(
                Shapes.spaceCVEntry,
                [.text(first), .records(fields.dropFirst().compactMap(\.self))]
            )
        }
        return entries.isEmpty
            ? nil
            : Record(
                Shapes.spaceCVGroup,
                [.string(writer.view.text(field.label)), .records(entries)]
            )
    }

    private func field(_ field: FormField, _ name: String) -> Record? {
        guard let values = values[name], field.isOnCV else { return nil }
        let shown = values.map { writer.shown($0, in: field) }.joined(separator: ", ")
        return Record(
            Shapes.spaceCVField,
            [
                .string(writer.view.text(field.label)), .list(writer.paragraphs(shown)),
                .number(stars(field, values)),
            ]
        )
    }

    /// A mark from 1 to 5; `nil` for what is none.
    private func stars(_ field: FormField, _ values: [String]) -> Int? {
        guard case .choice(let options) = field.kind, options.map(\.code) == Self.marks else {
            return nil
        }
        return values.first.flatMap { Int($0) }
    }

    private static let marks = (1...5).map { "\($0)" }
}
