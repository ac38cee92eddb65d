import type { FileRecord } from '../record.js';
import { repairMojibake } from '../text/mojibake.js';
import { activityCells } from './activity-cells.js';
import { activityElements } from './activity-elements.js';

/** Header of the cell that says how often the identifier of the activity occurs in the file. */
export const OCCURRENCES = 'iati-identifier/@occurrences';

/** Identifiers that occur more than once in a file: what they identify is not known. */
export async function repeatedIdentifiers(
  chunks: AsyncIterable<string>,
): Promise<ReadonlyMap<string, number>> {
  const seen = new Set<string>();
  const repeated = new Map<string, number>();
  for await (const activity of activityElements(chunks)) {
    const identifier = activityCells(activity)['iati-identifier']!;
    if (seen.has(identifier)) repeated.set(identifier, (repeated.get(identifier) ?? 1) + 1);
    seen.add(identifier);
  }
  return repeated;
}

/** Activities of an IATI file; their place is the line on which they begin. */
export async function* activityRecords(
  chunks: AsyncIterable<string>,
  repeated: ReadonlyMap<string, number>,
): AsyncGenerator<FileRecord, void, void> {
  for await (const activity of activityElements(chunks)) {
    const cells = activityCells(activity);
    cells[OCCURRENCES] = String(repeated.get(cells['iati-identifier']!) ?? 1);
    const repairs: string[] = [];
    for (const [header, cell] of Object.entries(cells)) {
      const right = repairMojibake(cell);
      if (right === cell) continue;
      cells[header] = right;
      repairs.push(header);
    }
    yield { place: { row: activity.line }, cells, repaired: repairs, surplus: 0 };
  }
}
