import type { MessageLanguage, Text } from '#kernel/errors';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
} from 'graphql';
import { FORMATS, SEPARATORS, type Format, type Separator } from '../formats/index.js';
import { Problem } from '../problem.js';
import type { Column } from '../tables/columns.js';
import type { List } from '../tables/lists.js';
import { expectedOfFile, fileText } from '../texts.js';

/** What a request for a file asks for. */
export interface ExportRequest {
  list: List;
  extension: string;
  format: Format;
  columns: readonly Column[];
  /** Values of the list's own arguments, as the client has sent them: the graph checks them. */
  variables: Record<string, unknown>;
  after: string | undefined;
  /** Most rows; undefined for all. */
  limit: number | undefined;
  withCursors: boolean;
  hasHeader: boolean;
  hasMark: boolean;
  separator: Separator;
  guardsFormulas: boolean;
}

const MAX_LIMIT = 1_000_000_000;
const FLAGS = { cursor: false, header: true, bom: false, raw: false } as const;
const OWN = ['lang', 'after', 'limit', 'columns', 'separator', ...Object.keys(FLAGS)];

/** Returns the list and the format that a name such as `partnerships.csv` stands for. @throws Problem NOT_FOUND */
export function fileOf(
  name: string,
  lists: ReadonlyMap<string, List>,
  language: MessageLanguage,
): { list: List; extension: string; format: Format } {
  const [listName = '', extension = ''] = /^(.*?)(?:\.([^.]*))?$/.exec(name)!.slice(1);
  const list = lists.get(listName);
  if (!list)
    throw Problem.of(language, 'NOT_FOUND', fileText('UNKNOWN_LIST', { name: JSON.stringify(listName) }), {
      argument: 'path',
      expected: expectedOfFile('LIST'),
    });
  if (!Object.hasOwn(FORMATS, extension)) {
    const expected = expectedOfFile('ONE_OF', { names: Object.keys(FORMATS).join(', ') });
    const values = { name: JSON.stringify(extension), expected };
    throw Problem.of(language, 'NOT_FOUND', fileText('UNKNOWN_FORMAT', values), {
      argument: 'path',
      expected,
    });
  }
  return { list, extension, format: FORMATS[extension]! };
}

/** Reads the parameters of a request for a file. @throws Problem BAD_USER_INPUT */
export function readParameters(
  file: ReturnType<typeof fileOf>,
  parameters: URLSearchParams,
  language: MessageLanguage,
): ExportRequest {
  const { list } = file;
  const wrong = (name: string, expected: Text) =>
    Problem.of(language, 'BAD_USER_INPUT', fileText('WRONG_PARAMETER', { name, expected }), {
      argument: name,
      expected,
    });
  checkNames([...list.args.map(({ name }) => name), ...OWN], parameters, language);
  const flag = (name: keyof typeof FLAGS): boolean => {
    const text = parameters.get(name);
    if (text === null) return FLAGS[name];
    if (text !== '0' && text !== '1') throw wrong(name, expectedOfFile('ONE_OF', { names: '0, 1' }));
    return text === '1';
  };
  const separator = SEPARATORS.find((one) => one === (parameters.get('separator') ?? ','));
  if (!separator) throw wrong('separator', expectedOfFile('ONE_OF', { names: ', ; %09' }));
  const limit = parameters.get('limit');
  if (limit !== null && !(/^\d{1,10}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MAX_LIMIT))
    throw wrong('limit', expectedOfFile('NUMBER', { min: 1, max: MAX_LIMIT }));
  const variables: Record<string, unknown> = {};
  for (const argument of list.args) {
    const text = parameters.get(argument.name);
    if (text === null || text === '') continue;
    const value = valueOf(argument, text);
    if (value === undefined)
      throw wrong(argument.name, expectedOfFile('JSON', { type: String(argument.type) }));
    variables[argument.name] = value;
  }
  return {
    ...file,
    columns: columnsIn(list, parameters.get('columns'), wrong),
    variables,
    after: parameters.get('after') || undefined,
    limit: limit === null ? undefined : Number(limit),
    withCursors: flag('cursor'),
    hasHeader: flag('header'),
    hasMark: flag('bom'),
    separator,
    guardsFormulas: !flag('raw'),
  };
}

/** @throws Problem for a parameter that is not known, or that is repeated */
export function checkNames(
  known: readonly string[],
  parameters: URLSearchParams,
  language: MessageLanguage,
): void {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) {
      const expected = expectedOfFile('ONE_OF', { names: known.join(', ') });
      const message = fileText('UNKNOWN_PARAMETER', { name: JSON.stringify(name), expected });
      throw Problem.of(language, 'BAD_USER_INPUT', message, { argument: name, expected });
    }
    if (parameters.getAll(name).length > 1)
      throw Problem.of(language, 'BAD_USER_INPUT', fileText('REPEATED_PARAMETER', { name }), {
        argument: name,
      });
  }
}

function columnsIn(
  { columns }: List,
  text: string | null,
  wrong: (name: string, expected: Text) => Problem,
): readonly Column[] {
  if (!text) return columns;
  return text.split(',').map((name) => {
    const column = columns.find((one) => one.name === name.trim());
    if (!column)
      throw wrong('columns', expectedOfFile('ONE_OF', { names: columns.map((one) => one.name).join(', ') }));
    return column;
  });
}

/** Value of an argument in an address: JSON, where a text or an enum may leave out its quotes. @returns undefined for invalid JSON */
function valueOf({ type }: GraphQLArgument, text: string): unknown {
  const named = getNamedType(type);
  const isPlain =
    !isListType(getNullableType(type)) &&
    !isInputObjectType(named) &&
    (isEnumType(named) || !['Int', 'Float', 'Boolean'].includes(named.name));
  if (isPlain) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
