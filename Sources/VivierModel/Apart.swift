/// A value that is missing, or that many others have alike: it stands apart, and whoever has it
/// holds eight bytes.
///
/// A copy has the same; a change makes one of its own.
@propertyWrapper
package struct Apart<Value: Sendable & Hashable>: Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box?

    package init(wrappedValue: Value?) { box = wrappedValue.map { Box($0) } }

    package var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map { Box($0) } }
    }

    /// The wrapper itself, so that one can be given the place of another that is equal.
    package var projectedValue: Apart {
        get { self }
        set { self = newValue }
    }
}
