// The Node.js of `npm run test:lts`: the active LTS, which the image of docker/ runs on, whatever `node` is here.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../install-packages.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Installs the active LTS of Node.js, unless it is installed.
 * @returns {string} its path
 * @throws {Error} without access to the registry, or on a platform for which the registry has none
 */
export function activeLts() {
  const target = here('../../.data/lts');
  installPackages(here('packages'), target, () => console.log('Installing the active LTS of Node.js…'));
  const node = `${target}/node_modules/node-${process.platform}-${process.arch}/bin/node`;
  if (!existsSync(node))
    throw new Error(
      `The npm registry has no active LTS for ${process.platform}-${process.arch}: install it, then run npm test with it.`,
    );
  return node;
}
