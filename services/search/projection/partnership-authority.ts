import type { ChangeEvent } from '#kernel/outbox';
import type { PoolClient } from 'pg';

/** Writes the French authorities of these partnerships, with the countries of each. */
export async function writePartners(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  if (!changes.length) return;
  await client.query(
    'DELETE /* search: Projection.partners */ FROM partnership_authority WHERE partnership_id = ANY($1::uuid[])',
    [changes.map(({ entityId }) => entityId)],
  );
  const partners = changes.flatMap(({ entityId, fields }) =>
    ((fields?.frenchAuthorityIds as string[] | undefined) ?? []).map((authority) => ({
      partnership: entityId,
      authority,
      countries: fields!.countryCodes as string[],
    })),
  );
  await client.query(
    `INSERT /* search: Projection.partners */ INTO partnership_authority (partnership_id, authority_id, country_codes)
     SELECT partnership, authority, string_to_array(countries, ' ') FROM unnest($1::uuid[], $2::uuid[], $3::text[]) p(partnership, authority, countries)`,
    [
      partners.map(({ partnership }) => partnership),
      partners.map(({ authority }) => authority),
      partners.map(({ countries }) => countries.join(' ')),
    ],
  );
}
