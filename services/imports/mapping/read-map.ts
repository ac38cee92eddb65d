import { textsOf, type Text } from '#kernel/errors';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { importMapSchema, type ImportMap } from './import-map.js';
import { yamlReason } from '../files/parser-reason.js';
import { MAP_PROBLEMS } from './map.messages.js';

const problemText = textsOf(MAP_PROBLEMS);

/** What is wrong with a map; reading goes on to the end, so that all of it is said at once. */
export type MapReading =
  | { readonly map: ImportMap; readonly problems: readonly [] }
  | { readonly map: null; readonly problems: readonly Text[] };

type Issue = z.core.$ZodIssue;

/** Issues themselves: of alternatives those of the one that fits best. */
function flatten(issue: Issue, parents: readonly PropertyKey[] = []): Issue[] {
  const path = [...parents, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }];
  // An object that is nearly right is the alternative that is meant, not a text.
  const closest = issue.errors.find((errors) =>
    errors.some((one) => one.code === 'unrecognized_keys' || one.path.length > 0),
  );
  return closest ? closest.flatMap((one) => flatten(one, path)) : [{ ...issue, path }];
}

const pathText = (path: readonly PropertyKey[]) =>
  path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || 'map';

/** Fields that an object of the schema has at a path. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let schema: z.core.$ZodType = importMapSchema;
  const inner = (one: z.core.$ZodType): z.core.$ZodType =>
    one instanceof z.ZodOptional
      ? inner(one.unwrap())
      : one instanceof z.ZodUnion
        ? inner(one.options.at(-1) as z.core.$ZodType)
        : one;
  for (const part of path) {
    const at = inner(schema);
    if (at instanceof z.ZodObject) schema = (at.shape as Record<string, z.core.$ZodType>)[String(part)] ?? at;
    else if (at instanceof z.ZodArray) schema = at.element;
    else if (at instanceof z.ZodTuple) schema = at.def.items[0]!;
  }
  const at = inner(schema);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** Braces stand for values in messages. */
const plain = (message: string) => message.replaceAll(/[{}]/g, '');
const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

function textsOfIssues(value: unknown): Text[] | null {
  const english = importMapSchema.safeParse(value, { error: z.locales.en().localeError });
  if (english.success) return null;
  const french = importMapSchema.safeParse(value, { error: z.locales.fr().localeError });
  const inFrench = (french.error?.issues ?? []).flatMap((issue) => flatten(issue));
  return english.error.issues
    .flatMap((issue) => flatten(issue))
    .map((issue, index) => {
      const path = pathText(issue.path);
      if (issue.code === 'unrecognized_keys')
        return problemText('UNKNOWN', {
          path,
          names: list(issue.keys),
          known: fieldsAt(issue.path).join(', '),
        });
      if (issue.code === 'custom') return problemText('PARTNERS', { path });
      const reason = textsOf({
        REASON: { en: plain(issue.message), fr: plain(inFrench[index]?.message ?? issue.message) },
      })('REASON');
      return problemText('WRONG', { path, reason });
    });
}

/** Checks a map that was made in code or came as JSON. */
export function checkMap(value: unknown): MapReading {
  const problems = textsOfIssues(value);
  return problems ? { map: null, problems } : { map: value as ImportMap, problems: [] };
}

/** Reads a map of a YAML text: the map, or all that is wrong with it. */
export function readMap(text: string): MapReading {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      map: null,
      problems: document.errors.map((error) =>
        problemText('YAML', { line: lineCounter.linePos(error.pos[0]).line, reason: yamlReason(error.code) }),
      ),
    };
  // Aliases that multiply themselves are refused by the parser.
  try {
    return checkMap(document.toJS({ maxAliasCount: 50 }));
  } catch {
    return { map: null, problems: [problemText('YAML', { line: 1, reason: yamlReason('ALIAS') })] };
  }
}

/** Columns that a map must have and a file lacks: a field whose columns are all missing. */
export function missingColumns(
  map: ImportMap,
  headers: readonly string[],
  find: (names: readonly string[]) => string | null,
): Text[] {
  return requiredColumns(map)
    .filter((names) => find(names) === null)
    .map((names) =>
      problemText('COLUMN', {
        names: names.map((name) => `"${name}"`).join(' / '),
        known: headers.slice(0, 40).join(', '),
      }),
    );
}

/** Names of the columns of partners, without which no row can be read. */
function requiredColumns(map: ImportMap): string[][] {
  const { french = [], foreign = [], sides = [] } = map.row;
  const cells = [
    ...sides.flatMap(({ name, country }) => [name, country]),
    ...french.slice(0, 1).map(({ name, siren, inseeCode }) => name ?? siren ?? inseeCode),
    ...foreign.slice(0, 1).map(({ name }) => name),
  ];
  return cells.flatMap((cell) => {
    if (typeof cell === 'string') return [[cell]];
    return cell?.column === undefined ? [] : [[cell.column].flat()];
  });
}
