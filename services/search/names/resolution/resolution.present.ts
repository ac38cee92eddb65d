import { kindName } from '../kind-names.js';
import type { Lead, Leads } from './resolution.store.js';
import { ResolutionStatus, type AuthorityResolution } from './resolution.type.js';

const MAX_CANDIDATES = 10;

/** Resolution with its explanation in both languages; the schema picks one. */
export type BilingualResolution = Omit<AuthorityResolution, 'explanation' | 'language'> &
  Record<'explanationFr' | 'explanationEn', string>;

interface Bilingual {
  fr: string;
  en: string;
}

/** Description of the request in words, such as "Le code INSEE 93059". */
export interface RequestDescription extends Bilingual {
  /** Advice on how to distinguish homonyms. */
  hint?: Bilingual;
}

const CHOOSE: Bilingual = { fr: 'choisissez parmi les candidates', en: 'choose one of the candidates' };

/** Describes a requested name with its details: "Le nom « Lyon » (département : 93)". */
export function describeName(
  name: string,
  department: string | null,
  kind: string | null,
): RequestDescription {
  const [kindFr, kindEn] = kind === null ? [null, null] : kindName(kind);
  const inBrackets = (details: Record<string, string | null>, colon: string) => {
    const known = Object.entries(details).flatMap(([what, value]) =>
      value === null ? [] : `${what}${colon}${value}`,
    );
    return known.length ? ` (${known.join(', ')})` : '';
  };
  const missingDetails = (ofDepartment: string, ofKind: string) => [
    ...(department === null ? [ofDepartment] : []),
    ...(kind === null ? [ofKind] : []),
  ];
  const [toAddFr, toAddEn] = [
    missingDetails('le département', 'la nature'),
    missingDetails('the département', 'the kind'),
  ];
  return {
    fr: `Le nom « ${name} »${inBrackets({ département: department, nature: kindFr }, ' : ')}`,
    en: `The name “${name}”${inBrackets({ département: department, kind: kindEn }, ': ')}`,
    hint: toAddFr.length
      ? { fr: `ajoutez ${toAddFr.join(' ou ')}`, en: `add ${toAddEn.join(' or ')}` }
      : CHOOSE,
  };
}

/** Describes a requested SIREN. That of a body of before is ambiguous when several took over its communes. */
export const describeSiren = (siren: string): RequestDescription => ({
  fr: `Le SIREN ${siren}`,
  en: `SIREN ${siren}`,
  hint: CHOOSE,
});

/** Describes five digits, which may be a postal or an INSEE code. */
export const describePostalCode = (code: string): RequestDescription => ({
  fr: `Le code ${code}, postal ou INSEE,`,
  en: `The code ${code}, postal or INSEE,`,
  hint: CHOOSE,
});

/** Adds the name that belongs to a requested code. */
const withName = (request: RequestDescription, name: string | null): RequestDescription =>
  name === null || request.fr.includes(name)
    ? request
    : { ...request, fr: `${request.fr} (${name})`, en: `${request.en} (${name})` };

function statusOf(leads: readonly Lead[]): ResolutionStatus {
  const [lead, ...more] = leads;
  if (!lead) return ResolutionStatus.NOT_FOUND;
  if (more.length) return ResolutionStatus.AMBIGUOUS;
  if (lead.todayValidTo !== null) return ResolutionStatus.CLOSED;
  return lead.isPart || lead.holderId !== lead.todayId ? ResolutionStatus.SUCCEEDED : ResolutionStatus.FOUND;
}

function explanationOf(
  status: ResolutionStatus,
  request: RequestDescription,
  lead: Lead | undefined,
  count: number,
): Bilingual {
  const today = lead?.todayName ?? '';
  switch (status) {
    case ResolutionStatus.FOUND:
      return {
        fr: `${request.fr} est celui d’une collectivité d’aujourd’hui : ${today}.`,
        en: `${request.en} is that of an authority of today: ${today}.`,
      };
    case ResolutionStatus.SUCCEEDED:
      return {
        fr: `${request.fr} n’est pas, ou n’est plus, celui d’une collectivité à part entière. Celle d’aujourd’hui : ${today}.`,
        en: `${request.en} is not, or no longer, that of an authority of its own. Today’s: ${today}.`,
      };
    case ResolutionStatus.CLOSED:
      return {
        fr: `${request.fr} est celui d’une collectivité fermée sans successeur connu : ${today}.`,
        en: `${request.en} is that of an authority that was closed, without a known successor: ${today}.`,
      };
    case ResolutionStatus.AMBIGUOUS:
      return {
        fr: `${request.fr} est celui de ${count} collectivités d’aujourd’hui : ${request.hint?.fr}.`,
        en: `${request.en} is that of ${count} authorities of today: ${request.hint?.en}.`,
      };
    case ResolutionStatus.NOT_FOUND:
      return {
        fr: `${request.fr} n’est celui d’aucune collectivité connue.`,
        en: `${request.en} is that of no authority known.`,
      };
  }
}

/** Sentence that names the authorities of today that absorbed one of the same name, or have a part so called. */
function alsoMergedOf(names: readonly string[]): Bilingual {
  if (!names.length) return { fr: '', en: '' };
  const list = names.join(', ');
  return {
    fr: ` Ce nom est aussi celui d’une partie, ou d’une collectivité fusionnée, de : ${list}.`,
    en: ` The name is also that of a part of, or of an authority merged into: ${list}.`,
  };
}

/** GraphQL object of a resolution. */
export function resolutionOf(
  { leads, nameAmbiguityId, mergedHomonyms }: Leads,
  request: RequestDescription,
): BilingualResolution {
  const status = statusOf(leads);
  const only = leads.length === 1 ? leads[0] : undefined;
  const name = only && only.name !== only.todayName ? only.name : null;
  const { fr, en } = explanationOf(status, withName(request, name), only, leads.length);
  const homonyms = mergedHomonyms.slice(0, MAX_CANDIDATES);
  const alsoMerged = alsoMergedOf(homonyms.map((homonym) => homonym.name));
  const holderIsClosed = only && (only.holderId !== only.todayId || only.todayValidTo !== null);
  return {
    status,
    authority: only && only.todayValidTo === null ? { id: only.todayId } : null,
    asked: holderIsClosed ? { id: only.holderId } : null,
    askedName: name,
    candidates: only ? [] : leads.slice(0, MAX_CANDIDATES).map(({ todayId }) => ({ id: todayId })),
    candidateCount: leads.length,
    nameAmbiguity: nameAmbiguityId === null ? null : { id: nameAmbiguityId },
    mergedHomonyms: homonyms.map(({ id }) => ({ id })),
    explanationFr: `${fr}${alsoMerged.fr}`,
    explanationEn: `${en}${alsoMerged.en}`,
  };
}
