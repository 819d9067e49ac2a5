/// What a template may ask of `loop`.
enum LoopField: String, CaseIterable, Sendable {
    case index
    case index0
    case revindex
    case revindex0
    case first
    case last
    case length
    case previtem
    case nextitem
    case depth
    case depth0
    case cycle
    case changed
}
