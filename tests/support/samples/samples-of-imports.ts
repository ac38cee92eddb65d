import type { CallerKind } from '../../../schema/permissions.js';
import { headersOf, type RoleName } from '../actors.js';
import { ask } from '../graph.js';
import type { GrantedEntities, Side } from './granted-entities.js';

const SOURCE = { key: 'samples', title: 'Samples', licence: 'CC0-1.0' };

/** An import that the caller began or, for an editor on the other side, somebody else did. */
async function importOf({ graph, things }: GrantedEntities, side: Side, who: CallerKind) {
  const isEditor = who === 'AUTHORITY_EDITOR';
  const role = isEditor && side === 'other' ? 'ADMINISTRATOR' : (who as RoleName);
  const headers = await headersOf(role, role === 'AUTHORITY_EDITOR' ? things.Authority.mine.id : [], {
    graph,
  });
  const { data, errors } = await ask(
    `mutation ($input: ImportBeginInput!) { importBegin(input: $input) { import { id } problems { code } } }`,
    { input: { fileName: 'sample.csv', source: SOURCE } },
    { graph, headers },
  );
  if (errors.length || data.importBegin.problems.length)
    throw new Error(JSON.stringify({ role, data, errors }));
  return { id: data.importBegin.import.id as string };
}

const file = ({ things }: GrantedEntities, side: Side) => ({
  authorityId: things.Authority[side].id,
  source: SOURCE,
});

export const SAMPLES_OF_IMPORTS = {
  importUpload: file,
  importBegin: file,
  importAppend: importOf,
  importFinish: importOf,
  importPreview: importOf,
  importDecide: importOf,
  importApply: importOf,
  importUndo: importOf,
  importStop: importOf,
  importDelete: importOf,
} as const;
