import { isPermitted, scopeTargets, type Actor } from '#kernel/auth';
import type { Source } from '#kernel/graphql';
import { sourceOf } from '#vocabulary';
import type { Party } from './label-application/label-application.entity.js';

/** Side on which an actor acts who writes for an authority. */
export function workflowSide(actor: Actor, scope: string, authorityId: string): Party {
  return scopeTargets(actor, scope) !== 'ALL' && isPermitted(actor, scope, authorityId)
    ? 'AUTHORITY'
    : 'ADMINISTRATOR';
}

/** Side on which an actor acts who decides for the committee. */
export function committeeSide({ roles }: Actor): Party {
  return roles.includes('ADMINISTRATOR') && !roles.includes('REVIEWER') ? 'ADMINISTRATOR' : 'COMMITTEE';
}

const NAMES: Readonly<Record<Party, string>> = {
  AUTHORITY: 'the authority',
  COMMITTEE: 'the committee',
  ADMINISTRATOR: 'an administrator',
};

/** Adds a source; undefined when the sources have it already. */
export const withSource = (sources: readonly Source[], source: Source): Source[] | undefined =>
  sources.some(({ title }) => title === source.title) ? undefined : [...sources, source];

/** Source of facts entered here: names the side, never a person. */
export function sourceOfSide(side: Party): Source {
  return sourceOf(NAMES[side]);
}
