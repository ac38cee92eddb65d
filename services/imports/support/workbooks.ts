import { strToU8, zipSync } from 'fflate';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export interface WrittenSheet {
  readonly name: string;
  readonly state?: 'hidden';
  /** Content of `sheetData`. */
  readonly rows: string;
}

/** Workbook written part by part, for what libraries do not write. */
export function workbookOf(
  sheets: readonly WrittenSheet[],
  extra: {
    /** Content of `sst`. */ strings?: string;
    /** Content of `styleSheet`. */ styles?: string;
    is1904?: boolean;
    parts?: Record<string, Uint8Array>;
  } = {},
): Uint8Array {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const files: Record<string, Uint8Array> = {
    '_rels/.rels': strToU8(
      `<Relationships>${rel('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="${relations}">${extra.is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${state ? `state="${state}" ` : ''}r:id="s${index}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets
        .map((_, index) => rel(`s${index}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
        .join(
          '',
        )}${rel('t', 'sharedStrings', '/xl/sharedStrings.xml')}${rel('f', 'styles', 'styles.xml')}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(`<styleSheet>${extra.styles ?? ''}</styleSheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${extra.strings ?? ''}</sst>`),
    ...extra.parts,
  };
  for (const [index, { rows }] of sheets.entries())
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(
      `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    );
  return zipSync(files);
}

/** Rows of texts written in the cells themselves. */
export const inlineRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells) =>
        `<row>${cells.map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`).join('')}</row>`,
    )
    .join('');
