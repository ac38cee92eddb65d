import type { StoreTools } from '#kernel/context';
import { empty, sql, type Sql } from '#kernel/database';
import { keysOf } from '../name-keys.js';

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
export interface Leads {
  /** Today's authorities, each once, the largest first. */
  leads: Lead[];
  nameAmbiguityId: string | null;
}

/** Maximum number of leads: more than any name has. */
const MAX_LEADS = 200;

const NO_LEADS: Leads = { leads: [], nameAmbiguityId: null };

const columns = sql`today.id AS "todayId", today.name AS "todayName", today.valid_to AS "todayValidTo", n.holder_id AS "holderId"`;
/** Join from the authority `a` that has the code to today's one, by its name. */
const today = sql`JOIN name n ON n.holder_id = a.id AND n.role = 'NAME' JOIN authority today ON today.id = n.subject_id`;

export function resolutionStore({ reader }: StoreTools) {
  const singleLead = async (name: string, statement: Sql): Promise<Leads> => ({
    leads: await reader.named(name).rows<Lead>(statement),
    nameAmbiguityId: null,
  });
  return {
    /** Lead of a SIREN: the open authority first, when a closed one had the same. */
    bySiren: (siren: string) =>
      singleLead(
        'Resolution.bySiren',
        sql`SELECT ${columns}, a.name, FALSE AS "isPart" FROM authority a ${today}
        WHERE a.siren = ${siren} ORDER BY a.valid_to IS NULL DESC LIMIT 1`,
      ),

    /** Lead of a code: the authority that has or had it, then the one to which it leads. Two digits mean the département. */
    byCode: (code: string) =>
      singleLead(
        'Resolution.byCode',
        sql`SELECT ${columns}, coalesce(part.name, CASE WHEN a.own THEN a.name END) AS name, NOT a.own AS "isPart" FROM (
          SELECT id, name, TRUE AS own, kind = 'DEPARTMENT' AS department FROM authority WHERE insee_code = ${code} AND kind <> 'REGION'
          UNION ALL SELECT id, name, FALSE, FALSE FROM authority WHERE former_codes @> ARRAY[${code}]
        ) a ${today} LEFT JOIN name part ON part.holder_id = a.id AND part.code = ${code}
        ORDER BY a.own DESC, a.department DESC LIMIT 1`,
      ),

    /**
     * Leads of a name: authorities with this name today; if there are none, those with it as another name; then those
     * with it as their name without articles and words for the kind.
     * @param department code or name of the département in which they lie
     * @param kind kind of today's authority, or of the closed one that had the name
     */
    async byName(name: string, department: string | null, kind: string | null): Promise<Leads> {
      const { full, core, kinds } = keysOf(name);
      if (!full) return NO_LEADS;
      const both = [...new Set([full, core])];
      const place = department === null ? null : keysOf(department);
      const inPlace = place
        ? sql`AND EXISTS (SELECT FROM place p WHERE p.key = ANY(${[place.full, place.core]}) AND p.region_code IS NULL
            AND (p.department_codes && today.department_codes OR p.department_codes && holder.department_codes))`
        : empty;
      const ofKind = kind ? sql`AND ${kind} IN (today.kind, holder.kind)` : empty;
      const ofNamedKind = kind === null && kinds.length ? sql`AND today.kind = ANY(${kinds}::text[])` : empty;
      const rows = await reader.named('Resolution.byName').rows<
        Lead & { nameAmbiguityId: string | null }
      >(sql`WITH found AS (
          SELECT ${columns}, n.name, n.role = 'PART' AS "isPart", n.weight, CASE
            WHEN n.full_key <> ${full} THEN CASE WHEN n.full_key = ${core} THEN 3 ELSE 4 END
            WHEN n.role = 'NAME' AND today.id = holder.id THEN 1 ELSE 2 END AS level
          FROM name n JOIN authority today ON today.id = n.subject_id JOIN authority holder ON holder.id = n.holder_id
          WHERE (n.full_key = ${full} OR ((n.full_key = ANY(${both}) OR n.core_key = ANY(${both})) ${ofNamedKind})) ${ofKind} ${inPlace}
        ), once AS (
          SELECT DISTINCT ON ("todayId") * FROM found WHERE level = (SELECT min(level) FROM found)
          ORDER BY "todayId", "isPart", "holderId" = "todayId" DESC
        )
        SELECT once.*, (SELECT id FROM name_ambiguity WHERE keys && ${both}::text[] ORDER BY id LIMIT 1) AS "nameAmbiguityId"
        FROM once ORDER BY weight DESC, "todayId" LIMIT ${MAX_LEADS}`);
      return { leads: rows, nameAmbiguityId: rows[0]?.nameAmbiguityId ?? null };
    },
  };
}
