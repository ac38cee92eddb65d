import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { foldText } from '#kernel/values';

/** Words that bodies share and that sources leave out or abbreviate. */
const COMMON_WORDS = new Set(
  `syndicat mixte sm smix syndicats association asso collectivites intercommunal intercommunale ouvert ferme
  a au aux d de des du en et l la le les pour`.split(/\s+/),
);

/** Key of the name of a body without words that bodies share: equal for "Syndicat mixte du Pays de Caux" and "SM Pays de Caux". */
export function bodyNameKey(name: string): string {
  const words = foldText(name).split(' ');
  const significant = words.filter((word) => !COMMON_WORDS.has(word));
  return (significant.length ? significant : words).join(' ');
}

/** Authority that may be the same as a new body. */
export interface Candidate {
  id: string;
  name: string;
}

/** Authorities, closed ones too, that have this SIREN. */
export async function withSiren(transaction: Transaction, siren: string): Promise<Candidate[]> {
  return transaction
    .named('Body.withSiren')
    .rows<Candidate>(
      sql`SELECT id, name FROM authority WHERE siren = ${siren} ORDER BY valid_to NULLS FIRST, id LIMIT 5`,
    );
}

/** Bodies that exist and whose name or short name is one of these, apart from case, accents and the words that bodies share. */
export async function withSuchName(
  transaction: Transaction,
  names: readonly (string | null | undefined)[],
): Promise<Candidate[]> {
  const keys = new Set(names.flatMap((name) => (name ? [bodyNameKey(name)] : [])));
  const bodies = await transaction.named('Body.names').rows<Candidate & { shortName: string | null }>(
    sql`SELECT id, name, short_name AS "shortName" FROM authority
      WHERE kind IN ('JOINT_SYNDICATE', 'ASSOCIATION') AND valid_to IS NULL ORDER BY id`,
  );
  return bodies
    .filter(({ name, shortName }) =>
      [name, shortName].some((one) => one !== null && keys.has(bodyNameKey(one))),
    )
    .slice(0, 5);
}
