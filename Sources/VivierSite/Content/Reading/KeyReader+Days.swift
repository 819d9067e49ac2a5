import VivierModel

extension KeyReader {
    /// A day of the calendar.
    mutating func day(_ value: ContentValue) -> Day? {
        guard let text = scalar(value, .day) else { return nil }
        switch readDay(text, settings.customs) {
        case .day(let day): return day
        case .dayByCustom(let day):
            complain(.dateForm(name, text, day), at: value.range)
            return day
        case .placeholder: complain(.noDate(name, text), at: value.range)
        case .impossible: complain(.impossibleDate(text), at: value.range)
        case .ambiguous: complain(.ambiguousDate(name, text), at: value.range)
        case .unreadable: complain(.wrongDate(name, text), at: value.range)
        }
        return nil
    }

    /// A day, or words where there is none yet: `septembre 2026`.
    mutating func dayOrText(_ value: ContentValue) -> Offer.DayOrText? {
        guard let text = scalar(value, .either([.day, .text])) else { return nil }
        switch readDay(text, settings.customs) {
        case .day(let day): return .day(day)
        case .dayByCustom(let day):
            complain(.dateForm(name, text, day), at: value.range)
            return .day(day)
        case .impossible:
            complain(.impossibleDate(text), at: value.range)
            return nil
        case .placeholder: return nil
        case .ambiguous, .unreadable: return .text(cleanLine(text))
        }
    }

    /// `true`, or the day since when.
    mutating func closed(_ value: ContentValue) -> Offer.Closed?? {
        guard let text = scalar(value, .either([.yesOrNo, .day])) else { return nil }
        if let answer = readYesOrNo(text) { return answer ? .some(.sinceUnknown) : .some(nil) }
        switch readDay(text, settings.customs) {
        case .day(let day), .dayByCustom(let day): return .since(day)
        case .placeholder: return .some(nil)
        case .impossible: complain(.impossibleDate(text), at: value.range)
        case .ambiguous, .unreadable: complain(.wrongYesNo(name, text), at: value.range)
        }
        return nil
    }

    /// Days after the deadline, or the day itself.
    mutating func replyDelay(_ value: ContentValue) -> Offer.ReplyDelay? {
        guard let text = scalar(value, .either([.integer(0...366), .text, .day])) else {
            return nil
        }
        if let days = readDelay(text) {
            guard days <= 366 else {
                complain(.outOfRange(name, text, .integer(0...366)), at: value.range)
                return nil
            }
            return .days(days)
        }
        switch readDay(text, settings.customs) {
        case .day(let day), .dayByCustom(let day): return .by(day)
        case .impossible: complain(.impossibleDate(text), at: value.range)
        default: complain(.unclearDelay(name, text), at: value.range)
        }
        return nil
    }
}
