/// A trade, with its code in the French (ROME) or European (ESCO) repertory.
package struct Occupation: Sendable, Hashable {
    package var label: String?
    package var rome: String?
    package var esco: String?
    /// Version of the repertory the code was taken from.
    package var version: String?

    package init(label: String?, rome: String? = nil, esco: String? = nil, version: String? = nil) {
        self.label = label
        self.rome = rome
        self.esco = esco
        self.version = version
    }
}

/// Where one works.
package struct Place: Sendable, Hashable {
    package var town: String
    package var postalCode: String?
    package var department: String?
    /// ISO 3166-1 alpha-2, or `nil` for the site's own country.
    package var country: String?
    package var address: String?
    /// Degrees, WGS 84.
    package var coordinates: (latitude: Double, longitude: Double)? {
        get { latitude.flatMap { latitude in longitude.map { (latitude, $0) } } }
        set {
            latitude = newValue?.latitude
            longitude = newValue?.longitude
        }
    }
    package var note: String?
    private var latitude: Double?
    private var longitude: Double?

    package init(town: String) { self.town = town }
}

/// Work away from the office.
package struct Remote: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case none
        case partial
        case full
    }

    package var kind: Kind
    package var daysPerWeek: Int?
    package var note: String?

    package init(kind: Kind, daysPerWeek: Int? = nil, note: String? = nil) {
        self.kind = kind
        self.daysPerWeek = daysPerWeek
        self.note = note
    }
}

/// How much of a week the post takes.
package struct Workload: Sendable, Hashable {
    /// 1 to 100.
    package var percent: Double?
    /// Hours a week.
    package var hours: Double?
    /// What the file says, where it is neither.
    package var text: String?
    package var note: String?
    /// Full or part time, where the file says so in words.
    package var isFullTime: Bool?

    package init(
        percent: Double? = nil,
        hours: Double? = nil,
        text: String? = nil,
        note: String? = nil,
        isFullTime: Bool? = nil
    ) {
        self.percent = percent
        self.hours = hours
        self.text = text
        self.note = note
        self.isFullTime = isFullTime
    }
}

/// What the post pays.
package struct Salary: Sendable, Equatable {
    package enum Period: String, Sendable, CaseIterable {
        case hour
        case day
        case month
        case year
    }

    package var min: Double?
    package var max: Double?
    /// ISO 4217.
    package var currency: String
    package var period: Period
    package var isGross: Bool
    package var isPublished: Bool
    package var note: String?
    /// What the file says, where it gives no figures.
    package var text: String?

    package init(
        min: Double? = nil,
        max: Double? = nil,
        currency: String = "EUR",
        period: Period = .month,
        isGross: Bool = true,
        isPublished: Bool = true,
        note: String? = nil,
        text: String? = nil
    ) {
        self.min = min
        self.max = max
        self.currency = currency
        self.period = period
        self.isGross = isGross
        self.isPublished = isPublished
        self.note = note
        self.text = text
    }
}

/// A language asked for, and how well.
package struct SpokenLanguage: Sendable, Equatable {
    package var code: String
    package var level: String?

    package init(code: String, level: String? = nil) {
        self.code = code
        self.level = level
    }
}

/// A document the candidate is asked for.
package struct RequestedDocument: Sendable, Equatable {
    package var label: String
    package var isRequired: Bool
    package var note: String?

    package init(label: String, isRequired: Bool = true, note: String? = nil) {
        self.label = label
        self.isRequired = isRequired
        self.note = note
    }
}

/// A question put before the application is read.
package struct Question: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case text
        case yesno
        case choice
        case number
    }

    package var label: String
    package var kind: Kind
    package var options: [String]
    package var isRequired: Bool
    package var note: String?

    package init(
        label: String,
        kind: Kind = .text,
        options: [String] = [],
        isRequired: Bool = true,
        note: String? = nil
    ) {
        self.label = label
        self.kind = kind
        self.options = options
        self.isRequired = isRequired
        self.note = note
    }
}

/// Whom to ask.
package struct Contact: Sendable, Hashable {
    package var name: String?
    package var email: String?
    package var phone: String?

    package init(name: String? = nil, email: String? = nil, phone: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
    }
}

/// How one applies.
package enum ApplyBy: Sendable, Equatable {
    /// Name of a form of the site.
    case form(String)
    case url(String)
    case email(String)
}

/// A picture and the words that replace it.
package struct Picture: Sendable, Equatable {
    package var source: String
    package var alternative: String

    package init(source: String, alternative: String) {
        self.source = source
        self.alternative = alternative
    }
}
