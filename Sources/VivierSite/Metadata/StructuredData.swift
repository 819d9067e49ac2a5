import VivierModel

extension SiteView {
    /// The way from the home page to a page (schema.org BreadcrumbList).
    func breadcrumbList(_ head: PageHead) -> [UInt8] {
        var json = JSONWriter()
        json.object { list in
            list.member("@context", "https://schema.org")
            list.member("@type", "BreadcrumbList")
            list.array("itemListElement") { items in
                let steps = [
                    (label: edition.texts.text("site.home"), address: routes.home as String?)
                ]
                for (index, step) in (steps + head.trail).enumerated() {
                    items.object { item in
                        item.member("@type", "ListItem")
                        item.member("position", index + 1)
                        item.member("name", step.label)
                        item.member("item", address.absolute(step.address ?? head.address))
                    }
                }
            }
        }
        return json.bytes
    }

    /// Who stands behind the site, or an employer (schema.org Organization).
    func organization(_ employer: Employer, _ address: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { organization in
            organization.member("@context", "https://schema.org")
            organization.member("@type", "Organization")
            organization.member("name", employer.name)
            organization.member("url", self.address.absolute(address))
            organization.member("description", employer.summary)
            organization.member("logo", employer.logo.map { absoluteURL($0.source) })
            let elsewhere = [employer.website].compactMap { $0 } + employer.links.map(\.url)
            organization.member("sameAs", elsewhere)
            if let place = employer.locations.first {
                organization.object("address") { postalAddress(place, nil, into: &$0) }
            }
        }
        return json.bytes
    }

    /// Questions with their answers (schema.org FAQPage).
    func faqPage(_ entries: [(question: String, answer: [UInt8])]) -> [UInt8] {
        var json = JSONWriter()
        json.object { page in
            page.member("@context", "https://schema.org")
            page.member("@type", "FAQPage")
            page.array("mainEntity") { questions in
                for entry in entries {
                    questions.object { question in
                        question.member("@type", "Question")
                        question.member("name", entry.question)
                        question.object("acceptedAnswer") { answer in
                            answer.member("@type", "Answer")
                            answer.key("text")
                            answer.string(utf8: entry.answer)
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    /// A file of the site with scheme and host.
    func absoluteURL(_ source: String) -> String {
        let url = assetURL(source)
        return url.contains("://") ? url : address.origin + url
    }

    func postalAddress(_ place: Place, _ department: Department?, into json: inout JSONWriter) {
        json.member("@type", "PostalAddress")
        json.member("streetAddress", place.address)
        json.member("addressLocality", place.town)
        json.member("addressRegion", department?.name)
        json.member("postalCode", place.postalCode)
        json.member("addressCountry", place.country ?? configuration.country)
    }
}
