import type { ImportRow } from '../mapping/import-row.js';
import type { RecordTarget } from './foreign-authorities.js';
import type { SubgraphQuestions } from './subgraph-questions.js';

export interface PartnershipToRecord {
  externalId: string;
  row: ImportRow;
  frenchIds: readonly string[];
  foreignIds: readonly string[];
  /** What a person decided; null: nothing. */
  decision: { action: 'JOIN'; partnershipId: string } | { action: 'KEEP_APART' } | null;
}

export interface PartnershipOutcome {
  outcome: 'CREATED' | 'JOINED' | 'UPDATED' | 'UNCHANGED' | 'AMBIGUOUS' | 'REFUSED';
  partnershipId: string | null;
  candidateIds: string[];
  problems: { code: string; field: string; en: string; fr: string }[];
}

interface Problem {
  code: string;
  field: string[];
  en: string;
  fr: string;
}
interface RecordResult {
  outcome: PartnershipOutcome['outcome'];
  partnership: { id: string } | null;
  candidates: { id: string }[];
  problems: Problem[];
}

const PROBLEMS = 'problems { code field en: message(lang: EN) fr: message(lang: FR) }';
const RECORD = `mutation ($input: PartnershipsRecordInput!) { partnershipsRecord(input: $input) {
  results { outcome partnership { id } candidates { id } ${PROBLEMS} } ${PROBLEMS} } }`;

const shown = (problems: readonly Problem[]) =>
  problems.map(({ code, field, en, fr }) => ({ code, field: field.slice(1).join('.'), en, fr }));

/** Records partnerships, at most 100, or finds out what would become of them. */
export async function recordPartnerships(
  questions: SubgraphQuestions,
  { importId, source, dryRun }: RecordTarget,
  wanted: readonly PartnershipToRecord[],
): Promise<PartnershipOutcome[]> {
  if (!wanted.length) return [];
  const rows = wanted.map(({ externalId, row, frenchIds, foreignIds, decision }) => ({
    externalId,
    frenchAuthorityIds: frenchIds,
    foreignAuthorityIds: foreignIds,
    kind: row.kind,
    titleFr: row.titleFr,
    titleEn: row.titleEn,
    themeCodes: row.themes,
    dacSectorCode: row.dacSectorCode,
    start: row.start,
    signedOn: row.signedOn,
    end: row.end,
    status: row.status,
    amounts: row.amounts,
    documents: row.documents,
    asOf: row.asOf,
    note: row.note,
    ...(decision
      ? {
          decision: decision.action,
          ...(decision.action === 'JOIN' ? { partnershipId: decision.partnershipId } : {}),
        }
      : {}),
  }));
  const { partnershipsRecord: payload } = await questions.one<{
    partnershipsRecord: { results: RecordResult[] | null; problems: Problem[] };
  }>('cooperations', RECORD, { input: { importId, source, rows, dryRun } });
  const { results } = payload;
  if (!results)
    return wanted.map(() => ({
      outcome: 'REFUSED',
      partnershipId: null,
      candidateIds: [],
      problems: shown(payload.problems),
    }));
  return results.map(({ outcome, partnership, candidates, problems }) => ({
    outcome,
    partnershipId: partnership?.id ?? null,
    candidateIds: candidates.map(({ id }) => id),
    problems: shown(problems),
  }));
}
