import type { Catalogue } from '../words.js';

/** Words of the home page, of search and of lists. */
export const LISTS = {
  'home.title': { fr: 'Qui sait quoi, et où ?', en: 'Who knows what, and where?' },
  'home.description': {
    fr: 'Quelles collectivités françaises ont une expertise, dans quel pays elles travaillent, et comment les joindre.',
    en: 'Which French local authorities have an expertise, in which countries they work, and how to reach them.',
  },
  'home.lead': {
    fr: 'Trouvez la collectivité française qui a l’expertise que vous cherchez et qui connaît déjà votre pays.',
    en: 'Find the French local authority that has the expertise you need and already knows your country.',
  },
  'home.map': { fr: 'Où les collectivités françaises coopèrent', en: 'Where French authorities cooperate' },
  'home.mapTable': {
    fr: 'Les {n} pays qui ont le plus de partenariats',
    en: 'The {n} countries with most partnerships',
  },
  'home.allCountries': {
    fr: 'Les {n} pays qui ont un partenariat',
    en: 'All {n} countries with a partnership',
  },
  'home.events': { fr: 'Prochaines rencontres', en: 'Next events' },
  'home.noEvents': {
    fr: 'Aucune source n’annonce de rencontre à venir.',
    en: 'No source announces an upcoming event.',
  },
  'home.allEvents': { fr: 'Tout l’agenda', en: 'The whole agenda' },
  'home.calls': { fr: 'Appels à projets ouverts', en: 'Open calls for projects' },
  'home.noCalls': {
    fr: 'Aucun appel ouvert ou annoncé n’est connu à ce jour.',
    en: 'No open or announced call is known today.',
  },
  'home.allCalls': { fr: 'Tous les appels', en: 'All calls' },
  'home.news': { fr: 'Dernières actualités', en: 'Latest news' },
  'home.allNews': { fr: 'Toutes les actualités', en: 'All news' },
  'home.coverage': {
    fr: 'Ce que la base contient, et ce qui manque',
    en: 'What the data hold, and what is missing',
  },
  'home.aboutCoverage': { fr: 'Couverture, sources et licence', en: 'Coverage, sources and licence' },
  'coverage.held': {
    fr: 'La base connaît {partnerships} partenariats de {authorities} collectivités françaises avec {countries} pays.',
    en: 'The data hold {partnerships} partnerships of {authorities} French authorities with {countries} countries.',
  },
  'coverage.share': {
    fr: 'C’est {share} des {published} projets que l’Atlas du ministère comptait.',
    en: 'That is {share} of the {published} projects that the ministry’s Atlas counted.',
  },
  'coverage.gaps': {
    fr: 'Seuls {classified} partenariats sont classés par thème et {startYearKnown} ont une année de début : l’absence d’une collectivité ne prouve pas l’absence d’expérience.',
    en: 'Only {classified} partnerships are classified by theme, and {startYearKnown} have a first year: that an authority is missing does not prove that it has no experience.',
  },
  'coverage.version': {
    fr: 'Version {version}, publiée le {date}.',
    en: 'Version {version}, released on {date}.',
  },
  'map.caption': {
    fr: 'Nombre de partenariats par pays ; les couleurs suivent les classes ci-dessous.',
    en: 'Partnerships by country; the shades follow the classes below.',
  },
  'map.country': {
    fr: { one: '{country} : {n} partenariat', other: '{country} : {n} partenariats' },
    en: { one: '{country}: {n} partnership', other: '{country}: {n} partnerships' },
  },
  'map.none': { fr: 'aucun connu', en: 'none known' },
  'map.more': { fr: 'plus de {n}', en: 'more than {n}' },
  'search.sentenceTheme': { fr: 'Quelles collectivités connaissent', en: 'Which authorities know about' },
  'search.sentenceCountry': { fr: 'et travaillent avec', en: 'and work with' },
  'search.sentenceEnd': { fr: '?', en: '?' },
  'search.anyTheme': { fr: 'n’importe quel thème', en: 'any theme' },
  'search.anyCountry': { fr: 'n’importe quel pays', en: 'any country' },
  'search.words': { fr: 'Mots ou nom de collectivité', en: 'Words or name of an authority' },
  'search.submit': { fr: 'Chercher', en: 'Search' },
  'search.hint': {
    fr: 'Vous cherchez une collectivité à l’étranger ?',
    en: 'Looking for an authority abroad?',
  },
  'search.abroad': { fr: 'Autorités locales étrangères', en: 'Local authorities abroad' },
  'search.results': { fr: 'Résultats', en: 'Results' },
  'search.count': {
    fr: { one: '{n} collectivité trouvée', other: '{n} collectivités trouvées' },
    en: { one: '{n} authority found', other: '{n} authorities found' },
  },
  'search.countMore': {
    fr: { one: 'Plus de {n} collectivité trouvée', other: 'Plus de {n} collectivités trouvées' },
    en: { one: 'More than {n} authority found', other: 'More than {n} authorities found' },
  },
  'search.description': {
    fr: {
      one: '{question} {n} réponse dans la base Passerelle.',
      other: '{question} {n} réponses dans la base Passerelle.',
    },
    en: {
      one: '{question} {n} answer in the Passerelle data.',
      other: '{question} {n} answers in the Passerelle data.',
    },
  },
  'search.none': {
    fr: 'Aucune collectivité ne répond à ces conditions',
    en: 'No authority meets these conditions',
  },
  'search.loosen': { fr: 'Pour élargir la recherche :', en: 'To widen the search:' },
  'search.without.theme': { fr: 'sans le thème', en: 'without the theme' },
  'search.without.country': { fr: 'sans le pays', en: 'without the country' },
  'search.without.text': { fr: 'sans les mots', en: 'without the words' },
  'search.without.kind': { fr: 'toutes les natures de collectivités', en: 'all kinds of authorities' },
  'search.without.region': { fr: 'toutes les régions', en: 'all régions' },
  'search.without.basis': {
    fr: 'quel que soit le fondement de l’expertise',
    en: 'whatever the expertise rests on',
  },
  'search.without.attested': { fr: 'quelle que soit l’attestation', en: 'whatever the attestation' },
  'search.sort': { fr: 'Trier par', en: 'Sort by' },
  'search.sort.relevance': { fr: 'pertinence', en: 'relevance' },
  'search.sort.partnerships': { fr: 'partenariats', en: 'partnerships' },
  'search.sort.expertises': { fr: 'expertises', en: 'expertises' },
  'search.sort.population': { fr: 'population', en: 'population' },
  'search.sort.name': { fr: 'nom', en: 'name' },
  'question.themeCountry': {
    fr: 'Quelles collectivités connaissent « {theme} » et travaillent avec ce pays : {country} ?',
    en: 'Which authorities know about “{theme}” and work with {country}?',
  },
  'question.theme': {
    fr: 'Quelles collectivités connaissent « {theme} » ?',
    en: 'Which authorities know about “{theme}”?',
  },
  'question.country': {
    fr: 'Quelles collectivités travaillent avec ce pays : {country} ?',
    en: 'Which authorities work with {country}?',
  },
  'question.words': { fr: '« {text} »', en: '“{text}”' },
  'question.text': {
    fr: 'Quelles collectivités répondent à « {text} » ?',
    en: 'Which authorities match “{text}”?',
  },
  'question.all': {
    fr: 'Quelles collectivités coopèrent à l’étranger ?',
    en: 'Which authorities cooperate abroad?',
  },
  'facet.title': { fr: 'Préciser', en: 'Refine' },
  'facet.theme': { fr: 'Thème', en: 'Theme' },
  'facet.country': { fr: 'Pays', en: 'Country' },
  'facet.kind': { fr: 'Nature', en: 'Kind' },
  'facet.region': { fr: 'Région', en: 'Région' },
  'facet.basis': { fr: 'Fondement de l’expertise', en: 'What the expertise rests on' },
  'facet.attested': { fr: 'Attestation des partenariats', en: 'Attestation of partnerships' },
  'facet.more': { fr: { one: '{n} autre', other: '{n} autres' }, en: { one: '{n} more', other: '{n} more' } },
  'hit.expertises': {
    fr: { one: '{n} expertise :', other: '{n} expertises :' },
    en: { one: '{n} expertise:', other: '{n} expertises:' },
  },
  'hit.partnerships': {
    fr: { one: '{n} partenariat :', other: '{n} partenariats :' },
    en: { one: '{n} partnership:', other: '{n} partnerships:' },
  },
  'countries.description': {
    fr: 'Tous les pays, et les partenariats connus des collectivités françaises avec chacun.',
    en: 'All countries, with the known partnerships of French authorities with each.',
  },
  'countries.lead': {
    fr: '{n} pays ont au moins un partenariat connu. Un pays sans partenariat ici peut en avoir que personne n’a publiés.',
    en: '{n} countries have at least one known partnership. A country without any here may have some that nobody published.',
  },
  'countries.without': {
    fr: '{n} pays sans partenariat connu',
    en: {
      one: '{n} country without a known partnership',
      other: '{n} countries without a known partnership',
    },
  },
  'countries.elsewhere': { fr: 'Hors des régions de l’ONU', en: 'Outside the regions of the UN' },
  'themes.description': {
    fr: 'L’arbre des thèmes, avec les expertises et les partenariats de chacun.',
    en: 'The tree of themes, with the expertises and partnerships of each.',
  },
  'themes.lead': {
    fr: 'Chercher un thème, c’est chercher aussi ceux qu’il contient.',
    en: 'A search for a theme finds those below it too.',
  },
  'groups.description': {
    fr: 'Les groupes-pays de Cités Unies France : présidence, pays, membres et rencontres.',
    en: 'The country groups of Cités Unies France: presidency, countries, members and meetings.',
  },
  'groups.lead': {
    fr: 'Cités Unies France réunit les collectivités qui travaillent avec un même pays.',
    en: 'Cités Unies France brings together authorities that work with the same country.',
  },
  'partnerships.description': {
    fr: 'Les partenariats de collectivités françaises et étrangères, chacun avec ses sources.',
    en: 'Partnerships of French and foreign authorities, each with its sources.',
  },
  'partnerships.words': {
    fr: 'Mots du titre ou noms des partenaires',
    en: 'Words of the title, or names of partners',
  },
  'calls.description': {
    fr: 'Les appels à projets du ministère, leurs échéances, et la part des candidatures retenues.',
    en: 'Calls for projects of the ministry, their deadlines, and the share of applications that succeeded.',
  },
  'calls.open': { fr: 'Ouverts ou annoncés', en: 'Open or announced' },
  'calls.over': { fr: 'Clos', en: 'Closed' },
  'calls.success': { fr: 'Candidatures retenues par année', en: 'Successful applications by year' },
  'calls.successOf': {
    fr: '{year} : {laureates} lauréats pour {applications} candidatures ({rate}).',
    en: '{year}: {laureates} laureates for {applications} applications ({rate}).',
  },
  'calls.successUnknown': {
    fr: '{year} : les nombres de candidatures et de lauréats ne sont pas tous connus.',
    en: '{year}: the numbers of applications and laureates are not all known.',
  },
  'requests.description': {
    fr: 'Les besoins pour lesquels des autorités étrangères cherchent un partenaire français.',
    en: 'Needs for which authorities abroad seek a French partner.',
  },
  'requests.lead': {
    fr: 'Des autorités locales étrangères cherchent ou ont cherché un partenaire français.',
    en: 'Local authorities abroad seek, or sought, a French partner.',
  },
  'requests.none': { fr: 'Aucune demande n’est connue.', en: 'No request is known.' },
  'news.description': {
    fr: 'Les actualités de la coopération décentralisée, avec leur source.',
    en: 'News of decentralised cooperation, with their source.',
  },
  'news.feed': { fr: 'Fil Atom des actualités', en: 'Atom feed of the news' },
  'news.changes': { fr: 'Fil Atom des changements de la base', en: 'Atom feed of changes in the data' },
  'news.original': { fr: 'Lire la page d’origine', en: 'Read the original page' },
  'resources.description': {
    fr: 'Textes, photos, sons et vidéos de la coopération décentralisée.',
    en: 'Texts, photos, sounds and videos of decentralised cooperation.',
  },
  'abroad.title': { fr: 'Autorités locales étrangères', en: 'Local authorities abroad' },
  'abroad.listDescription': {
    fr: 'Les autorités locales étrangères et leurs partenariats avec des collectivités françaises.',
    en: 'Local authorities abroad and their partnerships with French authorities.',
  },
  'abroad.words': { fr: 'Nom, dans n’importe quelle langue', en: 'Name, in any language' },
  'abroad.count': {
    fr: { one: '{n} autorité locale étrangère', other: '{n} autorités locales étrangères' },
    en: { one: '{n} local authority abroad', other: '{n} local authorities abroad' },
  },
  'agenda.description': {
    fr: 'Les rencontres de la coopération décentralisée et les échéances des appels, par mois et en liste.',
    en: 'Events of decentralised cooperation and deadlines of calls, by month and as a list.',
  },
  'agenda.ways': { fr: 'Présentation', en: 'Presentation' },
  'agenda.byMonth': { fr: 'par mois', en: 'by month' },
  'agenda.upcoming': { fr: 'à venir', en: 'upcoming' },
  'agenda.all': { fr: 'toutes les rencontres', en: 'all events' },
  'agenda.group': { fr: 'Groupe-pays', en: 'Country group' },
  'agenda.anyGroup': { fr: 'tous', en: 'all' },
  'agenda.show': { fr: 'Afficher', en: 'Show' },
  'agenda.count': {
    fr: { one: '{n} rencontre', other: '{n} rencontres' },
    en: { one: '{n} event', other: '{n} events' },
  },
  'agenda.months': { fr: 'Mois', en: 'Months' },
  'agenda.latest': { fr: 'Dernier mois connu : {month}', en: 'Last known month: {month}' },
  'agenda.emptyMonth': {
    fr: 'Aucune source n’annonce de rencontre ce mois-ci.',
    en: 'No source announces an event in this month.',
  },
  'agenda.deadlines': { fr: 'Échéances d’appels à projets', en: 'Deadlines of calls for projects' },
  'agenda.subscribe': { fr: 'S’abonner', en: 'Subscribe' },
  'agenda.subscribeHelp': {
    fr: 'Votre agenda reçoit les rencontres et les échéances des appels à mesure qu’elles sont connues.',
    en: 'Your calendar receives events and deadlines of calls as they become known.',
  },
  'agenda.subscribeGroupHelp': {
    fr: 'Votre agenda reçoit les rencontres de ce groupe à mesure qu’elles sont connues. Les échéances des appels, qui ne sont d’aucun groupe, sont dans l’agenda de tous.',
    en: 'Your calendar receives the events of this group as they become known. Deadlines of calls, which belong to no group, are in the calendar of all.',
  },
  'agenda.ics': { fr: 'Agenda au format iCalendar', en: 'Agenda as iCalendar' },
  'statistics.description': {
    fr: 'Partenariats par pays, thème, décennie, région et attestation ; succès des appels à projets.',
    en: 'Partnerships by country, theme, decade, région and attestation; success of calls for projects.',
  },
  'statistics.lead': {
    fr: 'Ce que disent les {n} partenariats connus. Les chiffres mesurent la base autant que la réalité : voyez la couverture.',
    en: 'What the {n} known partnerships say. The figures measure the data as much as reality: see the coverage.',
  },
  'statistics.operation': {
    fr: 'Chaque chiffre vient d’une opération publique du graphe, que chacun peut refaire :',
    en: 'Each figure comes from a public operation of the graph, which everybody can repeat:',
  },
  'statistics.byCountry': { fr: 'Par pays', en: 'By country' },
  'statistics.byTheme': { fr: 'Par thème', en: 'By theme' },
  'statistics.byDecade': { fr: 'Par décennie de début', en: 'By decade of their start' },
  'statistics.byRegion': { fr: 'Collectivités actives par région', en: 'Active authorities by région' },
  'statistics.byConfidence': { fr: 'Par attestation', en: 'By attestation' },
  'statistics.byKind': { fr: 'Par nature', en: 'By kind' },
  'statistics.decadeChart': {
    fr: 'Diagramme en colonnes : partenariats par décennie de début. Le tableau qui suit donne les mêmes nombres.',
    en: 'Column chart: partnerships by decade of their start. The table below has the same numbers.',
  },
  'statistics.undated': {
    fr: 'L’année de début de {n} partenariats n’est pas connue.',
    en: 'The first year of {n} partnerships is not known.',
  },
  'statistics.table': { fr: 'Les mêmes nombres en tableau', en: 'The same numbers as a table' },
  'statistics.file': { fr: 'Tous les partenariats, au format CSV', en: 'All partnerships, as CSV' },
} satisfies Catalogue;
