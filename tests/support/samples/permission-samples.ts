import { newId } from '#kernel/values';
import type { CallerKind } from '../../../schema/permissions.js';
import type { GrantedEntities, Side } from './granted-entities.js';
import { SAMPLES_OF_GROUPS } from './samples-of-groups.js';
import { SAMPLES_OF_IMPORTS } from './samples-of-imports.js';

type Input = Record<string, unknown>;
type Sample = (grounds: GrantedEntities, side: Side, who: CallerKind) => Promise<Input> | Input;

let count = 0;
const another = () => `Sample ${(count += 1)}`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const expertise: Sample = async (grounds, side) => ({
  id: await grounds.make('expertiseDeclare', 'expertise', {
    authorityId: grounds.things.Authority[side].id,
    themeCode: 'ENV-WATER',
    titleFr: another(),
  }),
});

const session = (grounds: GrantedEntities) =>
  grounds.make('committeeSessionOpen', 'committeeSession', {
    programmeCode: 'EXPE_CT',
    announcedOn: inDays(-1),
    submissionsBefore: inDays(20),
    heldOn: inDays(30),
  });

const draft: Sample = async (grounds, side, who) => ({
  expertiseId: (await expertise(grounds, side, who)).id,
  sessionId: await session(grounds),
});

const application: Sample = async (grounds, side, who) => ({
  id: await grounds.make('labelApplicationDraft', 'labelApplication', await draft(grounds, side, who)),
});

const request: Sample = async (grounds, side) => ({
  id: await grounds.make('cooperationRequestPublish', 'cooperationRequest', {
    foreignAuthorityId: grounds.things.ForeignAuthority[side].id,
    themeCodes: ['ENV-WATER'],
    needFr: another(),
    languages: ['fr'],
    urgencyLevel: 'SOON',
    expiresOn: inDays(60),
    contact: 'mairie@example.org',
  }),
});

/** Creates an expression of interest of an authority in a request of a foreign authority of the same side. */
const interest: Sample = async (grounds, side, who) => ({
  id: await grounds.make('interestExpress', 'expressionOfInterest', {
    requestId: (await request(grounds, side, who)).id,
    authorityId: grounds.things.Authority[side].id,
    message: another(),
    contact: 'international@example.org',
  }),
});

/** A town abroad, entered for a French authority of this side. */
const town = ({ things }: GrantedEntities, side: Side) => ({
  authorityId: things.Authority[side].id,
  name: another(),
  nameLanguage: 'fr',
  kind: 'MUNICIPALITY',
  country: 'BJ',
  createAnyway: true,
});

/** A foreign authority that the grant names; for an editor, one that was entered for a French authority of the grant. */
const abroad: Sample = async (grounds, side, who) => ({
  id:
    who === 'AUTHORITY_EDITOR'
      ? await grounds.make('foreignAuthorityCreate', 'foreignAuthority', town(grounds, side))
      : grounds.things.ForeignAuthority[side].id,
});

/** An import that was made for a French authority of this side. */
const importOf: Sample = async (grounds, side) => {
  const importId = newId('Import');
  await grounds.send('foreignAuthoritiesRecord', 'results { outcome }', {
    importId,
    authorityId: grounds.things.Authority[side].id,
    source: { key: 'samples', title: 'Samples', licence: 'CC0-1.0' },
    rows: [{ externalId: another(), name: another(), country: 'TG', decision: 'KEEP_APART' }],
  });
  return { importId };
};

/**
 * Fields of the input of a mutation, by its name, that identify its entity: one that the grant covers (`mine`) or does
 * not (`other`). Needed for each mutation that names its entity by an id; those that name the owner (`authorityId` and
 * the like) need none. All other fields get a value of their type; entities have version 1.
 */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  bodyEdit: ({ things }, side) => ({ id: things.Authority[side].id }),
  expertiseEdit: expertise,
  expertiseWithdraw: expertise,
  labelApplicationDraft: draft,
  labelApplicationEdit: application,
  labelApplicationSubmit: application,
  labelApplicationWithdraw: application,
  cooperationRequestEdit: request,
  cooperationRequestClose: request,
  interestExpress: async (grounds, side, who) => ({ requestId: (await request(grounds, side, who)).id }),
  interestWithdraw: interest,
  interestAccept: interest,
  interestDecline: interest,
  foreignAuthorityCreate: town,
  foreignAuthorityEdit: abroad,
  foreignAuthoritiesRecord: ({ things }, side) => ({ authorityId: things.Authority[side].id }),
  foreignAuthoritiesWithdraw: importOf,
  ...SAMPLES_OF_GROUPS,
  ...SAMPLES_OF_IMPORTS,
  countryGroupTermStart: ({ things }, side) => ({ groupId: things.CountryGroup[side].id }),
};
