internal import VivierForms

/// A form that was filled in off-line, as a PDF of the site.
struct FilledPDF {
    /// The field of a form that takes such a file.
    static let field = "pdf"

    /// A form of the site with a few pages of answers has a tenth of it.
    static let limit = 2 << 20

    private let values: [Submission.Value]

    /// - Throws: ``PDFRefusal`` for what cannot be read, or is no form.
    init(_ bytes: [UInt8]) throws(PDFRefusal) { values = try readPDFForm(bytes).values }

    /// The name of the form that it is.
    var form: String? { Submission(values: values)[.form] }

    /// What it says, beside what was typed on a page: that counts before.
    func added(to typed: [Submission.Value]) -> [Submission.Value] {
        let given = typed.filter { !$0.value.isEmpty }
        let names = Set(given.map(\.name))
        return given + values.filter { !names.contains($0.name) }
    }
}
