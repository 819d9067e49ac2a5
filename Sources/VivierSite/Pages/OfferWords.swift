/// What the page of an offer, its row, its metadata and the feeds all say of it,
/// made once.
struct OfferWords {
    let address: String
    let salary: String?
    let workload: String?
    /// The instant it closes at.
    let closesAt: String?
}
