import { textsOf } from '#kernel/errors';
import { foldText } from '#kernel/values';
import { LIST_SEPARATOR } from '../files/index.js';
import { CELL_PROBLEMS } from './cell.messages.js';
import type { CellSpec } from './import-map.js';
import type { CellProblem } from './import-row.js';

const cellText = textsOf(CELL_PROBLEMS);
export type CellProblemCode = keyof typeof CELL_PROBLEMS;
type MessageArguments<Code extends CellProblemCode> =
  Parameters<typeof cellText<Code>> extends [unknown, ...infer Values] ? Values : never;

/** Value of a field, and the column that has it; an empty column for a constant of the map. */
export interface Value {
  readonly column: string;
  readonly text: string;
}

const folded = new Map<string, string>();
/** Headers in the form in which they are compared; there are few of them. */
export function headerKey(header: string): string {
  let key = folded.get(header);
  if (key === undefined) {
    key = foldText(header);
    if (folded.size > 10_000) folded.clear();
    folded.set(header, key);
  }
  return key;
}

/** Texts with which sources say that there is no value. */
const EMPTY = /^(?:-+|–|—|n\/[acrd]\.?|n\.[acrd]\.|null|none|néant|neant|#n\/a|\?+)$/i;

/** Cells of a record, looked up by the columns of a map; collects what is wrong with them. */
export class RowCells {
  readonly problems: CellProblem[] = [];
  private readonly headers = new Map<string, string>();

  constructor(readonly cells: Readonly<Record<string, string>>) {
    for (const header of Object.keys(cells)) {
      const key = headerKey(header);
      if (!this.headers.has(key)) this.headers.set(key, header);
    }
  }

  /** Header of the first of several columns that the record has. */
  column(names: string | readonly string[]): string | null {
    for (const name of [names].flat()) {
      if (Object.hasOwn(this.cells, name)) return name;
      const header = this.headers.get(headerKey(name));
      if (header !== undefined) return header;
    }
    return null;
  }

  /** Value of a column or of the first filled one of several; null when all are empty or missing. */
  private filled(names: string | readonly string[]): Value | null {
    for (const name of [names].flat()) {
      const column = this.column(name);
      const text = column === null ? '' : this.cells[column]!.trim();
      if (column !== null && text !== '' && !EMPTY.test(text)) return { column, text };
    }
    return null;
  }

  /** Value of a cell of the map; null when it is empty. */
  value(spec: CellSpec | undefined): Value | null {
    if (spec === undefined) return null;
    if (typeof spec === 'string') return this.filled(spec);
    const found = spec.column === undefined ? null : this.filled(spec.column);
    const constant = spec.value ?? (found ? undefined : spec.default);
    if (constant !== undefined) return { column: found?.column ?? '', text: constant };
    if (!found) return null;
    const word = Object.entries(spec.words ?? {}).find(
      ([name]) => foldText(name) === foldText(found.text),
    )?.[1];
    return word === undefined ? found : { ...found, text: word };
  }

  /** Values of a cell that lists several, by the separator of the map or one on each line; empty ones keep their place. */
  values(spec: CellSpec | undefined): Value[] {
    const whole = this.value(spec);
    if (!whole) return [];
    const separator = typeof spec === 'object' ? spec.separator : undefined;
    const texts =
      separator === undefined
        ? whole.text.split(LIST_SEPARATOR)
        : whole.text.split(new RegExp(`[\\n${escape(separator)}]`));
    const words = typeof spec === 'object' && spec.words ? Object.entries(spec.words) : [];
    return texts.map((text) => {
      const bare = text.trim();
      const word = words.find(([name]) => foldText(name) === foldText(bare))?.[1];
      return { column: whole.column, text: word ?? bare };
    });
  }

  /** Cell of a list at a place, with the lists beside it; a constant and a single value stand at all places. */
  static at(values: readonly Value[], index: number): Value | null {
    const value = values.length === 1 ? values[0] : values[index];
    return value && value.text !== '' ? value : null;
  }

  /** Notes what is wrong: the row is refused for it. */
  refuse<Code extends CellProblemCode>(
    value: Value | null,
    code: Code,
    ...values: MessageArguments<Code>
  ): null {
    return this.note(true, value, code, values);
  }

  /** Notes what is wrong: the row is read without the value. */
  remark<Code extends CellProblemCode>(
    value: Value | null,
    code: Code,
    ...values: MessageArguments<Code>
  ): null {
    return this.note(false, value, code, values);
  }

  private note<Code extends CellProblemCode>(
    fatal: boolean,
    value: Value | null,
    code: Code,
    values: MessageArguments<Code>,
  ): null {
    const { en, fr } = cellText<Code>(code, ...(values as never));
    this.problems.push({
      column: value?.column ?? '',
      value: (value?.text ?? '').slice(0, 500),
      code,
      expected: en,
      expectedFr: fr,
      fatal,
    });
    return null;
  }
}

const escape = (text: string) => text.replaceAll(/[\\\]^-]/g, '\\$&');
