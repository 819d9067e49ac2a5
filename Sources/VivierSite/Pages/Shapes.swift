import VivierTemplate

/// The names under which templates see what pages are made of.
///
/// `docs/theming.md` tells theme authors the same; a test holds the two together.
enum Shapes {
    static let site = Shape([
        "title", "subtitle", "description", "url", "base", "language", "country", "languages",
        "contact", "logo", "nav", "footer", "portal", "spontaneous", "postal_refused_from",
        "today", "accent", "accent_dark", "stylesheet", "feed_url", "offers_url", "employers_url",
        "faq_url",
        "home_url", "archive_url", "saved_url", "has_employers", "has_faq", "csp",
        "timezone_name", "domains", "contracts", "has_forms",
        "index_url", "places_source", "space_url",
    ])
    static let page = Shape([
        "kind", "key", "url", "canonical", "title", "description", "summary", "language",
        "alternates",
        "breadcrumbs", "noindex", "feed", "jsonld", "image", "type", "published",
        "site_title_tag",
    ])
    static let alternate = Shape(["language", "name", "url", "is_current", "is_exact", "canonical"])
    static let link = Shape(["label", "url"])
    static let menuEntry = Shape(["label", "url", "key"])
    static let named = Shape(["code", "name"])
    static let namedLink = Shape(["name", "url"])
    static let term = Shape(["code", "label", "url"])
    static let picture = Shape(["url", "alt"])
    static let siteContact = Shape(["email", "phone", "address", "url", "reply"])
    static let contact = Shape(["name", "email", "phone"])
    static let list = Shape([
        "heading", "total", "kind", "label", "newer_url", "older_url", "newest_url",
        "oldest_url", "number", "count", "from", "to",
    ])
    static let facet = Shape(["key", "param", "label", "all_url", "values"])
    static let facetValue = Shape(["code", "label", "url", "count", "is_current"])
    static let offer = Shape([
        "title", "reference", "slug", "url", "language", "summary", "employer", "unit",
        "domains", "contracts", "qualifications", "duration", "occupation", "locations",
        "place", "remote", "workload", "workload_note", "salary", "salary_hidden", "positions",
        "starts", "starts_text", "published", "closes", "closes_at", "reply_by", "languages",
        "accommodations", "documents", "questions", "contact", "apply", "status", "is_open",
        "image", "content", "toc", "card", "map",
    ])
    static let map = Shape(["width", "height", "path", "spots"])
    static let spot = Shape(["x", "y"])
    static let listedOffer = Shape(["title", "reference", "url", "language", "card"])
    static let offerEmployer = Shape(["name", "url", "logo"])
    static let occupation = Shape(["label", "code", "scheme"])
    static let location = Shape([
        "town", "postal_code", "address", "country", "country_name", "department", "url", "lat",
        "lon", "note", "label", "apply_url",
    ])
    static let remote = Shape(["kind", "days", "label", "note"])
    static let salary = Shape(["label", "note", "min", "max", "currency", "period"])
    static let spoken = Shape(["code", "name", "level"])
    static let document = Shape(["label", "required", "note"])
    static let question = Shape(["label", "kind", "options", "required", "note"])
    static let apply = Shape(["kind", "url", "is_external"])
    static let heading = Shape(["level", "id", "text"])
    static let employer = Shape([
        "name", "slug", "url", "language", "summary", "kind", "size", "website", "logo",
        "locations", "contact", "links", "count", "content",
    ])
    static let faq = Shape(["title", "url", "summary", "version", "count", "intro", "groups"])
    static let faqGroup = Shape(["title", "id", "entries"])
    static let faqEntry = Shape(["id", "question", "answer", "url"])
    static let form = Shape([
        "name", "title", "intro", "action", "submit", "next", "steps", "max_total", "refused",
        "closes_at", "reference", "employer", "key", "pdf_url", "proof_bits",
        "sealed_to",
    ])
    static let formStep = Shape(["id", "title", "intro", "fields"])
    static let formField = Shape([
        "name", "id", "control", "type", "kind", "label", "hint", "required", "is_optional",
        "minlength", "maxlength", "pattern", "inputmode", "autocomplete", "rows", "accept",
        "multiple", "max_size", "max_files", "min", "max", "options", "entries", "when",
        "when_text", "messages", "resume", "value", "error",
    ])
    static let formOption = Shape(["code", "label", "is_chosen"])
    static let formEntry = Shape(["number", "fields"])
    static let formRefusal = Shape(["id", "label", "text"])
    static let formOffer = Shape(["title", "url", "employer"])

