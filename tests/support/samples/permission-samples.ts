import type { GrantedEntities, Side } from './granted-entities.js';
import { SAMPLES_OF_GROUPS } from './samples-of-groups.js';

type Input = Record<string, unknown>;
type Sample = (grounds: GrantedEntities, side: Side) => Promise<Input> | Input;

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

const draft: Sample = async (grounds, side) => ({
  expertiseId: (await expertise(grounds, side)).id,
  sessionId: await session(grounds),
});

const application: Sample = async (grounds, side) => ({
  id: await grounds.make('labelApplicationDraft', 'labelApplication', await draft(grounds, side)),
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

/** Of an authority on one side, for a request of a foreign authority on the same side. */
const interest: Sample = async (grounds, side) => ({
  id: await grounds.make('interestExpress', 'expressionOfInterest', {
    requestId: (await request(grounds, side)).id,
    authorityId: grounds.things.Authority[side].id,
    message: another(),
    contact: 'international@example.org',
  }),
});

/**
 * What a mutation is told of the thing that it is done to, by its name: fields of its input, for a thing within the
 * grant (`mine`) or beyond it (`other`). Needed for each that names the thing by an id of its own; those that name
 * whose it is (`authorityId` and the like) need none. Everything else is filled in by its type; things are at version 1.
 */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  expertiseEdit: expertise,
  expertiseWithdraw: expertise,
  labelApplicationDraft: draft,
  labelApplicationEdit: application,
  labelApplicationSubmit: application,
  labelApplicationWithdraw: application,
  cooperationRequestEdit: request,
  cooperationRequestClose: request,
  interestExpress: async (grounds, side) => ({ requestId: (await request(grounds, side)).id }),
  interestWithdraw: interest,
  interestAccept: interest,
  interestDecline: interest,
  ...SAMPLES_OF_GROUPS,
  countryGroupTermStart: ({ things }, side) => ({ groupId: things.CountryGroup[side].id }),
};
