/**
 * Text in the form that search compares: lower case, no accents, compatibility forms
 * such as full-width letters as plain ones, œ and æ spelled out, apostrophes, hyphens and
 * punctuation as single spaces, "st" and "ste" as "saint" and "sainte".
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      // Modifier letters that people type as apostrophes, such as U+02BC.
      .replaceAll(/[\u02b9-\u02bf]/g, ' ')
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .replaceAll(/(^| )st(?= )/g, '$1saint')
      .replaceAll(/(^| )ste(?= )/g, '$1sainte')
  );
}
