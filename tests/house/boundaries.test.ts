import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as allSubgraphs from '#subgraphs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const services = Object.values(allSubgraphs).map(({ name }) => name);

/** Imports of the sources of a folder, as paths from the root; `#…` and packages as they are written. */
function importsOf(folder: string): { file: string; imported: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .flatMap((name) => {
      const file = join(folder, name);
      const text = readFileSync(join(root, file), 'utf8');
      const imports = [
        ...text.matchAll(
          /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
        ),
      ];
      return imports.map((match) => {
        const given = match[1] ?? match[2] ?? match[3]!;
        return {
          file,
          imported: given.startsWith('.') ? relative(root, join(root, dirname(file), given)) : given,
        };
      });
    });
}

const isPackage = (imported: string) =>
  /^(@[\w-]+\/|node:)?[a-z][\w./-]*$/.test(imported) &&
  !/^(services|gateway|schema|tests|docker|dist)\//.test(imported);

describe('the boundaries between parts', () => {
  it.each(services)('%s imports itself, the kernel and npm', (name) => {
    const strangers = importsOf(`services/${name}`).filter(
      ({ imported }) =>
        !imported.startsWith('#kernel/') &&
        imported !== '#vocabulary' &&
        !imported.startsWith(`services/${name}/`) &&
        !isPackage(imported),
    );
    expect(strangers).toEqual([]);
  });

  it('the kernel imports itself and npm', () => {
    const strangers = importsOf('services/kernel').filter(
      ({ imported }) => !imported.startsWith('services/kernel/') && !isPackage(imported),
    );
    expect(strangers).toEqual([]);
  });

  it('the federation engine imports itself and npm', () => {
    const strangers = importsOf('gateway/engine').filter(
      ({ file, imported }) =>
        !file.endsWith('.test.ts') && !imported.startsWith('gateway/engine/') && !isPackage(imported),
    );
    expect(strangers).toEqual([]);
  });

  it('the portal imports itself, npm and the interface of the public graph', () => {
    const imports = importsOf('gateway/portal').filter(({ file }) => !/\.test\.tsx?$/.test(file));
    const strangers = imports.filter(
      ({ imported }) => !imported.startsWith('gateway/portal/') && !isPackage(imported),
    );
    expect(new Set(strangers.map(({ imported }) => imported))).toEqual(
      new Set(['gateway/http/public-graph.js']),
    );
    const values = strangers.filter(({ file, imported }) => {
      const text = readFileSync(join(root, file), 'utf8');
      return new RegExp(`import (?!type )[^;]*${imported.split('/').at(-1)}`).test(text);
    });
    expect(values).toEqual([]);
  });

  it('the vocabulary imports itself, the kernel and npm', () => {
    const strangers = importsOf('services/vocabulary').filter(
      ({ imported }) =>
        !imported.startsWith('#kernel/') &&
        !imported.startsWith('services/vocabulary/') &&
        !isPackage(imported),
    );
    expect(strangers).toEqual([]);
  });

  it.each([
    ['kernel', 'services/kernel'],
    ['gateway', 'gateway'],
  ])('the folders of the %s import each other in one direction', (_, parent) => {
    const folderOf = (path: string) => relative(parent, path).split('/')[0]!;
    const edges = new Map<string, Set<string>>();
    for (const { file, imported } of importsOf(parent))
      if (imported.startsWith(`${parent}/`) && folderOf(file) !== folderOf(imported))
        edges.set(folderOf(file), (edges.get(folderOf(file)) ?? new Set()).add(folderOf(imported)));
    expect(edges.size).toBeGreaterThan(3);
    /** Folders that a folder reaches, through any number of others. */
    const reachable = (from: string, found = new Set<string>()): Set<string> => {
      for (const to of edges.get(from) ?? []) if (!found.has(to)) reachable(to, found.add(to));
      return found;
    };
    expect([...edges.keys()].filter((folder) => reachable(folder).has(folder))).toEqual([]);
  });

  it('the kernel has no domain words', () => {
    const words =
      /\b(themes?|expertises?|partnerships?|laureates?|countr(y|ies)|countryGroups?|newsItems?|mailbox\w*|municipalit\w+|communes?|siren|insee|paris|labelProgramme|expe.?ct)\b|theme_|country_|(Theme|Country|Siren|Insee|Paris|Mailbox)[A-Z]/i;
    const spoken = readdirSync(join(root, 'services/kernel'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        readFileSync(join(root, 'services/kernel', file), 'utf8')
          .split('\n')
          // Comments may give examples.
          .filter((text) => words.test(text.replace(/(^|\s)(\/\*\*|\*|\/\/).*$/, '')))
          .map((text) => `${file}: ${text.trim()}`),
      );
    expect(spoken).toEqual([]);
  });

  it('the gateway imports how to start the services, and nothing in them', () => {
    const strangers = importsOf('gateway').filter(({ imported }) =>
      services.some((name) => imported.startsWith(`services/${name}/`)),
    );
    expect(strangers).toEqual([]);
  });

  it('nothing bypasses the index files of the kernel', () => {
    const past = ['gateway', 'schema', 'tests', ...services.map((name) => `services/${name}`)]
      .flatMap(importsOf)
      .filter(({ imported }) => imported.startsWith('services/kernel/'));
    expect(past).toEqual([]);
  });
});
