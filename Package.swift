// swift-tools-version: 6.2
import PackageDescription

/// Settings shared by every Swift target.
///
/// Warnings are errors: a warning that nobody fixes teaches everybody to stop
/// reading them.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// In debug builds tests of the tests can take single safeguards out of the store.
let teeth: SwiftSetting = .define("VIVIER_TEETH", .when(configuration: .debug))

/// Tests keep the language mode and the warnings, not the audit of unsafe steps.
let tests: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

#if arch(arm64)
let libraries = "/usr/lib/aarch64-linux-gnu"
#else
let libraries = "/usr/lib/x86_64-linux-gnu"
#endif

/// Where Debian keeps GMime and GLib, for every target that sees them, be it through another.
///
/// `pkgConfig:` would warn at every build: of flags that SwiftPM does not pass on, or of the
/// missing library to who builds `vivier` alone, which does not need it.
let gmime: [SwiftSetting] = [
    .unsafeFlags(
        [
            "/usr/include/gmime-3.0", "/usr/include/glib-2.0", "\(libraries)/glib-2.0/include",
        ].flatMap { ["-Xcc", "-isystem", "-Xcc", $0] }
    )
]

let package = Package(
    name: "vivier",
    products: [
        .executable(name: "vivier", targets: ["vivier"]),
        .executable(name: "vivier-intake", targets: ["vivier-intake"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Of vivier-intake only, as are the packages below.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            exact: "2.13.0"
        ),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
        ),
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),
        .systemLibrary(name: "CKernel"),
        .target(name: "CVivierArena", dependencies: ["CCMarkGFM"]),
        .target(name: "VivierDiagnostics", swiftSettings: house),
        .target(
            name: "VivierFiles",
            dependencies: ["CKernel", "VivierDiagnostics"],
            swiftSettings: house
        ),
        .target(name: "VivierModel", dependencies: ["VivierDiagnostics"], swiftSettings: house),
        .target(
            name: "VivierMarkup",
            dependencies: ["CCMarkGFM", "CLibXML2", "CVivierArena", "VivierDiagnostics"],
            swiftSettings: house
        ),
        .target(
            name: "VivierTemplate",
            dependencies: ["VivierDiagnostics"],
            swiftSettings: house
        ),
        .target(
            name: "VivierForms",
            dependencies: ["VivierDiagnostics", "VivierModel", "VivierMarkup"],
            swiftSettings: house
        ),
        .target(name: "VivierCrypto", dependencies: ["CCrypto"], swiftSettings: house),
        .target(
            name: "VivierStore",
            dependencies: ["VivierCrypto", "VivierFiles"],
            exclude: ["FORMAT.md"],
            swiftSettings: house + [teeth]
        ),
        .target(
            name: "VivierWorkflow",
            dependencies: ["VivierModel", "VivierStore"],
            swiftSettings: house
        ),
        .target(
            name: "VivierSpaces",
            dependencies: ["VivierCrypto", "VivierModel", "VivierStore", "VivierWorkflow"],
            swiftSettings: house
        ),
        .target(
            name: "VivierSite",
            dependencies: [
                "CCrypto", "CQREncode", "VivierCrypto", "VivierDiagnostics", "VivierFiles",
                "VivierForms", "VivierModel", "VivierMarkup", "VivierSpaces", "VivierStore",
                "VivierTemplate", "VivierWorkflow",
            ],
            swiftSettings: house
        ),
        // What only vivier-intake needs: scripts/intake-packages.txt.
        .systemLibrary(name: "CGMime", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CArgon2", providers: [.apt(["libargon2-dev"])]),
        .target(name: "VivierIntake", swiftSettings: house),
        .target(name: "CVivierConfined"),
        .target(
            name: "VivierDocuments",
            dependencies: ["CVivierConfined", "VivierFiles", "VivierIntake"],
            swiftSettings: house
        ),
        .target(
            name: "VivierAccounts",
            dependencies: ["CArgon2", "CCurl", "VivierCrypto", "VivierFiles", "VivierStore"],
            swiftSettings: house
        ),
        .target(
            name: "VivierIndex",
            dependencies: [
                "CSQLite", "VivierCrypto", "VivierFiles", "VivierStore", "VivierWorkflow",
            ],
            swiftSettings: house
        ),
        .target(
            name: "VivierReception",
            dependencies: [
                "VivierCrypto", "VivierForms", "VivierIntake", "VivierMail", "VivierModel",
                "VivierSpaces", "VivierStore", "VivierWorkflow",
            ],
            swiftSettings: house + gmime
        ),
        .target(name: "VivierMail", dependencies: ["CGMime"], swiftSettings: house + gmime),
        .target(
            name: "VivierOutbox",
            dependencies: [
                "CCurl", "VivierDiagnostics", "VivierFiles", "VivierMail", "VivierStore",
                "VivierTemplate",
            ],
            swiftSettings: house + gmime
        ),
        .executableTarget(
            name: "StoreProbe",
            dependencies: [
                "VivierFiles", "VivierStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Crash/StoreProbe",
            swiftSettings: tests + [teeth]
        ),
        .target(name: "VivierPreview", dependencies: ["VivierFiles"], swiftSettings: house),
        .executableTarget(
            name: "vivier",
            dependencies: [
                "CMimalloc", "VivierDiagnostics", "VivierFiles", "VivierModel", "VivierMarkup",
                "VivierTemplate", "VivierSite", "VivierPreview",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "vivier-intake",
            dependencies: [
                "VivierAccounts", "VivierDiagnostics", "VivierDocuments",
                "VivierFiles", "VivierForms", "VivierIndex", "VivierIntake", "VivierMail",
                "VivierModel", "VivierOutbox", "VivierPreview", "VivierReception",
                "VivierSite", "VivierSpaces", "VivierStore", "VivierWorkflow",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house + gmime
        ),
        .target(
            name: "VivierTestSupport",
            dependencies: ["VivierDiagnostics"],
            path: "Tests/VivierTestSupport",
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierDiagnosticsTests",
            dependencies: ["VivierDiagnostics", "VivierTestSupport"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierFilesTests",
            dependencies: ["VivierFiles", "VivierTestSupport"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierMarkupTests",
            dependencies: ["VivierMarkup", "VivierDiagnostics", "VivierTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierTemplateTests",
            dependencies: ["VivierTemplate", "VivierDiagnostics", "VivierTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierFormsTests",
            dependencies: [
                "VivierForms", "VivierModel", "VivierDiagnostics", "VivierTestSupport",
            ],
            exclude: ["Fixtures", "PDFs"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierSiteTests",
            dependencies: [
                "VivierSite", "VivierCrypto", "VivierModel", "VivierMarkup", "VivierDiagnostics",
                "VivierFiles", "VivierForms", "VivierTemplate", "VivierTestSupport",
                "VivierWorkflow",
            ],
            exclude: ["Fixtures"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierOutboxTests",
            dependencies: [
                "VivierOutbox", "VivierMail", "VivierStore", "VivierFiles",
                "VivierDiagnostics", "VivierTestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: tests + gmime
        ),
        .testTarget(
            name: "VivierMailTests",
            dependencies: ["VivierMail", "VivierTestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: tests + gmime
        ),
        .testTarget(
            name: "VivierIntakeTests",
            dependencies: ["VivierIntake", "VivierTestSupport"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierReceptionTests",
            dependencies: [
                "VivierReception", "VivierForms", "VivierIntake", "VivierModel", "VivierSpaces",
                "VivierStore", "VivierWorkflow", "VivierDiagnostics", "VivierTestSupport",
            ],
            swiftSettings: tests + gmime
        ),
        .testTarget(
            name: "VivierStoreTests",
            dependencies: ["VivierStore", "VivierCrypto", "VivierFiles", "VivierTestSupport"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierWorkflowTests",
            dependencies: [
                "VivierWorkflow", "VivierModel", "VivierStore", "VivierTestSupport",
            ],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierSpacesTests",
            dependencies: [
                "VivierSpaces", "VivierWorkflow", "VivierModel", "VivierStore", "VivierCrypto",
                "VivierTestSupport",
            ],
            exclude: ["Vectors"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierAccountsTests",
            dependencies: [
                "VivierAccounts", "VivierCrypto", "VivierFiles", "VivierStore",
                "VivierTestSupport",
            ],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierDocumentsTests",
            dependencies: ["VivierDocuments", "VivierTestSupport"],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierIndexTests",
            dependencies: [
                "VivierIndex", "VivierModel", "VivierStore", "VivierTestSupport", "VivierWorkflow",
            ],
            swiftSettings: tests
        ),
        .testTarget(
            name: "VivierPreviewTests",
            dependencies: ["VivierPreview", "VivierFiles", "VivierTestSupport"],
            swiftSettings: tests
        ),
    ]
)
