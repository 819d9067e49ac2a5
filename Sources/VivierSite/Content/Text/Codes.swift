/// Short lists of the world, as their standards give them.
enum Codes {
    /// ISO 3166-1 alpha-2.
    static let countries: Set<String> = set(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
            + "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK "
            + "DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ "
            + "GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH "
            + "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM "
            + "MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF "
            + "PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
            + "SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US "
            + "UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
    )

    /// Folded names of the countries one is likely to write out.
    static let countryNames: [String: String] = [
        "france": "FR", "frankreich": "FR", "frankrijk": "FR", "belgique": "BE", "belgium": "BE",
        "belgien": "BE", "belgie": "BE", "suisse": "CH", "switzerland": "CH", "schweiz": "CH",
        "zwitserland": "CH", "luxembourg": "LU", "luxemburg": "LU", "allemagne": "DE",
        "germany": "DE", "deutschland": "DE", "duitsland": "DE", "pays-bas": "NL",
        "netherlands": "NL", "the-netherlands": "NL", "niederlande": "NL", "nederland": "NL",
        "canada": "CA", "kanada": "CA", "monaco": "MC", "espagne": "ES", "spain": "ES",
        "spanien": "ES", "spanje": "ES", "italie": "IT", "italy": "IT", "italien": "IT",
        "portugal": "PT", "royaume-uni": "GB", "united-kingdom": "GB", "uk": "GB",
        "ireland": "IE", "irlande": "IE", "etats-unis": "US", "united-states": "US", "usa": "US",
    ]

    /// ISO 639-1.
    static let languages: Set<String> = set(
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
            + "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
            + "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
            + "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
            + "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm "
            + "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
            + "vo wa wo xh yi yo za zh zu"
    )

    /// Folded names of the languages one is likely to write out.
    static let languageNames: [String: String] = [
        "francais": "fr", "french": "fr", "franzosisch": "fr", "frans": "fr", "anglais": "en",
        "english": "en", "englisch": "en", "engels": "en", "allemand": "de", "german": "de",
        "deutsch": "de", "duits": "de", "neerlandais": "nl", "dutch": "nl", "niederlandisch": "nl",
        "nederlands": "nl", "luxembourgeois": "lb", "luxembourgish": "lb", "luxemburgisch": "lb",
        "espagnol": "es", "spanish": "es", "spanisch": "es", "spaans": "es", "italien": "it",
        "italian": "it", "italienisch": "it", "italiaans": "it", "portugais": "pt",
        "portuguese": "pt", "arabe": "ar", "arabic": "ar", "langue-des-signes-francaise": "fsl",
        "lsf": "fsl",
    ]

    /// ISO 4217, those that pay salaries where offers are likely to be.
    static let currencies: Set<String> = set(
        "EUR CHF GBP USD CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN ISK JPY CNY INR BRL MXN ZAR "
            + "MAD TND DZD XOF XAF XPF MUR TRY UAH ILS KRW SGD HKD AED RSD ALL BAM MKD GEL"
    )

    private static func set(_ list: String) -> Set<String> {
        Set(list.split(separator: " ").map(String.init))
    }
}
