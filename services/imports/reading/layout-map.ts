import { parse } from 'yaml';
import { z } from 'zod';
import { FIELDS, type Layout } from './layouts.js';

const field = z.enum(FIELDS);
const mapShape = z.strictObject({
  columns: z.partialRecord(field, z.string().min(1)),
  constants: z.partialRecord(field, z.string().min(1)).default({}),
});

/** A layout that somebody wrote in YAML: `columns` says which header is which field, `constants` has what no column has. */
export function layoutOfMap(text: string): { layout: Layout } | { problem: string } {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  const read = mapShape.safeParse(content);
  if (!read.success) return { problem: z.prettifyError(read.error) };
  return { layout: { name: 'map', ...read.data } };
}
