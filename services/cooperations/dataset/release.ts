import { DATASET_ID } from '#vocabulary';

/** The data set that this version of the project ships; what people enter comes on top of it. */
export const RELEASE = {
  id: DATASET_ID,
  version: '2026.11',
  releasedOn: '2026-11-30',
  licence: 'etalab-2.0',
  licenceUrl: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  statementFr:
    'Réutilisation libre sous la Licence Ouverte 2.0 d’Etalab, à condition de citer Passerelle, la date et les sources de chaque information. Chaque source garde sa licence : CC0 pour Wikidata, Licence Ouverte pour l’AFD et le découpage administratif, MIT pour les listes de codes de l’IATI et de l’ISO, licence Unicode pour les noms de villes du CLDR. Des pages sans licence, seuls des faits sont repris, jamais le texte.',
  statementEn:
    'Free to reuse under the Etalab Open Licence 2.0, provided that you name Passerelle, the date and the sources of each fact. Each source keeps its licence: CC0 for Wikidata, the Open Licence for AFD and the French administrative geography, MIT for the code lists of IATI and ISO, the Unicode licence for the names of cities of the CLDR. From pages that state no licence only facts are taken, never their wording.',
} as const;

/** Numbers that a source published for the whole field: key of the figure and English label of the number. */
export const PUBLISHED = {
  partnerships: { figure: 'atlas-at-launch', label: 'projects' },
  frenchAuthorities: { figure: 'atlas-at-launch', label: 'French authorities' },
  foreignAuthorities: { figure: 'atlas-at-launch', label: 'partner authorities' },
  countries: { figure: 'atlas-at-launch', label: 'countries' },
} as const;
export type Counted = keyof typeof PUBLISHED;
