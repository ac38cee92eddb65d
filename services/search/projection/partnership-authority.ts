import type { ChangeEvent } from '#kernel/outbox';
import type { PoolClient } from 'pg';

/** Writes the French authorities of these partnerships, with the country of each. */
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
      country: fields!.countryCode as string,
    })),
  );
  await client.query(
    `INSERT /* search: Projection.partners */ INTO partnership_authority (partnership_id, authority_id, country_code)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [
      partners.map(({ partnership }) => partnership),
      partners.map(({ authority }) => authority),
      partners.map(({ country }) => country),
    ],
  );
}
