package import VivierDiagnostics
package import VivierModel

/// What a build is asked to do.
package struct BuildOptions: Sendable {
    /// Folder of the texts, and of `site.yml`.
    package var content: String
    /// A `site.yml` outside of that folder, for one that has none.
    package var settings: String?
    /// Folder of the theme.
    package var templates: String
    /// Folder the site is published into.
    package var output: String
    /// The day it is built for; the site's today if `nil`.
    package var day: Day?
    /// Seconds since 1970-01-01 UTC, from which `day` follows in the site's zone.
    package var now: Int
    package var jobs: Int
    package var preview: Preview
    /// Where forms are sent, in place of what `site.yml` says.
    package var intake: String?

    /// Where visitors find the site, in place of its own `url`.
    package var url: String?
    /// Whether the new site takes the place of the old one as a whole, in one step.
    package var atOnce = false
    /// Where the build writes down which offers it has published; nowhere if `nil`.
    package var register: RegisterOptions?
    /// The sources as somebody has just seen them; the build looks for itself if `nil`.
    package var sources: SourcesState?
    /// What the process keeps of its builds; `nil` for one that builds once.
    package var live: LiveMemory?
    /// The files below the content folder that have changed since the last build, for one that
    /// looks at nothing else; `nil` if that is not known.
    package var changed: [String]?
    /// Whether a site with these diagnostics takes the place of the one that stands there.
    package var isWelcome: @Sendable (Diagnostics) -> Bool = { _ in true }
    /// Told how far it has come.
    package var progress: BuildProgress?

    package init(
        content: String,
        templates: String,
        output: String,
        day: Day?,
        now: Int,
        jobs: Int,
        preview: Preview = Preview()
    ) {
        self.content = content
        self.templates = templates
        self.output = output
        self.day = day
        self.now = now
        self.jobs = jobs
        self.preview = preview
    }
}

/// The register of publication, and what its lines are signed with.
package struct RegisterOptions: Sendable {
    /// The file; it need not exist.
    package var path: String
    /// A PEM file with an Ed25519 private key; `nil` leaves the lines unsigned.
    package var key: String?

    package init(path: String, key: String?) {
        self.path = path
        self.key = key
    }
}

/// What a build did.
package struct BuildReport: Sendable {
    package var pages = 0
    /// How many pages and feeds were not made, since they stand there made of the same.
    package var kept = 0
    /// Paths below the folder of the site, in the order in which they changed.
    package var written: [String] = []
    package var deleted: [String] = []
    package var offers = 0
    package var employers = 0
    package var leftOut: [LeftOut] = []
    package var diagnostics = Diagnostics()
    /// Milliseconds by phase, in their order.
    package var phases: [(name: String, milliseconds: Double)] = []
    /// Whether nothing was made, since nothing has changed since the last build.
    package var isUnchanged = false
    /// Whether the site was published: not when its settings or templates are wrong.
    package var isPublished = false
    /// The day that it was built for, and its zone's clock; `nil` where the settings could
    /// not be read.
    var day: (day: Day, clock: SiteClock)?
    /// Paths below the content folder that a message about several files names.
    var entangled: [String] = []
    /// All that the site was made from.
    ///
    /// A process that ends after its build can keep it to the end: giving back a
    /// million small objects one by one takes longer.
    package var sources: (any AnyObject & Sendable)?

    package init() {}

    /// Whether a build of now would be one of another day: offers close and come by
    /// themselves.
    package func isOfAnotherDay(than options: BuildOptions) -> Bool {
        guard let (day, clock) = day else { return false }
        return (options.day ?? clock.day(at: options.now)) != day
    }
}
