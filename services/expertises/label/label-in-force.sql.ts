import { sql, type Sql } from '#kernel/database';
import { today } from '#vocabulary';

/** Of a label `h`: it is in force today. */
const inForce = sql`label_period(h.valid_from, h.valid_until, h.revoked_on) @> ${today}`;

const basis = (labelled: Sql): Sql => sql`CASE WHEN ${labelled} THEN 'LABELLED' ELSE e.basis END`;

/** What an expertise `e` rests on today, for rows that are shown. */
export const basisOf = basis(sql`EXISTS (SELECT FROM label h WHERE h.expertise_id = e.id AND ${inForce})`);

/** The same for a look at many rows: labels in force are read once. */
export const currentBasis = basis(sql`e.id IN (SELECT h.expertise_id FROM label h WHERE ${inForce})`);
