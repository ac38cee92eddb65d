import { foldText } from '#kernel/values';
import type { PartnershipAmount, PartnershipDocument } from '../partnership/partnership-parts.type.js';
import type { Facts, Stated } from './stated.js';

// Amounts and documents of several sources: each once.

const funderOf = ({ funder }: PartnershipAmount) => (funder === null ? null : foldText(funder));
const fits = (one: string | number | null, other: string | number | null) =>
  one === null || other === null || one === other;

const isSameAmount = (one: PartnershipAmount, other: PartnershipAmount) =>
  one.amount === other.amount &&
  one.currency === other.currency &&
  fits(one.year, other.year) &&
  fits(funderOf(one), funderOf(other));

/** Each amount once: what one source leaves out of it, another may add. */
function merged(amounts: readonly PartnershipAmount[]): PartnershipAmount[] {
  const found: PartnershipAmount[] = [];
  for (const amount of amounts) {
    const at = found.findIndex((one) => isSameAmount(one, amount));
    if (at < 0) found.push(amount);
    else
      found[at] = {
        ...found[at]!,
        year: found[at]!.year ?? amount.year,
        funder: found[at]!.funder ?? amount.funder,
      };
  }
  return found;
}

/** The amount that the columns of a grant in euros hold. */
function grant(own: Facts | null): PartnershipAmount[] {
  if (!own || own.amountEur === null) return [];
  const year = own.grantedOn === null ? null : Number(own.grantedOn.slice(0, 4));
  return [{ amount: own.amountEur, currency: 'EUR', year, funder: own.funder }];
}

/** All amounts, those of the partnership itself first; empty while its grant in euros is the only one. */
export function distinctAmounts(own: Facts | null, stated: readonly Stated[]): PartnershipAmount[] {
  const ownAmounts = own?.amounts.length ? own.amounts : grant(own);
  const all = merged([...ownAmounts, ...stated.flatMap(({ amounts }) => amounts)]);
  return own && !own.amounts.length && all.length === ownAmounts.length ? [] : all;
}

/** The grant in euros: that of the partnership itself, or the sum of the euros of one funder when no other pays in euros. */
export function grantOf(
  own: Pick<Facts, 'amountEur' | 'funder' | 'grantedOn'> | null,
  amounts: readonly PartnershipAmount[],
): Pick<Facts, 'amountEur' | 'funder' | 'grantedOn'> {
  if (own && own.amountEur !== null)
    return { amountEur: own.amountEur, funder: own.funder, grantedOn: own.grantedOn };
  const euros = amounts.filter(({ currency }) => currency === 'EUR');
  const funders = new Set(euros.map(funderOf));
  const sum = Math.round(euros.reduce((total, { amount }) => total + amount, 0));
  const isOne = euros.length > 0 && funders.size === 1 && !funders.has(null) && sum <= MAX_EUROS;
  const unknown = { amountEur: null, funder: own?.funder ?? null, grantedOn: own?.grantedOn ?? null };
  return isOne ? { ...unknown, amountEur: sum, funder: own?.funder ?? euros[0]!.funder } : unknown;
}
/** What the column holds. */
const MAX_EUROS = 2_147_483_647;

/** Each address once; a title that one source leaves out, another may add. */
export function distinctDocuments(documents: readonly PartnershipDocument[]): PartnershipDocument[] {
  const found = new Map<string, PartnershipDocument>();
  for (const { title, url } of documents) found.set(url, { title: found.get(url)?.title ?? title, url });
  return [...found.values()];
}
