import { kindName } from '../kind-names.js';
import type { Lead, Leads } from './resolution.store.js';
import { ResolutionStatus, type AuthorityResolution } from './resolution.type.js';

const MOST_CANDIDATES = 10;

/** A resolution with its explanation in both languages: the schema picks one. */
export type BilingualResolution = Omit<AuthorityResolution, 'explanation' | 'language'> &
  Record<'explanationFr' | 'explanationEn', string>;

interface Bilingual {
  fr: string;
  en: string;
}

/** What was asked for, in words: "Le code INSEE 93059". */
export interface Asked extends Bilingual {
  /** How to tell a name from its homonyms. */
  hint?: Bilingual;
}

/** A name in words, with what was said along with it: "Le nom « Lyon » (département : 93)". */
export function askedName(name: string, department: string | null, kind: string | null): Asked {
  const [kindFr, kindEn] = kind === null ? [null, null] : kindName(kind);
  const said = (details: Record<string, string | null>, colon: string) => {
    const given = Object.entries(details).flatMap(([what, value]) =>
      value === null ? [] : `${what}${colon}${value}`,
    );
    return given.length ? ` (${given.join(', ')})` : '';
  };
  const unsaid = (ofDepartment: string, ofKind: string) => [
    ...(department === null ? [ofDepartment] : []),
    ...(kind === null ? [ofKind] : []),
  ];
  const [toAddFr, toAddEn] = [unsaid('le département', 'la nature'), unsaid('the département', 'the kind')];
  return {
    fr: `Le nom « ${name} »${said({ département: department, nature: kindFr }, ' : ')}`,
    en: `The name “${name}”${said({ département: department, kind: kindEn }, ': ')}`,
    hint: toAddFr.length
      ? { fr: `ajoutez ${toAddFr.join(' ou ')}`, en: `add ${toAddEn.join(' or ')}` }
      : { fr: 'choisissez parmi les candidates', en: 'choose one of the candidates' },
  };
}

/** With the name that goes with a code; a name says itself. */
const named = (asked: Asked, name: string | null): Asked =>
  name === null || asked.fr.includes(name)
    ? asked
    : { ...asked, fr: `${asked.fr} (${name})`, en: `${asked.en} (${name})` };

function statusOf(leads: readonly Lead[]): ResolutionStatus {
  const [lead, ...more] = leads;
  if (!lead) return ResolutionStatus.NOT_FOUND;
  if (more.length) return ResolutionStatus.AMBIGUOUS;
  if (lead.todayValidTo !== null) return ResolutionStatus.CLOSED;
  return lead.isPart || lead.holderId !== lead.todayId ? ResolutionStatus.SUCCEEDED : ResolutionStatus.FOUND;
}

function explanationOf(
  status: ResolutionStatus,
  asked: Asked,
  lead: Lead | undefined,
  count: number,
): Bilingual {
  const today = lead?.todayName ?? '';
  switch (status) {
    case ResolutionStatus.FOUND:
      return {
        fr: `${asked.fr} est celui d’une collectivité d’aujourd’hui : ${today}.`,
        en: `${asked.en} is that of an authority of today: ${today}.`,
      };
    case ResolutionStatus.SUCCEEDED:
      return {
        fr: `${asked.fr} n’est pas, ou n’est plus, celui d’une collectivité à part entière. Celle d’aujourd’hui : ${today}.`,
        en: `${asked.en} is not, or no longer, that of an authority of its own. Today’s: ${today}.`,
      };
    case ResolutionStatus.CLOSED:
      return {
        fr: `${asked.fr} est celui d’une collectivité fermée sans successeur connu : ${today}.`,
        en: `${asked.en} is that of an authority that was closed, without a known successor: ${today}.`,
      };
    case ResolutionStatus.AMBIGUOUS:
      return {
        fr: `${asked.fr} est celui de ${count} collectivités d’aujourd’hui : ${asked.hint?.fr}.`,
        en: `${asked.en} is that of ${count} authorities of today: ${asked.hint?.en}.`,
      };
    case ResolutionStatus.NOT_FOUND:
      return {
        fr: `${asked.fr} n’est celui d’aucune collectivité connue.`,
        en: `${asked.en} is that of no authority known.`,
      };
  }
}

/** What was found, as the public sees it. */
export function resolutionOf({ leads, nameAmbiguityId }: Leads, asked: Asked): BilingualResolution {
  const status = statusOf(leads);
  const only = leads.length === 1 ? leads[0] : undefined;
  const name = only && only.name !== only.todayName ? only.name : null;
  const { fr, en } = explanationOf(status, named(asked, name), only, leads.length);
  const holderIsClosed = only && (only.holderId !== only.todayId || only.todayValidTo !== null);
  return {
    status,
    authority: only && only.todayValidTo === null ? { id: only.todayId } : null,
    asked: holderIsClosed ? { id: only.holderId } : null,
    askedName: name,
    candidates: only ? [] : leads.slice(0, MOST_CANDIDATES).map(({ todayId }) => ({ id: todayId })),
    candidateCount: leads.length,
    nameAmbiguity: nameAmbiguityId === null ? null : { id: nameAmbiguityId },
    explanationFr: fr,
    explanationEn: en,
  };
}
