import Foundation

/// Whether random texts are tried in their full numbers: `VIVIER_MARKUP=full`.
let thoroughly = ProcessInfo.processInfo.environment["VIVIER_MARKUP"] == "full"
