import { foldText } from '#kernel/values';

const CODES = new Set([...Intl.supportedValuesOf('currency'), 'FRF', 'DEM', 'ITL']);
const WORDS: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  'francs francais': 'FRF',
  dollar: 'USD',
  dollars: 'USD',
  'us dollar': 'USD',
  'us dollars': 'USD',
  'dollars us': 'USD',
  'dollars americains': 'USD',
  'livres sterling': 'GBP',
};
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', US$: 'USD', $US: 'USD', $: 'USD' };
const CFA = new Set(['fcfa', 'f cfa', 'cfa', 'francs cfa', 'franc cfa']);
/** The two francs CFA, of West and of Central Africa. */
const CFA_COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  XOF: ['BJ', 'BF', 'CI', 'GW', 'ML', 'NE', 'SN', 'TG'],
  XAF: ['CM', 'CF', 'TD', 'CG', 'GQ', 'GA'],
};

/**
 * ISO 4217 code of a currency by code, sign or name.
 * @param countries countries of the row: they say which franc CFA is meant
 */
export function readCurrency(text: string, countries: readonly string[] = []): string | null {
  const bare = text.trim();
  if (CODES.has(bare.toUpperCase())) return bare.toUpperCase();
  const folded = foldText(bare);
  if (CFA.has(folded))
    return (
      Object.entries(CFA_COUNTRIES).find(([, members]) =>
        countries.some((code) => members.includes(code)),
      )?.[0] ?? null
    );
  return SIGNS[bare] ?? WORDS[folded] ?? null;
}
