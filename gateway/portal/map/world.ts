import { readFileSync } from 'node:fs';

/** Size of the map, in units of its shapes. */
export const WIDTH = 960;
export const HEIGHT = 440;

/** A country on the map: its outline, or the place of one that is too small for an outline. */
export type Shape = { code: string; outline: string } | { code: string; x: number; y: number };

const FILE = new URL('../../../../gateway/portal/assets/world.json', import.meta.url);
let shapes: readonly Shape[] | undefined;

/** The countries of the world on an equal-area map, as `npm run derive-world` writes them. Read once. */
export function worldShapes(): readonly Shape[] {
  return (shapes ??= JSON.parse(readFileSync(FILE, 'utf8')) as Shape[]);
}
