import { sql, type Sql } from '#kernel/database';
import { today } from '#vocabulary';

/** Condition: the label `h` is in force today. */
const inForce = sql`label_period(h.valid_from, h.valid_until, h.revoked_on) @> ${today}`;

const basis = (labelled: Sql): Sql => sql`CASE WHEN ${labelled} THEN 'LABELLED' ELSE e.basis END`;

/** Basis of an expertise `e` today, for selected rows: looks up the labels of each. */
export const basisOf = basis(sql`EXISTS (SELECT FROM label h WHERE h.expertise_id = e.id AND ${inForce})`);

/** Basis of an expertise `e` today, for conditions on many rows: reads the labels in force once. */
export const currentBasis = basis(sql`e.id IN (SELECT h.expertise_id FROM label h WHERE ${inForce})`);
