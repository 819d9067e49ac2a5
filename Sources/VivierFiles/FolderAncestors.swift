/// Whether a path, which need not exist yet, is a folder that holds a file of this name, or is
/// below one; links are followed.
package func isBelow(folderHolding name: String, _ path: String) -> Bool {
    var steps = path.split(separator: "/", omittingEmptySubsequences: true)[...]
    let root = path.hasPrefix("/") ? "/" : "./"
    // What is not there yet has no links: the folder that it would be made in decides.
    while !steps.isEmpty, realPath(root + steps.joined(separator: "/")) == nil {
        steps = steps.dropLast()
    }
    guard let found = realPath(root + steps.joined(separator: "/")) else { return false }
    var folder = String(decoding: found, as: UTF8.self)
    while true {
        if exists("\(folder)/\(name)") { return true }
        guard let slash = folder.lastIndex(of: "/") else { return false }
        folder = String(folder[..<slash])
    }
}
