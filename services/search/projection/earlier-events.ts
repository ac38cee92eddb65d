import type { ChangeEvent } from '#kernel/outbox';

/**
 * Values of fields that the contracts of other subgraphs have had only since some version, by type. A projection that is
 * rebuilt reads the events of before first; what became of the entity since follows in later ones.
 */
type Fields = Readonly<Record<string, unknown>>;
const SINCE_THEN: Readonly<Record<string, (fields: Fields) => Fields>> = {
  Authority: () => ({ postalCodes: [], formerNames: [] }),
  // The foreign partners were of one country.
  Partnership: ({ countryCode }) => ({ sourceTitles: [], countryCodes: [countryCode] }),
  ForeignAuthority: () => ({ translations: [] }),
};

/** The change event with all fields that its type has today. */
export function completed(change: ChangeEvent): ChangeEvent {
  const { fields } = change;
  const defaults = fields && SINCE_THEN[change.type]?.(fields);
  // Most events have them, and a copy of all fields takes longer than what else happens to an event.
  if (!defaults || Object.keys(defaults).every((name) => name in fields)) return change;
  return { ...change, fields: { ...defaults, ...fields } };
}
