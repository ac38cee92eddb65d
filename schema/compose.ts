import { composeServices } from '@theguild/federation-composition';
import type { Subgraph } from '#kernel/subgraph';
import { parse, print } from 'graphql';
import { withRequirements } from './requirements.js';
import { NODES, nodesSdl } from '../gateway/node-subgraph/nodes.js';

/** The files of this folder that are generated, by name. */
export interface Composition {
  /** SDL by name of the subgraph. */
  subgraphs: Record<string, string>;
  supergraph: string;
  /** What the public sees. */
  api: string;
}

/**
 * Composes the subgraphs, and `node`/`nodes` of the gateway, into one graph. Opens nothing.
 * @throws when they do not fit together, with every reason
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
      `The subgraphs do not fit together:\n${result.errors.map(({ message }) => `- ${message}`).join('\n')}`,
    );
  }
  return {
    subgraphs: sdl,
    supergraph: `${print(parse(result.supergraphSdl))}\n`,
    api: `${print(withRequirements(parse(result.publicSdl), parse(result.supergraphSdl)))}\n`,
  };
}
