// Words for people at work, folded, that speak to one gender.
//
// A list rather than rules on endings: "secteur", "atelier" and "santé" end like
// trades and are none. What is not listed is never complained about.

/// What follows a point or a bracket in `chargé·e`, `développeur(se)`, `act-rice`.
let feminineEndings: Set<String> = [
    "e", "es", "se", "ses", "euse", "euses", "rice", "rices", "trice", "trices", "atrice", "ne",
    "nes",
    "iere", "ieres", "ere", "eres", "ienne", "iennes", "enne", "te", "tes", "ve", "fe", "fes", "le",
    "les", "r", "rs", "ice", "ante", "ente", "ee", "ees",
]

/// Each form to the other, both ways.
let frenchPairs: [String: String] = {
    var pairs: [String: String] = [:]
    func add(_ stems: String, _ masculine: String, _ feminine: String) {
        for stem in stems.split(separator: " ") {
            pairs[stem + masculine] = stem + feminine
            pairs[stem + feminine] = stem + masculine
        }
    }
    add(
        "administra anima audi au ac collabora composi concep conduc coordina coordonna crea cura "
            + "decora dessina direc edi educa evalua explora forma illustra inspec institu media modera "
            + "moni negocia opera organisa prepara produc programma realisa redac restaura sculp "
            + "traduc tu accompagna ambassa",
        "teur",
        "trice"
    )
    add(
        "developp vend chauff coiff livr nettoy pech soud sond mont carrel entrain enquet recrut "
            + "travaill test mass control regiss cherch ramass balay tourn",
        "eur",
        "euse"
    )
    add(
        "infirm cuisin jardin caiss hospital ouvr plomb magasin menuis financ charcut chaudronn "
            + "costum cour ferronn greff hote huiss pomp post serrur tapiss tresor ambulanc polic "
            + "auxil coutur patiss charpent sorc bijout",
        "ier",
        "iere"
    )
    add("conseill boulang berg horlog bouch", "er", "ere")
    add(
        "technic informatic pharmac dietetic electric gard mecanic chirurg optic statistic mathematic "
            + "comed pratic electronic esthetic histor music physic psychomotric",
        "ien",
        "ienne"
    )
    add(
        "assist enseign surveill consult soign ger interven accompagn etudi exploit represent "
            + "correspond command doctor dirige remplac commerc",
        "ant",
        "ante"
    )
    add("charg employ attach delegu", "e", "ee")
    add("ag presid", "ent", "ente")
    add("adjo", "int", "inte")
    add("apprent", "i", "ie")
    add("expert avocat magistrat artisan ingenieur professeur proviseur procureur", "", "e")
    add("che", "f", "ffe")
    add("maco", "n", "nne")
    // Not the other way: a "table d’hôte" is none.
    pairs["hotesse"] = "hote"
    return pairs
}()

/// What follows in "femme de ménage", "homme d’entretien": alone, the two words are
/// whom a service is for.
let tasksOfOneGender: Set<String> = [
    "menage", "chambre", "charge", "entretien", "peine", "service",
]

/// Endings of German trades in the masculine; the feminine adds `in`.
let germanTrades = [
    "entwickler", "arbeiter", "lehrer", "erzieher", "pfleger", "berater", "techniker", "mechaniker",
    "leiter", "fahrer", "verkaufer", "gartner", "betreuer", "helfer", "meister", "ingenieur",
    "referent", "assistent", "praktikant", "informatiker", "elektroniker", "handwerker",
    "koordinator",
    "buchhalter", "verwalter", "jurist", "wissenschaftler", "therapeut", "padagoge", "trainer",
    "sekretar", "hausmeister", "backer", "maler", "tischler", "schlosser", "bibliothekar",
]

let englishGendered: [String: String] = [
    "salesman": "salesperson", "saleswoman": "salesperson", "chairman": "chair",
    "foreman": "supervisor", "handyman": "maintenance worker", "fireman": "firefighter",
    "policeman": "police officer", "waitress": "waiting staff", "stewardess": "flight attendant",
    "craftsman": "craftsperson", "businessman": "business person", "repairman": "repairer",
    "cleaning lady": "cleaner", "draftsman": "drafter", "groundsman": "groundskeeper",
]

let dutchGendered: [String: String] = [
    "verpleegster": "verpleegkundige", "secretaresse": "secretariaatsmedewerker",
    "kleuterjuf": "kleuterleerkracht", "poetsvrouw": "schoonmaker", "vakman": "vakmens",
    "timmerman": "timmervakmens", "brandweerman": "brandweermens", "voorman": "ploegleider",
    "serveerster": "medewerker bediening", "verkoopster": "verkoper",
]
