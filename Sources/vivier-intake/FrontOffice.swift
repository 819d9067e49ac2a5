import VivierReception

/// Who takes submissions in, and who writes to those who sent them.
struct FrontOffice {
    let reception: Reception

    /// `nil` if nobody is written to.
    let writer: LetterWriter?
}
