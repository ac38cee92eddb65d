/** Words of a text of which some name a place, and the rest something in it. */
export interface PlaceSplit {
  place: readonly string[];
  rest: readonly string[];
  /** Whether the place ends the text, and so may be incomplete. */
  isEnd: boolean;
}

/** Maximum number of words of a place: "Alpes de Haute Provence" and an article. */
const MAX_WORDS_OF_A_PLACE = 5;

/** Départements of a postal or INSEE code of five characters; two for a postal code of Corse. */
export function departmentsOf(code: string): string[] {
  if (/^20\d{3}$/.test(code)) return ['2a', '2b'];
  return /^(\d{5}|2[ab]\d{3})$/.test(code) ? [code.slice(0, /^9[78]/.test(code) ? 3 : 2)] : [];
}

/** Ways to read the last or the first words of a text as a place. */
export function placeSplits(words: readonly string[]): PlaceSplit[] {
  const maxWords = Math.min(MAX_WORDS_OF_A_PLACE, words.length - 1);
  return Array.from({ length: maxWords }, (_, index) => index + 1).flatMap((count) => [
    { place: words.slice(-count), rest: words.slice(0, -count), isEnd: true },
    { place: words.slice(0, count), rest: words.slice(count), isEnd: false },
  ]);
}
