package import VivierModel

/// What becomes of an offer on a given day.
package enum OfferStatus: Sendable, Equatable {
    /// `draft: true`: left out, unless drafts are asked for.
    case draft
    /// The site asks for an approval and the file has none: left out.
    case awaitingApproval
    /// Shows from that day on: left out, unless future offers are asked for.
    case future(from: Day)
    case open
    /// The deadline has passed; the first day on which it had. Keeps its page for now.
    case closed(since: Day)
    /// Closed by hand (`closed:`), since then if the file says so. Keeps its page for now.
    case filled(since: Day?)
    /// Past its grace since that day: a "gone" page stands in its place.
    case gone(since: Day)
    /// Past that too: nothing is made of it.
    case forgotten
}

/// What becomes of an offer on `day`.
///
/// In this order:
///
/// 1. `draft: true` makes a draft; a site with `approval_required` holds back what
///    has no `approved`.
/// 2. Before `published` (plus `publication_delay` days) it is in the future.
/// 3. It is open to the end of the day `closes`, unless `closed` says otherwise:
///    `closed: true` from the start, `closed: 2026-05-02` from that day on. The
///    earlier of the two counts.
/// 4. For `grace_days` days after that it keeps its page; for `gone_days` more a
///    "gone" page stands there; then nothing does. `closed: true` without any past
///    date keeps its page: nobody knows when the grace began.
package func status(
    of offer: Offer,
    on day: Day,
    policies: SiteConfiguration.Policies
) -> OfferStatus {
    if offer.isDraft { return .draft }
    if policies.approvalRequired && !offer.isApproved { return .awaitingApproval }
    if let published = offer.published {
        let from = published.adding(days: policies.publicationDelay)
        if day < from { return .future(from: from) }
    }
    var end: Day?
    var isFilled = false
    if let closes = offer.closes, closes < day { end = closes.adding(days: 1) }
    switch offer.closed {
    case .since(let since) where since <= day:
        if end.map({ since <= $0 }) ?? true {
            end = since
            isFilled = true
        }
    case .sinceUnknown:
        guard end != nil else { return .filled(since: nil) }
        isFilled = true
    case .since, nil:
        break
    }
    guard let end else { return .open }
    let gone = end.adding(days: policies.graceDays)
    if day < gone { return isFilled ? .filled(since: end) : .closed(since: end) }
    return day < gone.adding(days: policies.goneDays) ? .gone(since: gone) : .forgotten
}

/// The day by which every candidate of an offer has an answer.
func replyDay(_ offer: Offer, _ policies: SiteConfiguration.Policies) -> Day? {
    switch offer.replyWithin ?? policies.replyWithin {
    case .by(let day): day
    case .days(let days): offer.closes?.adding(days: days)
    case nil: nil
    }
}
