/**
 * Text in the form that search compares: lower case, no accents, œ and æ spelled out, apostrophes, hyphens and
 * punctuation as single spaces, "st" and "ste" as "saint" and "sainte".
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(/(^| )st(?= )/g, '$1saint')
    .replaceAll(/(^| )ste(?= )/g, '$1sainte');
}
