import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace } from '../../support/workplace.js';
import { setTimeout as sleep } from 'node:timers/promises';

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'warn' });
beforeAll(() => own.begin());
afterAll(() => own.clear());

type Who = [role: RoleName | null, name?: string];
async function askAs([role, name]: Who, query: string, variables: object = {}, language = 'en') {
  const headers =
    role === null ? {} : await headersOf(role, [], { graph: own.address, ...(name ? { name } : {}) });
  return ask(query, variables as Record<string, unknown>, {
    graph: own.address,
    headers: { ...headers, 'accept-language': language },
  });
}
async function send(who: Who, mutation: string, input: object, selection = 'import { id state }'): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection} problems { code field message } } }`;
  const { data, errors } = await askAs(who, query, { input });
  return data?.done ?? { errors };
}
const STATE = 'id state profile failure { code message } progress { done total } counts { fate count }';
async function settled(who: Who, id: string): Promise<any> {
  for (;;) {
    const { data, errors } = await askAs(who, `query ($id: ID!) { import(id: $id) { ${STATE} } }`, { id });
    if (errors.length) throw new Error(JSON.stringify(errors));
    if (!/ING$/.test(data.import.state)) return data.import;
    await sleep(200);
  }
}
const contributor: Who = ['CONTRIBUTOR'];
const source = { key: 'essai', title: 'Essai', licence: 'etalab-2.0' };

describe('x', () => {
  it('works', async () => {
    const text = `key;french;postal;foreign;country;start
a;LYON;69001;Ouagadougou;BF;1999
b;Saint-Denis;;Ouagadougou;BF;1999
c;Grenoble;38000;Ouagadugu;BF;1999
d;Grenoble;38000;Nouvelleville;BJ;2001
e;Grenoble;38000;Ouagadougou;BF;1999
f;Grenobel;38000;Ouagadougou;BF;1999
`;
    const up = await send(contributor, 'importUpload', { fileName: 'x.csv', source, text });
    console.log(JSON.stringify(up));
    const id = up.import.id;
    console.log(JSON.stringify(await settled(contributor, id)));
    console.log(JSON.stringify(await send(contributor, 'importPreview', { id })));
    console.log(JSON.stringify(await settled(contributor, id)));
    const { data, errors } = await askAs(contributor, `query ($id: ID!) { import(id: $id) { rows { nodes { rowNumber fate externalId problems { code value expected } frenchAuthorities { name authority { name } candidates { name department { code } } } foreignAuthorities { name foreignAuthority { name } candidates { name } creates } candidates { id } } } } }`, { id });
    console.log(JSON.stringify(data?.import.rows.nodes ?? errors, null, 1));
    console.log(JSON.stringify(await send(contributor, 'importApply', { id })));
    console.log(JSON.stringify(await settled(contributor, id)));
    console.log(JSON.stringify(await send(contributor, 'importUndo', { id })));
    console.log(JSON.stringify(await settled(contributor, id)));
    console.log(own.program.output());
  }, 300_000);
});
