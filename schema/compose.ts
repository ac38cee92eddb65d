import { composeServices } from '@theguild/federation-composition';
import type { Subgraph } from '#kernel/subgraph';
import { parse, print } from 'graphql';
import { withRequirements } from './requirements.js';
import { NODES, nodesSdl } from '../gateway/node-subgraph/nodes.js';

/** Texts of the generated files of this folder. */
export interface Composition {
  /** SDL by name of the subgraph. */
  subgraphs: Record<string, string>;
  supergraph: string;
  /** The public schema. */
  api: string;
}

/**
 * Composes the subgraphs and the gateway's own `node`/`nodes` into one graph; needs no database.
 * @throws Error with every reason why they do not compose
 */
export function compose(subgraphs: readonly Subgraph[]): Composition {
  const sdl: Record<string, string> = Object.fromEntries(
    subgraphs.map((subgraph) => [subgraph.name, subgraph.sdl()]),
  );
  sdl[NODES] = nodesSdl(sdl);
  const result = composeServices(
    Object.entries(sdl).map(([name, text]) => ({
      name,
      typeDefs: parse(text),
      url: `http://${name}.internal/graphql`,
    })),
  );
  if (result.errors) {
    throw new Error(
      `The subgraphs do not compose:\n${result.errors.map(({ message }) => `- ${message}`).join('\n')}`,
    );
  }
  return {
    subgraphs: sdl,
    supergraph: `${print(parse(result.supergraphSdl))}\n`,
    api: `${print(withRequirements(parse(result.publicSdl), parse(result.supergraphSdl)))}\n`,
  };
}
