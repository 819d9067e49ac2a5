"""One page of each kind of the demo site, for what is looked at in a browser."""

KINDS = {
    "home": "/",
    "offers": "/offres/",
    "offer": "/offres/charge-accueil-etat-civil/",
    "offer-places": "/offres/conducteur-minibus/",
    "offer-closed": "/offres/agent-hotelier/",
    "offer-filled": "/offres/mediateur-numerique/",
    "offer-gone": "/offres/gardien-gymnase/",
    "list-domain": "/offres/domaine/social/",
    "list-town": "/offres/lieu/aubrelle/",
    "list-filtered": "/offres/?contrat=cdi,cdd&lieu=aubrelle&km=20",
    "list-words": "/offres/?q=accueil",
    "list-nothing": "/offres/?domaine=culture&contrat=stage",
    "saved": "/offres/gardees/",
    "archive": "/offres/archives/",
    "employers": "/employeurs/",
    "employer": "/employeurs/ville-aubrelle/",
    "questions": "/questions/",
    "questions-portal": "/questions/portail/",
    "page": "/accessibilite/",
    "not-found": "/404.html",
    "home-en": "/en/",
    "offers-en": "/en/jobs/",
    "offer-en": "/en/jobs/charge-accueil-etat-civil/",
}

WIDTHS = [360, 1280]
SCHEMES = ["light", "dark"]
# Each width and each scheme once, for tests that take long.
LOOKS = [(360, "dark"), (1280, "light")]
