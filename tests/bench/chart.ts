import type { Summary } from './results.js';

const COLOURS = {
  floor: '#8a8f98',
  'one-process': '#0b5cad',
  cache: '#7c3aed',
  processes: '#6aa5dd',
  apollo: '#c2410c',
  'apollo-doors': '#e9a07c',
  postgraphile: '#15803d',
};
const WIDTH = 900;
const LEFT = 250;
const RIGHT = 190;
const BAR = 18;
const GAP = 5;
/** Maximum length of a bar, relative to the longest of the others. */
const CUT = 1.1;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Bars of requests per second as shares of the floor, question by question; of the fastest where there is no floor. */
export function chartOf(
  summaries: readonly Summary[],
  titles: ReadonlyMap<string, string>,
  caption: string,
): string {
  const parts: string[] = [];
  let y = 72;
  for (const [question, title] of titles) {
    const lines = summaries.filter((line) => line.question === question);
    const floor = lines.find(({ contender }) => contender === 'floor') ?? lines[0];
    if (!floor) continue;
    const base = floor.requestsPerSecond.median;
    // Responses from a cache are out of proportion: their bars end at the edge of the drawing.
    const drawn = lines.filter(({ contender }) => contender !== 'cache');
    const longest = Math.max(...(drawn.length ? drawn : lines).map((line) => line.requestsPerSecond.highest));
    const at = (value: number) => LEFT + Math.min(value / longest, CUT) * (WIDTH - LEFT - RIGHT);
    parts.push(`<text x="16" y="${y + 13}" font-weight="bold">${escape(title)}</text>`);
    y += 24;
    for (const {
      contender,
      title: name,
      requestsPerSecond: { median, lowest, highest },
    } of lines) {
      const middle = y + BAR / 2;
      parts.push(
        `<text x="${LEFT - 10}" y="${middle + 4}" text-anchor="end">${escape(name)}</text>`,
        `<rect x="${LEFT}" y="${y}" width="${(at(median) - LEFT).toFixed(1)}" height="${BAR}" fill="${COLOURS[contender]}"/>`,
        `<path d="M${at(lowest).toFixed(1)} ${middle}H${at(highest).toFixed(1)}" stroke="#111" stroke-width="1.5"/>`,
        `<text x="${(at(highest) + 8).toFixed(1)}" y="${middle + 4}">${(median / base).toFixed(2)} × (${median.toFixed(0)}/s)</text>`,
      );
      y += BAR + GAP;
    }
    y += 16;
  }
  const captionLines = caption
    .split(/, (?=medians)/)
    .map((line, at) => `<text x="16" y="${44 + at * 16}" fill="#555">${escape(line)}</text>`)
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escape(caption)}">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="26" font-size="16" font-weight="bold">Requests per second, × floor</text>
${captionLines}
${parts.join('\n')}
</svg>
`;
}
