import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { CountryEntity } from './country.entity.js';
import { CountryResolver } from './country.resolver.js';
import { Country } from './country.type.js';
import type { Stores } from '../stores.js';

export const country = defineEntity<Stores>({
  types: [Country],
  resolvers: [CountryResolver],
  tables: [CountryEntity],
  resolveReference: {
    Country: ({ code, id }, { countries }) =>
      code !== undefined
        ? countries.byCode.load(String(code))
        : countries.byId.load(requireId('Country', String(id))),
  },
});
