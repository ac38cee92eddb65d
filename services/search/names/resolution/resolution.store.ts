import type { StoreTools } from '#kernel/context';
import { empty, join, sql, type Sql } from '#kernel/database';
import { placedReadings, wholeReading, type NameReading } from './resolution.readings.js';

/** Authority to which a code or a name leads. */
export interface Lead {
  /** Today's authority, or a closed one without a successor. */
  todayId: string;
  todayName: string;
  todayValidTo: string | null;
  /** Authority that has the code or name. */
  holderId: string;
  /** Name that belongs to the code, or that matched. */
  name: string | null;
  /** Whether the code or name is that of a part of the holder, or of an authority that it absorbed. */
  isPart: boolean;
}
/** Authority of today that absorbed one of the same name, or has a part so called. */
export interface MergedHomonym {
  id: string;
  name: string;
}
export interface Leads {
  /** Today's authorities, each once, the largest first. */
  leads: Lead[];
  nameAmbiguityId: string | null;
  /** Beside the leads, the largest first; empty for codes, and for names that no authority of today has as its own. */
  mergedHomonyms: MergedHomonym[];
}

/** Maximum number of leads: more than any name has. */
const MAX_LEADS = 200;

const NO_LEADS: Leads = { leads: [], nameAmbiguityId: null, mergedHomonyms: [] };

const columns = sql`today.id AS "todayId", today.name AS "todayName", today.valid_to AS "todayValidTo", n.holder_id AS "holderId"`;
/** Join from the authority `a` that has the code to today's one, by its name. */
const today = sql`JOIN name n ON n.holder_id = a.id AND n.role = 'NAME' JOIN authority today ON today.id = n.subject_id`;

