import { afterAll, expect, it } from '@jest/globals';
import { ask } from '../support/graph.js';
import { addressOf } from '../support/program.js';
import { Workplace } from '../support/workplace.js';

// The secret is exchanged in the three steps of docker/README.md: nobody's cursor is refused on the way, and the roles of
// the subgraphs can always log in.
const workplace = new Workplace();
afterAll(() => workplace.clear());

const old = process.env.TEST_SECRET!;
const next = 'the next secret of this installation';
const FIRST =
  'query ($after: String) { regions(first: 2, after: $after) { nodes { code } pageInfo { endCursor } } }';

it('the secret is exchanged without a refused cursor', async () => {
  const DATA_DIR = workplace.loaded();
  /** Starts the program, reads pages after cursors, and stops it. @returns the codes after each cursor, and a new cursor */
  async function pagesAfter(environment: Record<string, string>, cursors: readonly (string | null)[]) {
    const program = workplace.start({ PORT: '0', DATA_DIR, ...environment });
    const graph = await addressOf(program);
    const pages = [];
    for (const after of cursors) pages.push(await ask(FIRST, { after }, { graph }));
    await program.stop();
    return pages.map(({ data, errors }) => ({
      codes: data?.regions?.nodes.map(({ code }: { code: string }) => code) as string[] | undefined,
      cursor: data?.regions?.pageInfo.endCursor as string,
      refusal: errors[0]?.extensions.code,
    }));
  }

  const [before] = await pagesAfter({ SECRET: old, SECRET_PREVIOUS: next }, [null]);
  expect(before!.codes).toHaveLength(2);
  const [page, again] = await pagesAfter({ SECRET: next, SECRET_PREVIOUS: old }, [before!.cursor, null]);
  expect(page).toMatchObject({ codes: [expect.any(String), expect.any(String)], refusal: undefined });
  expect(page!.codes).not.toEqual(before!.codes);
  expect(again!.cursor).not.toBe(before!.cursor);
  const [after, late] = await pagesAfter({ SECRET: next }, [again!.cursor, before!.cursor]);
  expect(after!.codes).toEqual(page!.codes);
  expect(late).toMatchObject({ codes: undefined, refusal: 'BAD_USER_INPUT' });
});
