import { expect } from '@jest/globals';
import type { SecurityCase } from './security-case.js';

// Attacks that write: they run after the database was compared.

const CREATE =
  'mutation ($name: String!) { partnerCreate(input: { name: $name }) { partner { name } problems { code field } } }';

export const writing: SecurityCase[] = [
  {
    id: 'TXT-05',
    attack: 'a name that is taken, in another normal form',
    expected: 'it is the same name',
    async run(graph) {
      const headers = await graph.personWith('ADMINISTRATOR');
      const name = 'Fédération d’essai à Orléans';
      const create = async (form: string) =>
        (await graph.ask(CREATE, { name: form }, headers)).data.partnerCreate;
      // A second attempt of this test finds it.
      await create(name);
      const [same, other] = [await create(name), await create(name.normalize('NFD'))];
      expect(same).toEqual({
        partner: null,
        problems: [{ code: expect.any(String), field: expect.anything() }],
      });
      expect(other).toEqual(same);
    },
  },
];
