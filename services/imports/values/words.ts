import { foldText } from '#kernel/values';
import type { ImportedStatus, PartnershipKindCode } from '../mapping/import-row.js';

/** Words of kinds, folded; the first pattern that a text contains says its kind. */
const KINDS: readonly (readonly [RegExp, PartnershipKindCode])[] = [
  [/\b(jumel\w*|twin\w*|sister (city|cities|town)\w*|stadtepartnerschaft\w*)\b/, 'TWINNING'],
  [/\b(amitie|friendship|freundschaft)\b/, 'FRIENDSHIP'],
  [/\b(cooperation|partenariat\w*|partnership\w*|partnerschaft|convention|accord)\b/, 'COOPERATION'],
  [/\b(proje(c)?ts?|projektpartnerschaft)\b/, 'PROJECT'],
  [/\b(contacts?|kontakte?|relations?|echanges?)\b/, 'CONTACT'],
  [/^(inconnue?|non precisee?|non renseignee?|unknown|autres?|other)$/, 'UNKNOWN'],
];

const STATUSES: readonly (readonly [RegExp, ImportedStatus])[] = [
  [
    /\b(negociation|negotiation|preparation|pipeline|identification|en projet|a signer|a venir|instruction)\b/,
    'UNDER_NEGOTIATION',
  ],
  [/\b(suspendue?s?|suspended|en sommeil|gele\w*|interrompue?|on hold)\b/, 'SUSPENDED'],
  [
    /\b(inactif|inactive|expiree?s?|expired|terminee?s?|achevee?s?|closed?|clos|cloturee?|ended|finished|completed?|finalisation|annulee?|cancelled|rompue?|echue?)\b/,
    'ENDED',
  ],
  [
    /\b(active?|actif|actifs|en cours|ongoing|current|en vigueur|implementation|execution|under way)\b/,
    'ONGOING',
  ],
  [/^(inconnue?|non precisee?|non renseignee?|unknown)$/, 'UNKNOWN'],
];

const firstOf = <Code>(patterns: readonly (readonly [RegExp, Code])[], text: string): Code | null => {
  const folded = foldText(text);
  return patterns.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
};

/** Kind of partnership of a word or phrase such as « Accord d’amitié »; null for a word that names none. */
export const readKind = (text: string): PartnershipKindCode | null => firstOf(KINDS, text);
/** Status of a word or phrase such as « En négociation »; null for a word that names none. */
export const readStatus = (text: string): ImportedStatus | null => firstOf(STATUSES, text);
