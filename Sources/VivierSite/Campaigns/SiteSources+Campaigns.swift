import VivierDiagnostics
import VivierFiles
import VivierMarkup
import VivierModel
import VivierWorkflow

extension SiteSources {
    /// Reads `campaigns/*.yml`; one with a mistake is left out.
    mutating func readCampaigns(
        _ options: BuildOptions,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) {
        let folder = "campaigns/"
        let paths = contentFiles.filter { $0.hasPrefix(folder) && $0.hasSuffix(".yml") }
        func source(_ path: String) throws(SystemCallError) -> SourceText {
            SourceText(
                path: shown(options.content, path),
                bytes: try readFile("\(options.content)/\(path)")
            )
        }
        let standard = "\(folder)default.yml"
        if paths.contains(standard) {
            let read = readCampaign(
                try source(standard),
                over: campaigns.standard,
                language: configuration.defaultLanguage,
                into: &diagnostics
            )
            // Every campaign would be read over a mistake.
            guard let read else { return }
            campaigns.standard = read.campaign
        }
        var places: [String: (source: SourceText, range: Range<Int>)] = [:]
        for path in paths where path != standard {
            let name = String(path.dropFirst(folder.count).dropLast(".yml".count))
            guard !name.contains("/") else { continue }
            let text = try source(path)
            var base = campaigns.standard
            base.name = name
            let read = readCampaign(
                text,
                over: base,
                language: configuration.defaultLanguage,
                into: &diagnostics
            )
            guard let read else { continue }
            var isAlone = true
            for (offer, range) in read.places {
                if let first = places[offer] {
                    let fault = CampaignFault.offerTwice(offer).diagnostic(in: text, at: range)
                    diagnostics.emit(
                        fault.noting(
                            "it is named here first",
                            in: first.source,
                            at: first.range.lowerBound
                        )
                    )
                    isAlone = false
                } else {
                    places[offer] = (text, range)
                }
            }
            if isAlone { campaigns.all.append(read.campaign) }
        }
    }
}