export function resolutionStore({ reader }: StoreTools) {
  const leadsOfCode = async (name: string, statement: Sql): Promise<Leads> => ({
    leads: await reader.named(name).rows<Lead>(statement),
    nameAmbiguityId: null,
    mergedHomonyms: [],
  });
  /** Authorities found by one of these readings, those with the best match. */
  const leadsOf = async (
    name: string,
    readings: readonly NameReading[],
    kind: string | null,
  ): Promise<Leads> => {
    const ofKind = kind ? sql`AND ${kind} IN (today.kind, holder.kind)` : empty;
    const found = readings.map(({ full, keys, kinds, places, postalCode }) => {
      const [core] = keys.slice(-1);
      const ofNamedKind = kind === null && kinds.length ? sql`AND today.kind = ANY(${kinds}::text[])` : empty;
      const inPlace = places
        ? sql`AND EXISTS (SELECT FROM place p WHERE p.key = ANY(${places}::text[]) AND p.region_code IS NULL
            AND (p.department_codes && today.department_codes OR p.department_codes && holder.department_codes))`
        : empty;
      return sql`(SELECT ${columns}, n.name, n.role = 'PART' AS "isPart", n.weight, CASE
          WHEN n.full_key <> ${full} THEN CASE WHEN n.full_key = ${core ?? full} THEN 3 ELSE 4 END
          WHEN n.role = 'NAME' AND today.id = holder.id THEN 1 ELSE 2 END AS level,
          ${postalCode}::text = ANY(today.postal_codes) AS "hasPostalCode"
        FROM name n JOIN authority today ON today.id = n.subject_id JOIN authority holder ON holder.id = n.holder_id
        WHERE (n.full_key = ${full} OR ((n.full_key = ANY(${keys}::text[]) OR n.core_key = ANY(${keys}::text[])) ${ofNamedKind})) ${ofKind} ${inPlace})`;
    });
    const allKeys = [...new Set(readings.flatMap(({ full, keys }) => [full, ...keys]))];
    const rows = await reader.named(name).rows<
      Lead & { nameAmbiguityId: string | null; mergedHomonyms: MergedHomonym[] | null }
    >(sql`WITH anywhere AS (${join(found, ' UNION ALL ')}), found AS (
        SELECT * FROM anywhere WHERE "hasPostalCode" OR NOT EXISTS (SELECT FROM anywhere WHERE "hasPostalCode")
      ), once AS (
        SELECT DISTINCT ON ("todayId") * FROM found WHERE level = (SELECT min(level) FROM found)
        ORDER BY "todayId", "isPart", "holderId" = "todayId" DESC
      ), merged AS (
        SELECT "todayId", max("todayName") AS name, max(weight) AS weight FROM found
        WHERE level = 2 AND ("isPart" OR "holderId" <> "todayId") AND "todayValidTo" IS NULL
          AND (SELECT min(level) FROM found) = 1 AND "todayId" NOT IN (SELECT "todayId" FROM once)
        GROUP BY 1
      )
      SELECT once.*, (SELECT id FROM name_ambiguity WHERE keys && ${allKeys}::text[] ORDER BY id LIMIT 1) AS "nameAmbiguityId",
        (SELECT jsonb_agg(jsonb_build_object('id', "todayId", 'name', name) ORDER BY weight DESC, "todayId") FROM merged) AS "mergedHomonyms"
      FROM once ORDER BY weight DESC, "todayId" LIMIT ${MAX_LEADS}`);
    return {
      leads: rows,
      nameAmbiguityId: rows[0]?.nameAmbiguityId ?? null,
      mergedHomonyms: rows[0]?.mergedHomonyms ?? [],
    };
  };
  return {
    /**
     * Leads of a SIREN: the open authority first, when a closed one had the same; if there is none, those that replaced or
     * absorbed the body that had it.
     */
    bySiren: (siren: string) =>
      leadsOfCode(
        'Resolution.bySiren',
        sql`WITH own AS (
          SELECT ${columns}, a.name, FALSE AS "isPart" FROM authority a ${today}
          WHERE a.siren = ${siren} ORDER BY a.valid_to IS NULL DESC LIMIT 1
        ) SELECT * FROM own UNION ALL (
          SELECT ${columns}, a.former_siren_names[array_position(a.former_sirens, ${siren})], TRUE FROM authority a ${today}
          WHERE a.former_sirens @> ARRAY[${siren}] AND NOT EXISTS (SELECT FROM own)
          ORDER BY n.weight DESC, today.id LIMIT ${MAX_LEADS})`,
      ),

    /** Communes with this postal code, and the one to which it leads as an INSEE code, the largest first. */
    byPostalCode: (code: string) =>
      leadsOfCode(
        'Resolution.byPostalCode',
        sql`SELECT ${columns}, coalesce(part.name, today.name) AS name, NOT a.own AS "isPart" FROM (
          SELECT id, postal_codes @> ARRAY[${code}] OR coalesce(insee_code = ${code}, FALSE) AS own FROM authority
          WHERE valid_to IS NULL AND (postal_codes @> ARRAY[${code}] OR insee_code = ${code} OR former_codes @> ARRAY[${code}])
        ) a ${today} LEFT JOIN name part ON NOT a.own AND part.holder_id = a.id AND part.code = ${code}
        ORDER BY coalesce(today.population, -1) DESC, today.id LIMIT ${MAX_LEADS}`,
      ),

    /** Lead of a code: the authority that has or had it, then the one to which it leads. Two digits mean the département. */
    byCode: (code: string) =>
      leadsOfCode(
        'Resolution.byCode',
        sql`SELECT ${columns}, coalesce(part.name, CASE WHEN a.own THEN a.name END) AS name, NOT a.own AS "isPart" FROM (
          SELECT id, name, TRUE AS own, kind = 'DEPARTMENT' AS department FROM authority WHERE insee_code = ${code} AND kind <> 'REGION'
          UNION ALL SELECT id, name, FALSE, FALSE FROM authority WHERE former_codes @> ARRAY[${code}]
        ) a ${today} LEFT JOIN name part ON part.holder_id = a.id AND part.code = ${code}
        ORDER BY a.own DESC, a.department DESC LIMIT 1`,
      ),

    /**
     * Leads of a name: authorities with this name today; if there are none, those with it as another name; then those
     * with it as their name without articles and words for the kind; if there are none, those so called in a place that the
     * text names. A cut name, such as "Nogent-sur", is compared whole.
     * @param department code or name of the département in which they lie
     * @param kind kind of today's authority, or of the closed one that had the name
     */
    async byName(name: string, department: string | null, kind: string | null): Promise<Leads> {
      const whole = wholeReading(name, department);
      if (!whole.full) return NO_LEADS;
      const leads = await leadsOf('Resolution.byName', [whole], kind);
      if (leads.leads.length || department !== null) return leads;
      const placed = placedReadings(name);
      return placed.length ? leadsOf('Resolution.byNameAndPlace', placed, kind) : leads;
    },
  };
}
