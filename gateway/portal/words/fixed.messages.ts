import type { Catalogue } from '../words.js';

/** Words of the pages about the data and the portal itself. */
export const FIXED = {
  'about.description': {
    fr: 'Ce que la base Passerelle contient et ce qui lui manque, ses sources et sa licence.',
    en: 'What the Passerelle data hold and lack, their sources and licence.',
  },
  'about.lead': {
    fr: 'Passerelle relie, pour chaque collectivité française, ce qu’elle sait faire, les pays qu’elle connaît et les rencontres à venir, à partir de sources publiques datées.',
    en: 'Passerelle links what each French authority knows, the countries it works with and the next events, from dated public sources.',
  },
  'about.coverage': { fr: 'Couverture', en: 'Coverage' },
  'about.coverageLead': {
    fr: 'Ce qui est connu ici, à côté de ce que d’autres ont publié.',
    en: 'What is known here, beside what others published.',
  },
  'about.amounts': {
    fr: { one: '{n} partenariat a un montant connu.', other: '{n} partenariats ont un montant connu.' },
    en: { one: '{n} partnership has a known amount.', other: '{n} partnerships have a known amount.' },
  },
  'about.stale': {
    fr: 'Partenariats dits « en cours » dont la fin est passée',
    en: 'Partnerships called “ongoing” whose end is past',
  },
  'about.attestation': { fr: 'Degrés d’attestation', en: 'How well facts are attested' },
  'about.attestationLead': {
    fr: 'Chaque fait dit à quel point ses sources l’établissent.',
    en: 'Each fact says how well its sources establish it.',
  },
  'about.licence': { fr: 'Licence et version', en: 'Licence and version' },
  'about.version': { fr: 'Version', en: 'Version' },
  'about.sources': { fr: 'Sources des partenariats', en: 'Sources of partnerships' },
  'data.description': {
    fr: 'Fichiers, flux et interface GraphQL des données de Passerelle.',
    en: 'Files, feeds and the GraphQL interface of the Passerelle data.',
  },
  'data.lead': {
    fr: 'Tout ce que montrent ces pages se télécharge ou s’interroge, sous la même licence.',
    en: 'All that these pages show can be downloaded or queried, under the same licence.',
  },
  'data.dump': {
    fr: 'Le jeu de données entier (NDJSON, CSV, dictionnaire)',
    en: 'The whole data set (NDJSON, CSV, dictionary)',
  },
  'data.export': {
    fr: 'Un fichier par liste, par exemple les partenariats (CSV)',
    en: 'One file per list, such as partnerships (CSV)',
  },
  'data.catalogue': { fr: 'Catalogue DCAT-AP', en: 'DCAT-AP catalogue' },
  'data.schema': { fr: 'Schéma GraphQL', en: 'GraphQL schema' },
  'data.ide': { fr: 'Interroger le graphe dans le navigateur', en: 'Query the graph in the browser' },
  'accessibility.description': {
    fr: 'Déclaration d’accessibilité de Passerelle (RGAA 4.1).',
    en: 'Accessibility statement of Passerelle (RGAA 4.1).',
  },
  'accessibility.commitment': {
    fr: 'Les pages de Passerelle sont écrites pour être lues par tous, avec un clavier, un lecteur d’écran, un petit écran ou sans JavaScript.',
    en: 'The pages of Passerelle are written to be read by everybody: with a keyboard, a screen reader, a small screen or without JavaScript.',
  },
  'accessibility.state': { fr: 'État de conformité', en: 'State of compliance' },
  'accessibility.stateText': {
    fr: 'Ces pages n’ont pas encore été auditées selon le RGAA 4.1 par une personne extérieure. Elles sont donc déclarées partiellement conformes.',
    en: 'These pages have not yet been audited against RGAA 4.1 by an outside person. They are therefore declared partially compliant.',
  },
  'accessibility.tests': { fr: 'Ce qui est vérifié', en: 'What is checked' },
  'accessibility.testsText': {
    fr: 'À chaque version, axe-core examine chaque type de page, en français et en anglais, en clair et en sombre ; un navigateur réel suit les parcours sans JavaScript et sur un petit écran.',
    en: 'For each version, axe-core examines every kind of page, in French and English, light and dark; a real browser follows the paths without JavaScript and on a small screen.',
  },
  'accessibility.gaps': { fr: 'Ce qui n’est pas accessible', en: 'What is not accessible' },
  'accessibility.gapTitles': {
    fr: 'La langue de certains titres repris des sources n’est pas connue.',
    en: 'The language of some titles of sources is not known.',
  },
  'accessibility.gapFiles': {
    fr: 'Les documents publiés ailleurs, vers lesquels les pages renvoient, n’ont pas été examinés.',
    en: 'Documents published elsewhere, to which the pages link, were not examined.',
  },
  'accessibility.gapIde': {
    fr: 'L’éditeur de requêtes GraphQL (/ide) vient d’un tiers et n’a pas été examiné.',
    en: 'The editor of GraphQL queries (/ide) comes from a third party and was not examined.',
  },
  'accessibility.contact': { fr: 'Signaler un défaut', en: 'Report a problem' },
  'accessibility.contactText': {
    fr: 'Écrivez à l’exploitant du service que vous utilisez ; décrivez la page et ce qui vous arrête.',
    en: 'Write to the operator of the service that you use; describe the page and what stops you.',
  },
  'accessibility.remedy': { fr: 'Voie de recours', en: 'Remedy' },
  'accessibility.remedyText': {
    fr: 'Si vous n’obtenez pas de réponse satisfaisante, vous pouvez écrire au Défenseur des droits :',
    en: 'If you get no satisfactory answer, you can write to the French Defender of Rights:',
  },
  'accessibility.date': {
    fr: 'Déclaration établie le 30 novembre 2026.',
    en: 'Statement of 30 November 2026.',
  },
} satisfies Catalogue;
