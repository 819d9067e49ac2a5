import VivierIntake
import VivierStore

/// What a virus scanner said of a file, as journals have it.
enum ScanVerdict: String, CaseIterable {
    case clean
    case unsafe
    case unknown

    init(_ reply: VirusScan.Reply) {
        self =
            switch reply {
            case .clean: .clean
            case .infected: .unsafe
            case .failed: .unknown
            }
    }
}

extension Dossier {
    /// The newest verdict on a file; `nil` if no scanner has looked at it.
    func verdict(on sha256: String) -> ScanVerdict? {
        let scan = events.last { $0.kind == "scanned" && $0.value["sha256"]?.string == sha256 }
        return scan.map { $0.value["verdict"]?.string.flatMap(ScanVerdict.init) ?? .unknown }
    }
}
