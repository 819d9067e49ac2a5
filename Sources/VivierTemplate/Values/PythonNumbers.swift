/// The arithmetic of Python on the numbers a template has.
///
/// Integers have 64 bits; one that would not fit is refused, never wrapped.
enum Arithmetic {
    /// The operators, named as a person says them.
    enum Operator: UInt8, Sendable {
        case add
        case subtract
        case multiply
        case divide
        case floorDivide
        case modulo
        case power

        var symbol: String {
            switch self {
            case .add: "+"
            case .subtract: "-"
            case .multiply: "*"
            case .divide: "/"
            case .floorDivide: "//"
            case .modulo: "%"
            case .power: "**"
            }
        }
    }

    /// The result on two numbers.
    ///
    /// - Throws: ``FilterFailure`` for a division by zero and for an integer too
    ///   large.
    static func apply(
        _ operation: Operator,
        _ first: Value,
        _ second: Value
    ) throws(FilterFailure) -> Value? {
        if let one = first.integer, let two = second.integer {
            return try integers(operation, one, two)
        }
        guard let one = first.number, let two = second.number else { return nil }
        return try .double(floats(operation, one, two))
    }

    private static func integers(
        _ operation: Operator,
        _ one: Int,
        _ two: Int
    ) throws(FilterFailure) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = one.addingReportingOverflow(two)
        case .subtract: result = one.subtractingReportingOverflow(two)
        case .multiply: result = one.multipliedReportingOverflow(by: two)
        case .divide: return try .double(floats(operation, Double(one), Double(two)))
        case .floorDivide, .modulo:
            guard two != 0 else { throw divisionByZero }
            guard two != -1 else {
                if operation == .modulo { return .int(0) }
                result = (0 as Int).subtractingReportingOverflow(one)
                break
            }
            let remainder = one % two
            let crosses = remainder != 0 && (remainder < 0) != (two < 0)
            if operation == .modulo { return .int(crosses ? remainder + two : remainder) }
            return .int(one / two - (crosses ? 1 : 0))
        case .power: return try power(one, two)
        }
        guard !result.overflow else { throw tooLarge }
        return .int(result.partialValue)
    }

    private static func power(_ base: Int, _ exponent: Int) throws(FilterFailure) -> Value {
        guard exponent >= 0 else {
            return try .double(floats(.power, Double(base), Double(exponent)))
        }
        if base == 0 || base == 1 { return .int(exponent == 0 ? 1 : base) }
        if base == -1 { return .int(exponent % 2 == 0 ? 1 : -1) }
        guard exponent < 64 else { throw tooLarge }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            guard !overflow else { throw tooLarge }
            result = product
        }
        return .int(result)
    }

    private static func floats(
        _ operation: Operator,
        _ one: Double,
        _ two: Double
    ) throws(FilterFailure) -> Double {
        switch operation {
        case .add: return one + two
        case .subtract: return one - two
        case .multiply: return one * two
        case .divide:
            guard two != 0 else { throw divisionByZero }
            return one / two
        case .floorDivide:
            guard two != 0 else { throw divisionByZero }
            return (one / two).rounded(.down)
        case .modulo:
            guard two != 0 else { throw divisionByZero }
            let remainder = one.truncatingRemainder(dividingBy: two)
            return remainder != 0 && (remainder < 0) != (two < 0) ? remainder + two : remainder
        case .power: return try raised(one, to: two)
        }
    }

    /// `base` to the power of `exponent`, a multiple of one half: the others need
    /// a library of mathematics, and no page was ever seen to use one.
    static func raised(_ base: Double, to exponent: Double) throws(FilterFailure) -> Double {
        let whole = exponent.magnitude.rounded(.down)
        let fraction = exponent.magnitude - whole
        guard whole < 4096, fraction == 0 || fraction == 0.5 else {
            throw FilterFailure("an exponent is a whole or half number below 4096")
        }
        var result = fraction == 0.5 ? base.squareRoot() : 1
        for _ in 0..<Int(whole) { result *= base }
        return exponent < 0 ? 1 / result : result
    }

    static let divisionByZero = FilterFailure("division by zero", code: "division-by-zero")

    static let tooLarge = FilterFailure(
        "the number is too large",
        hint: "whole numbers go up to 9223372036854775807",
        code: "number-too-large"
    )
}
