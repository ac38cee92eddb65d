import { isPermitted, scopeTargets, type Actor } from '#kernel/auth';
import type { Source } from '#kernel/graphql';
import { sourceOf } from '#vocabulary';
import type { Party } from './label-application/label-application.entity.js';

/** For whom somebody acts who writes in the name of an authority. */
export function partyOf(actor: Actor, scope: string, authorityId: string): Party {
  return scopeTargets(actor, scope) !== 'ALL' && isPermitted(actor, scope, authorityId)
    ? 'AUTHORITY'
    : 'ADMINISTRATOR';
}

/** For whom somebody acts who works for the committee. */
export function committeePartyOf({ roles }: Actor): Party {
  return roles.includes('ADMINISTRATOR') && !roles.includes('REVIEWER') ? 'ADMINISTRATOR' : 'COMMITTEE';
}

const NAMES: Readonly<Record<Party, string>> = {
  AUTHORITY: 'the authority',
  COMMITTEE: 'the committee',
  ADMINISTRATOR: 'an administrator',
};

/** These sources and that one; undefined when it is one of them already. */
export const withSource = (sources: readonly Source[], source: Source): Source[] | undefined =>
  sources.some(({ title }) => title === source.title) ? undefined : [...sources, source];

/** The source of what people write here, without a name: that would be a person's. */
export function enteredBy(party: Party): Source {
  return sourceOf(NAMES[party]);
}
