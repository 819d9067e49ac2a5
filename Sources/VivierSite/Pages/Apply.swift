import VivierModel
import VivierTemplate

extension SiteView {
    /// How one applies, as templates see it.
    ///
    /// A form that the site cannot send is replaced by a mail to the contact, so
    /// that no offer is without a way to answer it.
    func apply(_ offer: Offer) -> Record {
        let (kind, url, isExternal) = application(offer)
        return Record(Shapes.apply, [.string(kind), .text(url), .bool(isExternal)])
    }

    /// `form`, `url`, `email` or `none`, and the address that does it.
    func application(_ offer: Offer) -> (kind: String, url: String?, isExternal: Bool) {
        switch applyBy(offer.apply) {
        case .url(let url): return ("url", url, true)
        case .email(let mail): return ("email", mailto(mail, offer), false)
        case .form(let name) where formAction(name) != nil:
            return ("form", address.path(routes.application(offer.slug)), false)
        case .form, nil:
            guard let mail = offer.contact?.email ?? configuration.contact.email else {
                return ("none", nil, false)
            }
            return ("email", mailto(mail, offer), false)
        }
    }

    /// What the offer says, else what the site says.
    func applyBy(_ stated: ApplyBy?) -> ApplyBy? { stated ?? configuration.apply }

    /// A mail with a subject that says which offer it is about (RFC 6068).
    private func mailto(_ mail: String, _ offer: Offer) -> String {
        let subject = "\(offer.title) (\(offer.reference))"
        return "mailto:\(mail)?subject=\(percentEncoded(subject))"
    }
}

/// A text with all but the unreserved characters of RFC 3986 as `%XX`.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
        default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
