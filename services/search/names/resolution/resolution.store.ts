import type { StoreTools } from '#kernel/context';
import { empty, sql, type Sql } from '#kernel/database';
import { keysOf } from '../name-keys.js';

/** An authority that a code or a name leads to. */
export interface Lead {
  /** The authority of today, or a closed one without a successor. */
  todayId: string;
  todayName: string;
  todayValidTo: string | null;
  /** Whose code or name it is. */
  holderId: string;
  /** The name that goes with it. */
  name: string | null;
  /** Whether it stands for a part of the holder, or for what the holder absorbed. */
  isPart: boolean;
}
export interface Leads {
  /** Each authority of today once, the largest first. */
  leads: Lead[];
  nameAmbiguityId: string | null;
}

/** More authorities of one name than there are. */
const MOST = 200;

const NOWHERE: Leads = { leads: [], nameAmbiguityId: null };

const columns = sql`today.id AS "todayId", today.name AS "todayName", today.valid_to AS "todayValidTo", n.holder_id AS "holderId"`;
/** The one of today stands behind the name of the one that has the code. */
const today = sql`JOIN name n ON n.holder_id = a.id AND n.role = 'NAME' JOIN authority today ON today.id = n.subject_id`;

export function resolutionStore({ reader }: StoreTools) {
  const one = async (statement: Sql): Promise<Leads> => ({
    leads: await reader.rows<Lead>(statement),
    nameAmbiguityId: null,
  });
  return {
    /** The one that exists, when a closed one had the same. */
    bySiren: (siren: string) =>
      one(sql`SELECT ${columns}, a.name, FALSE AS "isPart" FROM authority a ${today}
        WHERE a.siren = ${siren} ORDER BY a.valid_to IS NULL DESC LIMIT 1`),

    /** The one whose code it is or was, then the one that answers for it. Two digits are a département, whatever else has them. */
    byCode: (code: string) =>
      one(sql`SELECT ${columns}, coalesce(part.name, CASE WHEN a.own THEN a.name END) AS name, NOT a.own AS "isPart" FROM (
          SELECT id, name, TRUE AS own, kind = 'DEPARTMENT' AS department FROM authority WHERE insee_code = ${code} AND kind <> 'REGION'
          UNION ALL SELECT id, name, FALSE, FALSE FROM authority WHERE former_codes @> ARRAY[${code}]
        ) a ${today} LEFT JOIN name part ON part.holder_id = a.id AND part.code = ${code}
        ORDER BY a.own DESC, a.department DESC LIMIT 1`),

    /**
     * Those whose name it is today; when there are none, those that have it as another name; then those whose name it
     * is without articles and words for the kind.
     * @param department code or name of the département in which they lie
     * @param kind that of the authority of today, or of the closed one that had the name
     */
    async byName(name: string, department: string | null, kind: string | null): Promise<Leads> {
      const { full, core, kinds } = keysOf(name);
      if (!full) return NOWHERE;
      const both = [...new Set([full, core])];
      const place = department === null ? null : keysOf(department);
      const inPlace = place
        ? sql`AND EXISTS (SELECT FROM place p WHERE p.key = ANY(${[place.full, place.core]}) AND p.region_code IS NULL
            AND (p.department_codes && today.department_codes OR p.department_codes && holder.department_codes))`
        : empty;
      const ofKind = kind ? sql`AND ${kind} IN (today.kind, holder.kind)` : empty;
      const told = kind === null && kinds.length ? sql`AND today.kind = ANY(${kinds}::text[])` : empty;
      const rows = await reader.rows<Lead & { nameAmbiguityId: string | null }>(sql`WITH found AS (
          SELECT ${columns}, n.name, n.role = 'PART' AS "isPart", n.weight, CASE
            WHEN n.full_key <> ${full} THEN CASE WHEN n.full_key = ${core} THEN 3 ELSE 4 END
            WHEN n.role = 'NAME' AND today.id = holder.id THEN 1 ELSE 2 END AS level
          FROM name n JOIN authority today ON today.id = n.subject_id JOIN authority holder ON holder.id = n.holder_id
          WHERE (n.full_key = ${full} OR ((n.full_key = ANY(${both}) OR n.core_key = ANY(${both})) ${told})) ${ofKind} ${inPlace}
        ), once AS (
          SELECT DISTINCT ON ("todayId") * FROM found WHERE level = (SELECT min(level) FROM found)
          ORDER BY "todayId", "isPart", "holderId" = "todayId" DESC
        )
        SELECT once.*, (SELECT id FROM name_ambiguity WHERE keys && ${both}::text[] ORDER BY id LIMIT 1) AS "nameAmbiguityId"
        FROM once ORDER BY weight DESC, "todayId" LIMIT ${MOST}`);
      return { leads: rows, nameAmbiguityId: rows[0]?.nameAmbiguityId ?? null };
    },
  };
}
