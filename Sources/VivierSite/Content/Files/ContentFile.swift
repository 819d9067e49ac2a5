/// One file of content as it was read, in one language.
package struct ContentFile<Value: Sendable>: Sendable {
    package var value: Value

    /// Relative to the content folder.
    package var path: String

    /// Code of the language the file is written in.
    package var language: String

    /// The path without its language and extension, or the `translation_key`:
    /// translations share it.
    package var stem: Substring

    /// The bytes of the file after the front matter.
    package var bodyRange: Range<Int>

    /// Where the values stand; of the translation only, after a merge.
    package var places: KeyPlaces

    /// The keys the file itself states: a translation inherits the others.
    package var stated: ContentKeySet

    /// Whether the name says another language than the site's first, so that the
    /// file may leave out what the original says.
    package var isTranslation: Bool

    /// Whether the file belongs to an adopted tree (`collections:`).
    package var isAdopted: Bool

    package init(
        value: Value,
        path: String,
        language: String,
        stem: Substring,
        bodyRange: Range<Int>
    ) {
        self.value = value
        self.path = path
        self.language = language
        self.stem = stem
        self.bodyRange = bodyRange
        self.places = KeyPlaces()
        self.stated = ContentKeySet()
        self.isTranslation = false
        self.isAdopted = false
    }
}
