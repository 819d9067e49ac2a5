import Testing

@testable import VivierSite

@Suite("Pages: lists cut into pages")
struct PagingTests {
    /// The offers of each page, each by its age: 0 for the first ever published.
    private func ages(_ paging: Paging) -> [[Int]] {
        (1...paging.count).map { number in
            paging.range(of: number).map { paging.total - 1 - $0 }
        }
    }

    @Test("every offer stands on exactly one page, newest first", arguments: 1...7)
    func partition(size: Int) {
        for total in 0...60 {
            let paging = Paging(total: total, size: size)
            let pages = ages(paging)
            #expect(pages.reversed().flatMap { $0 } == Array((0..<total).reversed()))
            #expect(pages.dropLast().allSatisfy { $0.count == size })
            let newest = pages.last?.count ?? 0
            #expect(newest < 2 * size && (total < size || newest >= size))
        }
    }

    @Test("a new offer changes the newest page and no other", arguments: 1...7)
    func stable(size: Int) {
        for total in 0...60 {
            let before = ages(Paging(total: total, size: size))
            let after = ages(Paging(total: total + 1, size: size))
            #expect(Array(after.prefix(before.count - 1)) == before.dropLast())
            #expect(after.count - before.count <= 1)
        }
    }

    @Test("a page of no size at all still shows every offer once", arguments: [0, -1, .min])
    func absurdSize(size: Int) {
        let pages = ages(Paging(total: 5, size: size))
        #expect(pages.flatMap { $0 }.sorted() == [0, 1, 2, 3, 4])
    }

    @Test("an empty list has one empty page")
    func empty() {
        let paging = Paging(total: 0, size: 20)
        #expect(paging.count == 1)
        #expect(paging.range(of: 1).isEmpty)
    }
}