    // What a template of each kind of page has in scope, besides `site`.
    static let card = Shape(["offer"])
    static let home = Shape(["page", "latest", "total", "facets", "employers", "faq_links"])
    static let offers = Shape(["page", "list", "offers", "facets"])
    static let terms = Shape(["page", "facet"])
    static let offerPage = Shape(["page", "offer", "employer", "similar"])
    static let employers = Shape(["page", "employers"])
    static let employerPage = Shape(["page", "employer", "list", "offers"])
    static let faqs = Shape(["page", "faqs"])
    static let faqPage = Shape(["page", "faq", "faqs"])
    static let freePage = Shape(["page", "content", "toc"])
    static let archive = Shape(["page", "offers"])
    static let saved = Shape(["page"])
    static let gone = Shape(["page", "offer", "similar"])
    static let formPage = Shape(["page", "form", "offer"])
    static let sharingPage = Shape(["page", "places", "sites"])
    static let sharedForm = Shape(["name", "url", "code_url", "snippet"])
    static let answerPage = Shape(["page", "answer"])
    static let answer = Shape([
        "title", "text", "number", "code", "about", "received", "files", "next", "answer_by",
    ])
    static let answerFile = Shape(["label", "size", "sha256"])
    static let notFound = Shape(["page", "facets", "latest"])
    static let nothing = Shape([])
    static let spaceShell = Shape(["page", "sealed_url", "opening_url", "sign_in_url", "providers"])
    static let spaceProvider = Shape(["label", "url"])
    static let spaceOpened = Shape(["page", "content", "opening_url"])
    static let spaceDone = Shape([
        "page", "title", "text", "details", "space_url", "unsubscribing",
    ])
    static let spaceHome = Shape([
        "name", "updated", "running", "past", "asked", "withdrawing", "action", "language",
        "latest", "running_count", "past_count", "choosing_password", "has_password", "renewing",
        "archiving", "erasing_all", "sheets", "opening", "alerts", "keeping",
        "offers", "selecting", "resent", "answering",
    ])
    static let spaceOffer = Shape([
        "reference", "title", "employer", "url", "closes", "is_open", "is_applied", "applying",
        "apply_url",
    ])
    static let spaceResent = Shape(["title", "url", "received", "labels", "files"])
    static let spaceSheetRow = Shape(["name", "title", "intro", "url", "updated"])
    static let spaceSheet = Shape([
        "title", "intro", "updated", "form", "cv", "action", "language", "keeping", "importing",
        "exporting", "forgetting", "agreed", "photo", "number", "prolonging", "kept_until",
        "is_shown", "is_for_members", "sealed_to",
    ])
    static let spaceKept = Shape([
        "number", "title", "kept_until", "prolonging", "action", "language", "is_sheet",
    ])
    static let spacePhoto = Shape(["image", "keeping", "forgetting"])
    static let spaceSheetPage = Shape(["sheet"])
    static let spaceCV = Shape(["name", "parts"])
    static let spaceCVPart = Shape(["title", "fields", "groups"])
    static let spaceCVGroup = Shape(["label", "entries"])
    static let spaceCVEntry = Shape(["title", "fields"])
    static let spaceCVField = Shape(["label", "lines", "stars"])
    static let spaceArchive = Shape(["language", "candidatures"])
    static let spaceCandidaturePage = Shape(["candidature"])
    static let spaceCandidature = Shape([
        "url", "title", "employer", "reference", "number", "standing", "until", "answer_by",
        "is_over", "updated", "received", "slots", "fields", "files", "history", "messages",
        "withdrawing", "correcting", "erasing", "writing", "corrections", "action", "language",
        "hiding", "hidden_count", "is_alert", "confirming", "prolonging", "kept_until",
        "invitations", "replying", "completing", "sealed_to",
    ])
    static let spaceInvitation = Shape([
        "label", "place", "hour", "slots", "answer_by", "answer", "chosen", "is_late", "lines",
        "is_cancelled", "is_open", "token", "number",
    ])
    static let spaceSlot = Shape(["document", "until", "text", "token", "url", "title"])
    static let spaceField = Shape(["label", "lines"])
    static let spaceFile = Shape(["name", "label", "size", "sha256"])
    static let spaceEntry = Shape([
        "when", "kind", "what", "more", "title", "subject", "letter",
    ])
    static let deskHome = Shape([
        "agent", "role", "today", "lines", "more", "counts", "waiting_count", "late_count",
        "total", "list_url", "action", "language", "choosing_password", "has_password",
        "renewing", "working", "guides", "figures_url", "profiles_url",
    ])
    static let deskFigures = Shape(["home_url", "campaigns"])
    static let deskCampaign = Shape(["title", "figures"])
    static let deskFigure = Shape(["title", "html"])
    static let deskList = Shape(["home_url", "rows", "total", "parts"])
    static let deskRows = Shape(["url", "version", "newest", "oldest"])
    static let deskPart = Shape(["list_url", "rows"])
    static let deskLine = Shape([
        "url", "number", "name", "title", "due", "is_late", "since", "kind", "phase", "stage",
        "campaign", "offer", "received", "tags", "kinds",
    ])
    static let deskCount = Shape(["kind", "waiting", "late"])
    static let deskChoice = Shape(["code", "label"])
    static let deskCasePage = Shape(["it"])
    static let deskCase = Shape([
        "agent", "home_url", "url", "number", "name", "title", "employer", "reference", "phase",
        "stage", "received", "since", "work", "deletion", "tags", "absent_until", "absence",
        "fields", "documents", "tests", "overall", "formula", "rank", "notes", "messages",
        "history", "forms", "writing", "token", "action", "language", "waiting_letters",
        "sheets", "others",
    ])
    static let deskOther = Shape([
        "url", "title", "reference", "received", "phase", "stage", "is_joined",
    ])
    static let deskProfiles = Shape(["home_url", "rows", "total"])
    static let deskProfileRow = Shape(["url", "name", "headline", "updated"])
    static let deskProfile = Shape(["list_url", "sheet"])
    static let deskSheet = Shape(["title", "updated", "cv", "image"])
    static let deskWork = Shape(["kind", "due", "is_late"])
    static let deskDocument = Shape([
        "name", "label", "state", "comment", "is_visible", "files", "form",
    ])
    static let deskFile = Shape(["name", "size", "sha256"])
    static let deskTest = Shape([
        "label", "kind", "place", "hour", "slots", "answer_by", "answer", "is_late", "mark",
        "out_of", "outcome", "is_communicated", "is_cancelled", "comment", "ratings",
        "reminded", "awaited",
    ])
    static let deskRating = Shape(["by", "recommendation", "skills", "comment"])
    static let deskNote = Shape(["when", "by", "lines", "files"])
    static let deskMessage = Shape(["when", "by", "is_candidate", "lines", "files"])
    static let deskEntry = Shape(["when", "by", "what", "more"])
    static let deskForm = Shape(["name", "subject", "label", "is_decision", "inputs"])
    static let deskInput = Shape([
        "name", "label", "kind", "is_required", "options", "value",
    ])
    static let deskLetter = Shape(["subject", "lines", "until"])
    static let deskConfirm = Shape([
        "page", "form", "label", "people", "fields", "action", "back_url", "ready", "late",
    ])
    static let deskPerson = Shape([
        "name", "title", "refusal", "to", "subject", "lines", "not_before",
    ])
    static let spaceMessage = Shape(["when", "is_mine", "lines", "files", "number"])
}
