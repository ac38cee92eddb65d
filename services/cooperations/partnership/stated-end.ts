import { raw, type Sql } from '#kernel/database';

/**
 * Last day of a partnership: that which its source states, that of the year or month that it states or, without either, the
 * last year of a period in its title. This is
 * the source of the expression; the data contract (the view `contract_partnership`) repeats it, and a test compares both.
 * @param alias of the row
 */
export const statedEndOf = (alias: string): Sql =>
  raw(`coalesce(${alias}.end_date,
  ((${alias}.end_partial || substr('-12-01', length(${alias}.end_partial) - 3))::date + interval '1 month - 1 day')::date, make_date(substring(concat_ws(' ', ${alias}.title_fr, ${alias}.title_en)
  FROM '(?:19|20)[0-9]{2} ?(?:-|–|/|à|to) ?((?:19|20)[0-9]{2})')::integer, 12, 31))`);
