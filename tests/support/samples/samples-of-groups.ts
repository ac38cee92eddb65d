import { newId } from '#kernel/values';
import type { GrantedEntities, Side } from './granted-entities.js';

type Sample = (
  grounds: GrantedEntities,
  side: Side,
) => Promise<Record<string, unknown>> | Record<string, unknown>;

/** Creates an entity as an administrator. */
const made = async (
  grounds: GrantedEntities,
  mutation: string,
  object: string,
  input: Record<string, unknown>,
) => ({
  id: await grounds.make(mutation, object, input),
});

const group: Sample = ({ things }, side) => ({ id: things.CountryGroup[side].id });
const ofGroup: Sample = ({ things }, side) => ({ countryGroupCode: things.CountryGroup[side].code });
const term: Sample = (grounds, side) =>
  made(grounds, 'countryGroupTermStart', 'countryGroupTerm', {
    groupId: grounds.things.CountryGroup[side].id,
    person: 'Sample',
    role: 'CHAIR',
    seenOn: '2026-01-01',
  });
const event: Sample = (grounds, side) =>
  made(grounds, 'eventCreate', 'event', {
    kind: 'MEETING',
    titleFr: 'Réunion',
    startDate: '2027-01-01',
    mode: 'ONLINE',
    countryGroupCode: grounds.things.CountryGroup[side].code,
  });
const newsItem: Sample = (grounds, side) =>
  made(grounds, 'newsItemPublish', 'newsItem', {
    titleFr: 'Actualité',
    url: 'https://example.org/',
    countryGroupCode: grounds.things.CountryGroup[side].code,
  });
const resource: Sample = (grounds, side) =>
  made(grounds, 'resourcePublish', 'resource', {
    kind: 'TEXT',
    titleFr: 'Texte',
    contentLanguage: 'fr',
    url: 'https://example.org/',
    countryGroupCode: grounds.things.CountryGroup[side].code,
  });
const partners = ({ things }: GrantedEntities, side: Side) => ({
  frenchAuthorityIds: [things.Authority[side].id],
  foreignAuthorityIds: [things.ForeignAuthority.mine.id],
  createAnyway: true,
});
const partnership: Sample = (grounds, side) =>
  made(grounds, 'partnershipCreate', 'partnership', { kind: 'CONTACT', ...partners(grounds, side) });

const ofBoth = ({ things }: GrantedEntities) => ({
  frenchAuthorityIds: [things.Authority.mine.id, things.Authority.other.id],
  foreignAuthorityIds: [things.ForeignAuthority.mine.id],
  createAnyway: true,
});

/** A row of a source that names an authority of this side. */
const rows = (grounds: GrantedEntities, side: Side) => ({
  source: { key: 'sample', title: 'Sample', licence: 'etalab-2.0' },
  rows: [
    {
      externalId: `sample ${side}`,
      frenchAuthorityIds: [grounds.things.Authority[side].id],
      foreignAuthorityIds: [grounds.things.ForeignAuthority.other.id],
    },
  ],
});

/** An import: an empty one for who may take it back, one of an administrator for who may not. */
const ofImport: Sample = async (grounds, side) => {
  const importId = newId('Import');
  if (side === 'other')
    await grounds.run('partnershipsRecord', {
      ...rows(grounds, side),
      source: { key: importId, title: 'Sample', licence: 'etalab-2.0' },
      importId,
    });
  return { importId };
};

/** Samples of mutations on country groups, their terms, events, news, resources, and partnerships. */
export const SAMPLES_OF_GROUPS: Readonly<Record<string, Sample>> = {
  // An existing code, so that no group is created.
  countryGroupCreate: ({ things }, side) => ({ code: things.CountryGroup[side].code }),
  countryGroupEdit: group,
  countryGroupClose: group,
  countryGroupTermEdit: term,
  countryGroupTermEnd: term,
  eventCreate: ofGroup,
  newsItemPublish: ofGroup,
  resourcePublish: ofGroup,
  eventEdit: event,
  eventPostpone: event,
  eventCancel: event,
  eventHeld: event,
  newsItemEdit: newsItem,
  newsItemWithdraw: newsItem,
  resourceEdit: resource,
  resourceWithdraw: resource,
  partnershipCreate: partners,
  partnershipsRecord: rows,
  partnershipStatementsWithdraw: ofImport,
  partnershipEdit: partnership,
  partnershipEnd: partnership,
  partnershipLeave: (grounds) =>
    made(grounds, 'partnershipCreate', 'partnership', { kind: 'CONTACT', ...ofBoth(grounds) }),
};
