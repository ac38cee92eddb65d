import type { ChangeEvent } from '#kernel/outbox';
import type { PoolClient } from 'pg';
import { keysOf } from '../names/name-keys.js';

const TERRITORIES = new Set(['DEPARTMENT', 'REGION', 'SPECIAL_COLLECTIVITY']);

interface Fields {
  kind: string;
  name: string;
  aliases: { name: string }[];
  inseeCode: string | null;
  departmentCodes: string[];
  regionCode: string | null;
}

/** Names and codes of a territory by which people locate authorities. Two digits mean the département, never the région. */
function placesOf({ entityId, fields }: ChangeEvent): object[] {
  const { kind, name, aliases, departmentCodes, regionCode } = (fields ?? {}) as unknown as Fields;
  if (!fields || !TERRITORIES.has(kind)) return [];
  const names = [name, ...aliases.map((alias) => alias.name)].map(keysOf);
  const codes = kind === 'REGION' ? [] : departmentCodes.map((code) => code.toLowerCase());
  return [...new Set([...names.flatMap(({ full, core }) => [full, core]), ...codes])].map((key) => ({
    holder_id: entityId,
    key,
    department_codes: codes.includes(key) ? [key.toUpperCase()] : departmentCodes,
    region_code: kind === 'REGION' ? regionCode : null,
  }));
}

/** Writes the places of the territories among these authorities. */
export async function writePlaces(changes: readonly ChangeEvent[], client: PoolClient): Promise<void> {
  if (!changes.length) return;
  await client.query('DELETE /* search: Projection.places */ FROM place WHERE holder_id = ANY($1::uuid[])', [
    changes.map(({ entityId }) => entityId),
  ]);
  await client.query(
    `INSERT /* search: Projection.places */ INTO place (holder_id, key, department_codes, region_code)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(holder_id uuid, key text, department_codes text[], region_code text)`,
    [JSON.stringify(changes.flatMap(placesOf))],
  );
}
