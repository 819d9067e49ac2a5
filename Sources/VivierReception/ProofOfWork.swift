internal import VivierCrypto
internal import VivierForms

/// Work that a browser did before it sent a form, so that sending many costs something.
///
/// The SHA-256 of `FORM:KEY:NUMBER` begins with as many zero bits as the form asks for. The key
/// is the idempotency key, so that a proof is good for one dossier.
enum ProofOfWork: String {
    case done
    /// Sent without scripts, or by a robot: taken in, and trusted less.
    case missing
    /// What no browser of ours sends.
    case wrong

    /// - Returns: `nil` if the form asks for no proof.
    init?(of submission: Submission, for form: FormDefinition) {
        guard let bits = form.proofBits else { return nil }
        guard let number = submission[.proof], !number.isEmpty else {
            self = .missing
            return
        }
        let key = submission[.idempotencyKey] ?? ""
        let digest = SHA256.hash("\(form.name):\(key):\(number)".utf8)
        self = !key.isEmpty && zeroBits(digest) >= bits ? .done : .wrong
    }
}

/// How many bits are zero before the first that is not.
private func zeroBits(_ bytes: [UInt8]) -> Int {
    let zeros = bytes.prefix { $0 == 0 }.count
    return zeros * 8 + (zeros < bytes.count ? bytes[zeros].leadingZeroBitCount : 0)
}
