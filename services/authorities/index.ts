import { defineSubgraph } from '#kernel/subgraph';
import { authority } from './authority/index.js';
import { body } from './body/index.js';
import { contact } from './contact/index.js';
import { foreignAuthority } from './foreign-authority/index.js';
import { foreignAuthorityRecord } from './foreign-authority-record/index.js';
import { formerName } from './former-name/index.js';
import { nameAmbiguity } from './name-ambiguity/index.js';
import { territory } from './territory/index.js';
import { load } from './load.js';
import { Country } from './references/country.type.js';
import { FirstTables1765400000400 } from './migrations/1765400000400-first-tables.js';
import { Places1796015155237 } from './migrations/1796015155237-places.js';
import { FormerNames1796026798714 } from './migrations/1796026798714-former-names.js';
import { NamesAbroad1796300000400 } from './migrations/1796300000400-names-abroad.js';
import { AuthoritiesThatPeopleEnter1796400000100 } from './migrations/1796400000100-authorities-that-people-enter.js';
import { Bodies1796400000500 } from './migrations/1796400000500-bodies.js';
import { Contacts1796400000510 } from './migrations/1796400000510-contacts.js';
import { Fences1796500000310 } from './migrations/1796500000310-fences.js';
import { ImportsOfRecords1796500000330 } from './migrations/1796500000330-imports-of-records.js';
import { stores } from './stores.js';

export const authorities = defineSubgraph({
  name: 'authorities',
  entities: [
    authority,
    body,
    contact,
    formerName,
    territory,
    foreignAuthority,
    foreignAuthorityRecord,
    nameAmbiguity,
  ],
  references: [Country],
  migrations: [
    FirstTables1765400000400,
    Places1796015155237,
    FormerNames1796026798714,
    NamesAbroad1796300000400,
    AuthoritiesThatPeopleEnter1796400000100,
    Bodies1796400000500,
    Contacts1796400000510,
    Fences1796500000310,
    ImportsOfRecords1796500000330,
  ],
  stores,
  load,
});
