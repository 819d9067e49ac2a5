/// The field names shared by all records of one kind.
///
/// Compared by identity: a site makes one shape per kind of record, and the
/// renderer remembers at each place of a template which slot a name has in it.
package final class Shape: Sendable {
    package let names: [String]

    /// Name → slot.
    private let slots: [String: Int]

    /// Creates a shape; of two equal names the first counts.
    package init(_ names: [String]) {
        self.names = names
        var slots: [String: Int] = [:]
        slots.reserveCapacity(names.count)
        for (slot, name) in names.enumerated() where slots[name] == nil { slots[name] = slot }
        self.slots = slots
    }

    /// The position of a field in the records of this shape.
    package func slot(of name: String) -> Int? { slots[name] }
}

/// Values by position of a ``Shape``.
package struct Record: Sendable {
    /// One reference, so that a record costs a value no more room than a list.
    final class Storage: Sendable {
        let shape: Shape

        /// As many as the shape has names.
        let values: [Value]

        init(_ shape: Shape, _ values: [Value]) {
            self.shape = shape
            self.values = values
        }

        /// Where a value stands; good as long as the storage lives, since the array
        /// is never changed.
        @inline(__always)
        func place(of slot: Int) -> UnsafePointer<Value>? {
            unsafe values.withUnsafeBufferPointer { buffer in
                unsafe buffer.baseAddress.map { unsafe $0 + slot }
            }
        }
    }

    let storage: Storage

    /// Creates a record; values that are not given are `none`, superfluous ones
    /// are dropped.
    package init(_ shape: Shape, _ values: [Value]) {
        var values = values
        if values.count != shape.names.count {
            values = Array(values.prefix(shape.names.count))
            while values.count < shape.names.count { values.append(.none) }
        }
        self.storage = Storage(shape, values)
    }

    package var shape: Shape { storage.shape }
    package var values: [Value] { storage.values }

    /// The value of a field, `nil` if the shape has no such name.
    package subscript(name: String) -> Value? {
        guard let slot = storage.shape.slot(of: name) else { return nil }
        return storage.values[slot]
    }
}

extension Value {
    /// The record that stands somewhere, without taking a reference to it: looking
    /// a field up would otherwise cost two atomic operations.
    ///
    /// The payload of an enumeration begins where the value does, and a record is
    /// one reference; a test makes sure of both.
    @inline(__always)
    static func record(at place: UnsafePointer<Value>) -> Unmanaged<Record.Storage>? {
        guard case .record = unsafe place.pointee else { return nil }
        return unsafe UnsafeRawPointer(place).load(as: Unmanaged<Record.Storage>.self)
    }
}
