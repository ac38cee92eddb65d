import { copyFileSync, writeFileSync } from 'node:fs';

// `npm run schema:publish`, at a release: the current schema becomes the one with which later schemas are compared.
const folder = new URL('../../schema/', import.meta.url);
copyFileSync(new URL('api.graphql', folder), new URL('published.graphql', folder));
writeFileSync(new URL('accepted.json', folder), '[]\n');
console.log('schema/published.graphql is now the public schema; accepted.json is empty again.');
