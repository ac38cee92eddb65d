import type { AbstractSelection, ObjectSelection, Selection } from './selection.js';

/**
 * Prints the fields of a selection that subgraphs resolve.
 * @param printed keys that are left out, because they are printed already
 * @returns an empty text when there are none
 */
export function printFields({ fields }: ObjectSelection, printed: Iterable<string> = []): string {
  const seen = new Set(printed);
  let text = '';
  for (const field of fields) {
    if (field.kind !== 'PLANNED' || seen.has(field.key)) continue;
    seen.add(field.key);
    const alias = field.key === field.name ? '' : `${field.key}: `;
    text += ` ${alias}${field.name}${field.args}`;
    if (field.selection) text += printSelection(field.selection);
  }
  return text;
}

function printSelection(selection: Selection): string {
  const inner = selection.kind === 'ABSTRACT' ? printAbstract(selection) : printFields(selection);
  return ` {${inner || ' __typename'} }`;
}

function printAbstract({ common, byType }: AbstractSelection): string {
  const leaves = common.fields.flatMap((field) =>
    field.kind === 'PLANNED' && !field.selection ? [field.key] : [],
  );
  let text = ` __typename${printFields(common)}`;
  for (const [name, selection] of byType) {
    const inner = printFields(selection, leaves);
    if (inner) text += ` ... on ${name} {${inner} }`;
  }
  return text;
}
