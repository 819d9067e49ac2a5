package import VivierFiles

/// What the pages of an intake need besides themselves, and where the rest of the site is.
extension IntakePages {
    /// Where visitors find the site.
    package var address: SiteAddress { plan.views[0].address }

    /// A style sheet, script or picture of the site.
    ///
    /// - Parameter path: As pages write it: `/assets/site.3f2a9c1d.css`.
    /// - Returns: `nil` if the site has no such file.
    /// - Throws: What the disk refused.
    package func asset(at path: String) throws(SystemCallError) -> [UInt8]? {
        guard path.hasPrefix(address.path("/assets/")) else { return nil }
        let own = String(path.dropFirst(address.base.count))
        if let asset = plan.assets.published.first(where: { $0.address == own }) {
            return asset.bytes
        }
        let name = String(own.dropFirst())
        guard plan.ownAssets.contains(name) else { return nil }
        return try readFile("\(plan.contentFolder)/\(name)")
    }
}
