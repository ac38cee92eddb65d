/** Built-in formats of dates; 45 to 47 are times of day and durations. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** How a number of a cell is shown: as a date, or with leading zeros such as a postal code in `00000`. */
export interface NumberFormat {
  readonly isDate: boolean;
  /** Number of digits that are always shown. */
  readonly digits: number;
}

/** @param code such as `dd/mm/yyyy;@`, `[h]:mm`, `00000` or `#,##0.00 "€"` */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return { isDate: isBuiltInDate(id), digits: 0 };
  const [positive = ''] = code.split(';');
  // Without texts, escaped characters, colours, locales and fillers; durations such as [h] stay numbers.
  const bare = positive.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[_*]./gi, '');
  const isDuration = /\[(h+|m+|s+)\]/i.test(bare);
  const isDate = !isDuration && /[dy]|m{3}/i.test(bare.replaceAll(/general/gi, ''));
  return { isDate, digits: /^0{2,}$/.test(bare.trim()) ? bare.trim().length : 0 };
}
