import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import './database.js'; // days stay text
import { rowMaker, type RawRow, type ResultColumn } from './row-columns.js';
import { encodeValues } from './row-values.js';

// The plain ways of pg, which exports them to nobody's types.
const require = createRequire(import.meta.url);
const Result = require('pg/lib/result.js') as new () => {
  addFields(fields: readonly ResultColumn[]): void;
  parseRow(values: RawRow): object;
};
const { prepareValue } = require('pg/lib/utils.js') as { prepareValue(value: unknown): unknown };

const pad = (value: number, length = 2) => String(value).padStart(length, '0');
/** List as PostgreSQL writes it: it quotes what is empty, looks like NULL, or has a special character. */
const listText = (items: readonly (string | null)[]): string =>
  `{${items
    .map((item) => {
      if (item === null) return 'NULL';
      return item === '' || /^null$/i.test(item) || /[{},"\\\s]/.test(item)
        ? `"${item.replace(/["\\]/g, '\\$&')}"`
        : item;
    })
    .join(',')}}`;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'NULL', 'null', '"', "'", '\\', '{}', ',', ' ', 'é\u0301', '__proto__'),
);
const texts = fc.array(fc.oneof({ weight: 4, arbitrary: text }, fc.constant(null)), { maxLength: 5 });
const plainTexts = fc.array(fc.constantFrom('a', 'BJ', 'NULLs', 'é', '01a7e6c2-0000-8000-8000-000000000001'));
const instant = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(1, 99, 100, 1582, 1900, 2000, 9999, 10_000),
      fc.integer({ min: 1, max: 270_000 }),
    ),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.constantFrom('+00', '+00', '+00', '+02', '-05', '+05:30', '+00:09:21', '+00 BC', ''),
  )
  .map(([year, month, day, hour, minute, micro, zone]) => {
    const fraction = micro % 3 ? `.${pad(micro, 6)}`.replace(/0+$/, '') : '';
    return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(minute)}${fraction}${zone}`;
  });
const types: Record<number, fc.Arbitrary<string>> = {
  25: text, // text
  1043: text, // varchar
  2950: fc.uuid(),
  20: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String), // int8
  21: fc.integer({ min: -32_768, max: 32_767 }).map(String), // int2
  23: fc.constantFrom('0', '-2147483648', '2147483647', '42'), // int4
  700: fc.constantFrom('1e-45', '3.4028235e+38', 'NaN', '-0'), // float4
  701: fc.oneof(fc.double().map(String), fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '5e-324')), // float8
  1700: fc.constantFrom('0.10', '99999999999999999999.9', 'NaN'), // numeric
  16: fc.constantFrom('t', 'f'), // bool
  1082: fc.constantFrom('0001-01-01', '9999-12-31', '10000-01-01', '0044-03-15 BC', 'infinity'), // date
  1184: fc.oneof({ weight: 5, arbitrary: instant }, fc.constantFrom('infinity', '-infinity')), // timestamptz
  1114: instant.map((shown) => shown.replace(/[+-]\d\d.*$/, '')), // timestamp
  1009: fc.oneof(texts, plainTexts).map(listText), // text[]
  1015: texts.map(listText), // varchar[]
  2951: plainTexts.map(listText), // uuid[]
  1007: fc.array(fc.integer()).map((items) => listText(items.map(String))), // int4[]
  3802: fc.json(), // jsonb
  16_999: text, // a type of an extension
};

const tables = fc
  .array(
    fc.record({
      name: fc.oneof(
        fc.constantFrom('id', 'nameFr', '__key', 'toString', '"', '\u2028', '1'),
        text.filter((name) => name !== '__proto__'),
      ),
      dataTypeID: fc.constantFrom(...Object.keys(types).map(Number)),
    }),
    { maxLength: 8 },
  )
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(
        fc.tuple(...columns.map(({ dataTypeID }) => fc.option(types[dataTypeID]!, { freq: 5 }))),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
    }),
  );

describe('rows', () => {
  it('are those of pg', () => {
    fc.assert(
      fc.property(tables, ({ columns, rows }) => {
        const result = new Result();
        result.addFields(columns);
        const make = rowMaker(columns);
        for (const row of rows) {
          const [plain, fast] = [result.parseRow(row), make(row)];
          expect(fast).toStrictEqual(plain);
          expect(Object.keys(fast)).toEqual(Object.keys(plain));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('have each millisecond of pg', () => {
    const column = [{ name: 'at', dataTypeID: 1184 }];
    const result = new Result();
    result.addFields(column);
    const make = rowMaker(column);
    const wrong: string[] = [];
    for (let micro = 0; micro < 1_000_000; micro += 7) {
      const shown = `2026-11-30 12:00:00.${pad(micro, 6).replace(/0+$/, '') || '0'}+00`;
      const [{ at: plain }, { at: fast }] = [result.parseRow([shown]), make([shown])] as [
        { at: Date },
        { at: Date },
      ];
      if (fast.getTime() !== plain.getTime()) wrong.push(shown);
    }
    expect(wrong).toEqual([]);
  });
});

describe('parameters', () => {
  const scalar = fc.oneof(
    text,
    fc.integer(),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  );
  it('are those of pg', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(scalar, fc.array(scalar))), (values) => {
        expect(encodeValues(values)).toEqual(values.map((value) => prepareValue(value)));
      }),
    );
  });

  it.each([[new Date()], [Buffer.from('a')], [{ a: 1 }], [[['a']]], [[new Date()]], [new Uint8Array(2)]])(
    'of other types are left to pg: %p',
    (value) => expect(encodeValues(['a', value])).toBeNull(),
  );
});
