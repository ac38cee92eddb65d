import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deriveShapes } from './derive-shapes.js';

// `npm run derive-world`: writes assets/world.json from the world-atlas that `packages` pins (Natural Earth, public domain).
const ROOT = new URL('../../../../', import.meta.url); // from dist/gateway/portal/map to the project
const { installPackages } = (await import(new URL('tests/install-packages.mjs', ROOT).href)) as {
  installPackages(source: string, target: string): void;
};
const installed = fileURLToPath(new URL('.data/world-atlas', ROOT));
installPackages(fileURLToPath(new URL('gateway/portal/map/packages', ROOT)), installed);
const shapes = deriveShapes(installed);
const lines = shapes.map((shape) => JSON.stringify(shape)).join(',\n');
writeFileSync(new URL('gateway/portal/assets/world.json', ROOT), `[\n${lines}\n]\n`);
console.log(`shapes of ${shapes.length} countries written`);
