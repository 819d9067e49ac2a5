package import VivierStore

/// Appointments as calendars read them (RFC 5545).
///
/// Hours are in UTC: every calendar shows them on the clocks of its owner, before and after a
/// change of these.
package struct CalendarFile: Sendable {
    package enum Method: String, Sendable {
        case publish = "PUBLISH"
        case cancel = "CANCEL"
    }

    package struct Appointment: Sendable, Equatable {
        /// The same for ever: a later one with a higher ``sequence`` takes its place.
        package var uid: String
        package var sequence: Int
        package var starts: Instant
        /// Minutes.
        package var duration: Int
        package var summary: String
        package var place = ""
        package var text = ""
        package var isCancelled = false
        /// When this was written.
        package var stamp: Instant

        package init(
            uid: String,
            sequence: Int,
            starts: Instant,
            duration: Int,
            summary: String,
            stamp: Instant
        ) {
            self.uid = uid
            self.sequence = sequence
            self.starts = starts
            self.duration = duration
            self.summary = summary
            self.stamp = stamp
        }
    }

    package var method: Method
    package var appointments: [Appointment]

    package init(_ appointments: [Appointment]) {
        self.appointments = appointments
        let isCancelled = !appointments.isEmpty && appointments.allSatisfy(\.isCancelled)
        method = isCancelled ? .cancel : .publish
    }

    /// Lines of at most 75 bytes that end with CRLF.
    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vivier//Vivier//FR",
            "METHOD:\(method.rawValue)",
        ]
        for one in appointments {
            lines += [
                "BEGIN:VEVENT", "UID:\(one.uid)", "SEQUENCE:\(one.sequence)",
                "DTSTAMP:\(compact(one.stamp))", "DTSTART:\(compact(one.starts))",
                "DTEND:\(compact(one.starts.advanced(seconds: one.duration * 60)))",
                "SUMMARY:\(escaped(one.summary))",
            ]
            if !one.place.isEmpty { lines.append("LOCATION:\(escaped(one.place))") }
            if !one.text.isEmpty { lines.append("DESCRIPTION:\(escaped(one.text))") }
            lines += [
                "STATUS:\(one.isCancelled ? "CANCELLED" : "CONFIRMED")", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    /// `20261210T080000Z`.
    private func compact(_ instant: Instant) -> String {
        instant.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// §3.3.11; other controls are left out.
    private func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            default:
                if scalar.properties.generalCategory != .control {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }

    /// §3.1: a line goes on behind a line end and a space, and no character is cut.
    private func folded(_ line: String) -> String {
        var folded = ""
        var length = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if length + size > 75 {
                folded += "\r\n "
                length = 1
            }
            folded.unicodeScalars.append(scalar)
            length += size
        }
        return folded
    }
}

extension Casework.Test {
    /// The appointment that it is for a candidate; `nil` as long as the hour is not known.
    ///
    /// `dossier`: With the name of the test it names the appointment for ever.
    package func appointment(
        of dossier: DossierID,
        summary: String,
        duration: Int,
        stamp: Instant
    ) -> CalendarFile.Appointment? {
        guard let hour else { return nil }
        var appointment = CalendarFile.Appointment(
            uid: "\(dossier)-\(name)@vivier",
            sequence: moves,
            starts: hour,
            duration: duration,
            summary: summary,
            stamp: stamp
        )
        appointment.place = sitting.place
        appointment.text = sitting.text
        appointment.isCancelled = isCancelled
        return appointment
    }
}
