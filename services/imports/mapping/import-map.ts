import { z } from 'zod';

const columns = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** How a value is found: a column, the first filled one of several names, a constant, and how its words are read. */
const cellSchema = z.union([
  z.string().min(1),
  z.strictObject({
    column: columns.optional(),
    /** Value of all rows. */
    value: z.string().optional(),
    /** Value of rows in which the column is empty. */
    default: z.string().optional(),
    /** Words of the file, and what they stand for; case and accents do not matter. */
    words: z.record(z.string(), z.string()).optional(),
    /** Characters that separate several values in one cell, such as `;,`. */
    separator: z.string().min(1).optional(),
  }),
]);

const only = z.strictObject({
  column: columns,
  is: z.array(z.string()).optional(),
  startsWith: z.string().optional(),
});

const frenchSchema = z.strictObject({
  name: cellSchema.optional(),
  siren: cellSchema.optional(),
  inseeCode: cellSchema.optional(),
  postalCode: cellSchema.optional(),
  department: cellSchema.optional(),
  kind: cellSchema.optional(),
  wikidataId: cellSchema.optional(),
  /** Of a list in a cell, the lines for which another list has these values. */
  only: z.array(only).optional(),
});
const foreignSchema = z.strictObject({
  name: cellSchema.optional(),
  country: cellSchema.optional(),
  kind: cellSchema.optional(),
  subdivision: cellSchema.optional(),
  wikidataId: cellSchema.optional(),
  latitude: cellSchema.optional(),
  longitude: cellSchema.optional(),
  /** What is glued in the column of the name. */
  glued: z.enum(['place-year-province', 'place-country-year']).optional(),
  only: z.array(only).optional(),
});
const sideSchema = z.strictObject({
  name: cellSchema,
  country: cellSchema,
  wikidataId: cellSchema.optional(),
  latitude: cellSchema.optional(),
  longitude: cellSchema.optional(),
});
const amountSchema = z.strictObject({
  amount: cellSchema,
  currency: cellSchema,
  year: cellSchema.optional(),
  funder: cellSchema.optional(),
  /** What one unit of the column is worth: 1000 for amounts in thousands. */
  unit: z.number().positive().optional(),
  decimal: z.enum([',', '.']).optional(),
});

/** Which column of a file is which field of a partnership, and how values are read. */
export const importMapSchema = z.strictObject({
  name: z.string().min(1),
  file: z
    .strictObject({
      sheet: z.string().min(1).optional(),
      headerRow: z.union([z.number().int().positive(), z.literal(false)]).optional(),
      delimiter: z.string().min(1).max(1).optional(),
    })
    .optional(),
  /** Conditions that all hold for rows to be read; each when one of its columns has one of its values. */
  where: z.array(z.strictObject({ column: columns, is: z.array(z.string().min(1)).min(1) })).optional(),
  row: z
    .strictObject({
      externalId: z
        .union([
          cellSchema,
          z.strictObject({ columns: z.array(columns).min(1), sorted: z.boolean().optional() }),
        ])
        .optional(),
      /** Column that says how often the identifier occurs in the file. */
      occurrences: z.string().optional(),
      french: z.array(frenchSchema).optional(),
      foreign: z.array(foreignSchema).optional(),
      /** Two partners of which the country says which is French. */
      sides: z.tuple([sideSchema, sideSchema]).optional(),
      kind: cellSchema.optional(),
      titleFr: cellSchema.optional(),
      titleEn: cellSchema.optional(),
      themes: z.array(z.strictObject({ from: cellSchema, by: z.enum(['label', 'sector']) })).optional(),
      dacSectorCode: cellSchema.optional(),
      start: cellSchema.optional(),
      signedOn: cellSchema.optional(),
      end: cellSchema.optional(),
      period: cellSchema.optional(),
      /** Calendar of numbers in columns of dates, for tables that a spreadsheet program wrote without their format. */
      serials: z.enum(['1900', '1904']).optional(),
      status: cellSchema.optional(),
      amounts: z.array(amountSchema).optional(),
      documents: z.array(z.strictObject({ url: cellSchema, title: cellSchema.optional() })).optional(),
      asOf: cellSchema.optional(),
      note: cellSchema.optional(),
    })
    .refine(
      (row) => row.sides !== undefined || ((row.french?.length ?? 0) > 0 && (row.foreign?.length ?? 0) > 0),
      {
        params: { code: 'PARTNERS' },
        error: 'PARTNERS',
      },
    ),
});

export type ImportMap = z.infer<typeof importMapSchema>;
export type CellSpec = z.infer<typeof cellSchema>;
export type FrenchSpec = z.infer<typeof frenchSchema>;
export type ForeignSpec = z.infer<typeof foreignSchema>;
export type SideSpec = z.infer<typeof sideSchema>;
export type AmountSpec = z.infer<typeof amountSchema>;
