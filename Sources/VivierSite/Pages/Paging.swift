/// How a list is cut into pages.
///
/// Pages are numbered from the oldest, so that a new offer changes the newest
/// page and leaves the others as they are. The newest page stands at the address
/// of the list and holds between one and two pages' worth of offers.
struct Paging {
    /// How many offers there are.
    let total: Int
    /// Offers on each page but the newest; at least 1.
    let size: Int

    init(total: Int, size: Int) {
        self.total = total
        self.size = max(1, size)
    }

    /// At least 1.
    var count: Int { max(1, total / size) }

    /// Which offers stand on page `number`, counted from 1 for the oldest.
    ///
    /// - Returns: Places in the list, newest first.
    func range(of number: Int) -> Range<Int> {
        let end = total - (number - 1) * size
        return (number == count ? 0 : end - size)..<end
    }
}
