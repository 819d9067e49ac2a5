/// Reads the size of a PNG picture from its first chunk (PNG §11.2.2).
struct PNGScanner {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private var head: [UInt8] = []

    mutating func feed(_ bytes: Span<UInt8>) {
        var index = 0
        while head.count < 24, index < bytes.count {
            head.append(bytes[index])
            index += 1
        }
    }

    var isPNG: Bool { head.starts(with: Self.signature) }

    var size: PixelSize? {
        guard head.count == 24, head[12..<16].elementsEqual("IHDR".utf8) else { return nil }
        return PixelSize(
            width: head.bigEndian(at: 16, count: 4),
            height: head.bigEndian(at: 20, count: 4)
        )
    }
}

/// Walks over the segments of a JPEG picture to the frame header, which has its size
/// (ITU T.81 §B.2.2).
package struct JPEGScanner {
    private enum Place: Equatable {
        case start
        case marker
        case markerCode
        case segment(code: UInt8)
        case skipping(Int)
        case done
    }

    private var place = Place.start
    private var gathered: [UInt8] = []
    private(set) var isJPEG = false
    private(set) var size: PixelSize?
    /// 1 for grey, 3 for colours, 4 for those of a press; 0 if unknown.
    package private(set) var components = 0

    package init() {}

    package mutating func feed(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count, place != .done {
            if case .skipping(let left) = place {
                let step = min(left, bytes.count - index)
                place = step == left ? .marker : .skipping(left - step)
                index += step
            } else {
                take(bytes[index])
                index += 1
            }
        }
    }

    private mutating func take(_ byte: UInt8) {
        switch place {
        case .start:
            gathered.append(byte)
            guard gathered.count == 2 else { return }
            isJPEG = gathered == [0xFF, 0xD8]
            gathered = []
            place = isJPEG ? .marker : .done
        case .marker: place = byte == 0xFF ? .markerCode : .done
        case .markerCode: place = afterMarker(byte)
        case .segment(let code): takeSegment(byte, code)
        case .skipping, .done: return
        }
    }

    private func afterMarker(_ code: UInt8) -> Place {
        switch code {
        case 0xFF: .markerCode
        case 0x01, 0xD0...0xD7: .marker
        // The picture's data or its end, and no size before it.
        case 0x00, 0xD8, 0xD9, 0xDA: .done
        default: .segment(code: code)
        }
    }

    private mutating func takeSegment(_ byte: UInt8, _ code: UInt8) {
        gathered.append(byte)
        let isFrame = 0xC0...0xCF ~= code && ![0xC4, 0xC8, 0xCC].contains(code)
        guard gathered.count == (isFrame ? 8 : 2) else { return }
        if isFrame {
            size = PixelSize(
                width: gathered.bigEndian(at: 5, count: 2),
                height: gathered.bigEndian(at: 3, count: 2)
            )
            components = Int(gathered[7])
            place = .done
        } else {
            let length = gathered.bigEndian(at: 0, count: 2)
            place = length < 2 ? .done : length == 2 ? .marker : .skipping(length - 2)
        }
        gathered = []
    }
}

extension [UInt8] {
    fileprivate func bigEndian(at index: Int, count: Int) -> Int {
        self[index..<index + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
