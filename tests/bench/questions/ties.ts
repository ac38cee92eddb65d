const today = `(now() AT TIME ZONE 'Europe/Paris')::date::text`;

/** SQL: countries with which an authority `a` of the search has a tie that is not over. */
export const tieCountries = `CASE WHEN a.tie_ends = '{}' THEN a.tie_country_codes ELSE ARRAY(SELECT unnest(a.lasting_country_codes)
    UNION SELECT left(ending.tie, 2) FROM unnest(a.tie_ends) AS ending(tie) WHERE substr(ending.tie, 4) >= ${today}) END`;

/** SQL: condition that an authority `a` of the search has a tie that is not over with the country of a parameter. */
export const hasTieWith = (country: string) =>
  `a.tie_country_codes && ARRAY[${country}::text] AND (a.tie_ends = '{}' OR ${tieCountries} && ARRAY[${country}::text])`;
