import { posix } from 'node:path';
import { FileError, foreignFormat } from '../file-error.js';
import { localName, xmlItems } from '../xml/xml-items.js';
import type { Archive } from './archive.js';
import { numberFormat, type NumberFormat } from './number-format.js';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its entry in the archive. */
  readonly part: string;
}

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Whether days are counted from 1904, as old workbooks of Macintosh do. */
  readonly is1904: boolean;
  /** Formats of numbers, by style of cell. */
  readonly formats: readonly NumberFormat[];
  /** Entry of the shared texts, if there are any. */
  readonly stringsPart: string | null;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements around it. */
  readonly parents: readonly string[];
}

/** Elements of a small part of the workbook. */
async function elementsOf(archive: Archive, part: string): Promise<Element[]> {
  const elements: Element[] = [];
  const parents: string[] = [];
  const items = xmlItems<Element>(
    archive.text(part),
    (emit) => ({
      open(name, attributes) {
        emit({ name, attributes, parents: [...parents] });
        parents.push(name);
      },
      text() {},
      close() {
        parents.pop();
      },
    }),
    'WORKBOOK_BROKEN',
  );
  for await (const element of items) elements.push(element);
  return elements;
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** Parts that a part refers to, by id of the relation. */
async function relationsOf(archive: Archive, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(file)) return new Map();
  return new Map(
    (await elementsOf(archive, file))
      .filter(({ name, attributes }) => name === 'Relationship' && attributes['TargetMode'] !== 'External')
      .map(({ attributes: { Id = '', Type = '', Target = '' } }) => [
        Id,
        {
          type: Type.slice(Type.lastIndexOf('/') + 1),
          part: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target),
        },
      ]),
  );
}

/** What an archive without a workbook is. */
function notAWorkbook(archive: Archive): FileError {
  const { names } = archive;
  if (names.some((name) => name.endsWith('workbook.bin')))
    return FileError.of('FORMAT_UNKNOWN', { found: foreignFormat('XLSB') });
  const isOpenDocument = names.includes('mimetype') && names.includes('content.xml');
  return FileError.of('FORMAT_UNKNOWN', { found: foreignFormat(isOpenDocument ? 'ODS' : 'ZIP') });
}

async function formatsOf(archive: Archive, part: string | undefined): Promise<NumberFormat[]> {
  if (part === undefined || !archive.has(part)) return [];
  const elements = await elementsOf(archive, part);
  const codes = new Map(
    elements
      .filter(({ name, parents }) => name === 'numFmt' && parents.at(-1) === 'numFmts')
      .map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode'] ?? '']),
  );
  return elements
    .filter(({ name, parents }) => name === 'xf' && parents.at(-1) === 'cellXfs')
    .map(({ attributes }) => Number(attributes['numFmtId'] ?? 0))
    .map((id) => numberFormat(id, codes.get(id)));
}

/** @throws FileError FORMAT_UNKNOWN, WORKBOOK_BROKEN */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  const roots = await relationsOf(archive, '');
  const main = [...roots.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(main) || !main.endsWith('.xml')) throw notAWorkbook(archive);
  const elements = await elementsOf(archive, main);
  if (elements[0]?.name !== 'workbook') throw notAWorkbook(archive);
  const relations = await relationsOf(archive, main);
  const partOf = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.part;
  const sheets = elements
    .filter(({ name, parents }) => name === 'sheet' && parents.at(-1) === 'sheets')
    .flatMap(({ attributes }) => {
      const id = Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id');
      const relation = relations.get(id?.[1] ?? '');
      // Sheets of charts and macros have no rows.
      if (relation?.type !== 'worksheet') return [];
      const { name = '', state = 'visible' } = attributes;
      return [{ name, hidden: state !== 'visible', part: relation.part }];
    });
  const properties = elements.find(({ name }) => name === 'workbookPr')?.attributes;
  return {
    sheets,
    is1904: /^(1|true)$/.test(properties?.['date1904'] ?? ''),
    formats: await formatsOf(archive, partOf('styles')),
    stringsPart: partOf('sharedStrings') ?? null,
  };
}
