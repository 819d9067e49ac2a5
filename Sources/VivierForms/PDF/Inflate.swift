/// Why a PDF was not read.
package struct PDFRefusal: Error, Equatable {
    /// Stable, in kebab-case.
    package let code: String

    static let damaged = PDFRefusal(code: "pdf-damaged")
    static let tooLarge = PDFRefusal(code: "pdf-too-large")
    static let encrypted = PDFRefusal(code: "pdf-encrypted")
    static let notAForm = PDFRefusal(code: "pdf-without-form")
}

/// Undoes zlib's compression (RFC 1950, RFC 1951), up to `limit` bytes.
func inflated(_ input: ArraySlice<UInt8>, limit: Int) throws(PDFRefusal) -> [UInt8] {
    guard input.count > 2, input[input.startIndex] & 15 == 8 else { throw .damaged }
    var inflate = Inflate(input: input.dropFirst(2), limit: limit)
    try inflate.run()
    return inflate.output
}

private struct Inflate {
    let input: ArraySlice<UInt8>
    let limit: Int
    private(set) var output: [UInt8] = []
    private var index: Int
    private var held: UInt32 = 0
    private var count = 0

    init(input: ArraySlice<UInt8>, limit: Int) {
        self.input = input
        self.limit = limit
        index = input.startIndex
    }

    mutating func run() throws(PDFRefusal) {
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try block(Self.fixedLengths, Self.fixedDistances)
            case 2:
                let (lengths, distances) = try tables()
                try block(lengths, distances)
            default: throw .damaged
            }
        }
    }

    private mutating func bits(_ wanted: Int) throws(PDFRefusal) -> Int {
        while count < wanted {
            guard index < input.endIndex else { throw .damaged }
            held |= UInt32(input[index]) << UInt32(count)
            index += 1
            count += 8
        }
        let value = held & ((1 << UInt32(wanted)) - 1)
        held >>= UInt32(wanted)
        count -= wanted
        return Int(value)
    }

    private mutating func stored() throws(PDFRefusal) {
        held = 0
        count = 0
        let length = try bits(16)
        guard try bits(16) == length ^ 0xFFFF, input.endIndex - index >= length else {
            throw .damaged
        }
        guard output.count + length <= limit else { throw .tooLarge }
        output += input[index..<index + length]
        index += length
    }

    private mutating func symbol(_ code: HuffmanCode) throws(PDFRefusal) -> Int {
        var value = 0
        var first = 0
        var place = 0
        for length in 1...15 {
            value |= try bits(1)
            let number = code.counts[length]
            // More codes than fit: the lengths were no code.
            guard value >= first else { throw .damaged }
            if value - first < number { return code.symbols[place + value - first] }
            place += number
            first = (first + number) << 1
            value <<= 1
        }
        throw .damaged
    }

    private mutating func block(
        _ lengths: HuffmanCode,
        _ distances: HuffmanCode
    ) throws(PDFRefusal) {
        while true {
            let symbol = try symbol(lengths)
            guard symbol != 256 else { return }
            if symbol < 256 {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
                continue
            }
            guard symbol <= 285 else { throw .damaged }
            let (base, extra) = Self.lengthCodes[symbol - 257]
            let length = try base + bits(extra)
            let code = try self.symbol(distances)
            guard code < 30 else { throw .damaged }
            let (far, more) = Self.distanceCodes[code]
            let distance = try far + bits(more)
            guard distance <= output.count else { throw .damaged }
            guard output.count + length <= limit else { throw .tooLarge }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func tables() throws(PDFRefusal) -> (HuffmanCode, HuffmanCode) {
        let lengths = try 257 + bits(5)
        let distances = try 1 + bits(5)
        let codes = try 4 + bits(4)
        guard lengths <= 286, distances <= 30 else { throw .damaged }
        var sizes = [Int](repeating: 0, count: 19)
        for place in Self.order.prefix(codes) { sizes[place] = try bits(3) }
        let code = HuffmanCode(sizes[...])
        var all: [Int] = []
        while all.count < lengths + distances {
            let symbol = try symbol(code)
            switch symbol {
            case 0...15: all.append(symbol)
            case 16:
                guard let last = all.last else { throw .damaged }
                let times = try 3 + bits(2)
                all += Array(repeating: last, count: times)
            case 17:
                let times = try 3 + bits(3)
                all += Array(repeating: 0, count: times)
            default:
                let times = try 11 + bits(7)
                all += Array(repeating: 0, count: times)
            }
        }
        guard all.count == lengths + distances else { throw .damaged }
        return (HuffmanCode(all[..<lengths]), HuffmanCode(all[lengths...]))
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private static let fixedLengths = HuffmanCode(
        (Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
            + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))[...]
    )
    private static let fixedDistances = HuffmanCode(Array(repeating: 5, count: 30)[...])

    /// Base and extra bits of the symbols from 257 on.
    private static let lengthCodes: [(Int, Int)] = {
        var codes: [(Int, Int)] = []
        var base = 3
        for index in 0..<28 {
            let extra = index < 4 ? 0 : index / 4 - 1
            codes.append((base, extra))
            base += 1 << extra
        }
        return codes + [(258, 0)]
    }()

    private static let distanceCodes: [(Int, Int)] = {
        var codes: [(Int, Int)] = []
        var base = 1
        for index in 0..<30 {
            let extra = index < 2 ? 0 : index / 2 - 1
            codes.append((base, extra))
            base += 1 << extra
        }
        return codes
    }()
}

/// A canonical Huffman code: how many codes of each length, and the symbols in
/// the order of their codes.
private struct HuffmanCode {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(_ sizes: ArraySlice<Int>) {
        for size in sizes where size > 0 { counts[size] += 1 }
        for length in 1...15 {
            for (symbol, size) in sizes.enumerated() where size == length {
                symbols.append(symbol)
            }
        }
    }
}
