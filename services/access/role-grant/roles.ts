import { registerEnumType } from 'type-graphql';

/** Roles; the value is stored in the database. */
export enum Role {
  PARTNER = 'PARTNER',
  ANALYST = 'ANALYST',
  AUTHORITY_EDITOR = 'AUTHORITY_EDITOR',
  FOREIGN_AUTHORITY = 'FOREIGN_AUTHORITY',
  GROUP_MANAGER = 'GROUP_MANAGER',
  CONTRIBUTOR = 'CONTRIBUTOR',
  REVIEWER = 'REVIEWER',
  ADMINISTRATOR = 'ADMINISTRATOR',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody is here, from which their permissions follow (rôle).',
  valuesConfig: {
    PARTNER: { description: 'Known, and no more: reads the graph under a name (partenaire).' },
    ANALYST: { description: 'Reads the graph to draw figures from it (analyste).' },
    AUTHORITY_EDITOR: {
      description: 'Writes for French authorities that the grant names (rédaction d’une collectivité).',
    },
    FOREIGN_AUTHORITY: {
      description: 'Writes for foreign authorities that the grant names (autorité locale étrangère).',
    },
    GROUP_MANAGER: {
      description: 'Looks after country groups that the grant names (animation de groupe-pays).',
    },
    CONTRIBUTOR: {
      description:
        'Enters partnerships and foreign authorities from any source, one by one or by file (contributeur).',
    },
    REVIEWER: { description: 'Decides on label applications for the ministry (instruction au ministère).' },
    ADMINISTRATOR: { description: 'May do everything, and says who may do what (administration).' },
  },
});

/** Entity types to which a grant may be restricted. */
export type ConfinedTo = 'Authority' | 'ForeignAuthority' | 'CountryGroup';

/** Maximum number of ids to which one grant may be restricted. */
export const MAX_IDS = 100;

interface RoleDefinition {
  /** Entity type to which grants of the role are restricted; null: they are not restricted. */
  of: ConfinedTo | null;
  scopes: readonly string[];
}

/** What is entered from sources, one by one or by file. */
const forContributors = ['foreign-authority:write', 'partnership:record', 'import:write'];
const forAuthorities = [
  'expertise:write',
  'label-application:write',
  'partnership:write',
  'interest:write',
  'body:write',
  'authority-contact:write',
];
const forForeignAuthorities = ['request:write', 'foreign-authority-contact:write'];
const forGroups = ['country-group:write', 'event:write', 'news:write', 'resource:write'];
const forReviewers = [
  'partnership:review',
  'label:decide',
  'committee-session:write',
  'label-application:read',
  'call:write',
  'body:create',
  'body:write',
];

/** Scopes of each role: the only place where permissions are defined. */
export const ROLES: Readonly<Record<Role, RoleDefinition>> = {
  PARTNER: { of: null, scopes: [] },
  ANALYST: { of: null, scopes: [] },
  AUTHORITY_EDITOR: { of: 'Authority', scopes: [...forAuthorities, ...forContributors] },
  FOREIGN_AUTHORITY: { of: 'ForeignAuthority', scopes: forForeignAuthorities },
  GROUP_MANAGER: { of: 'CountryGroup', scopes: forGroups },
  CONTRIBUTOR: { of: null, scopes: forContributors },
  REVIEWER: { of: null, scopes: [...forReviewers, ...forContributors] },
  ADMINISTRATOR: {
    of: null,
    scopes: [
      ...forAuthorities,
      ...forForeignAuthorities,
      ...forGroups,
      ...forReviewers,
      ...forContributors,
      'authority:merge',
      // Administrators only: a grant cannot name a group that does not exist yet.
      'country-group:create',
      'access:write',
      'audit:read',
    ],
  },
};

/** All scopes. */
export const SCOPES: readonly string[] = ROLES.ADMINISTRATOR.scopes;
