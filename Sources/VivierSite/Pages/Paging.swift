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

    /// The numbers of the pages that show one of some offers; of all where `some` is `nil`.
    func numbers(of some: [Int]?, in offers: [Int]) -> [Int] {
        guard let some else { return Array(1...count) }
        return (1...count).filter { number in
            // Places in the catalogue are in its order.
            offers[range(of: number)].contains(oneOf: some)
        }
    }
}

extension RandomAccessCollection<Int> where Index == Int {
    /// Whether ascending numbers have one of some among them.
    func contains(oneOf some: [Int]) -> Bool {
        some.contains { number in
            var (low, high) = (startIndex, endIndex)
            while low < high {
                let middle = (low + high) / 2
                if self[middle] >= number { high = middle } else { low = middle + 1 }
            }
            return low < endIndex && self[low] == number
        }
    }
}
