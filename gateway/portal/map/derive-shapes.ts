import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { iso31661 } from 'iso-3166';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { HEIGHT, WIDTH, type Shape } from './world.js';

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const ANTARCTICA = 'AQ';

/**
 * The countries of the world on an equal-area map: outlines of Natural Earth at 1:110 million; those that it leaves out
 * (Comoros, Cabo Verde, Mauritius and others) are points at their centre in the map of 1:50 million.
 * @param folder with world-atlas, as `packages` installs it
 */
export function deriveShapes(folder: string): Shape[] {
  const [coarse, fine] = ['110m', '50m'].map((scale) => featuresOf(folder, scale));
  const drawn = coarse!.filter(({ code }) => code !== ANTARCTICA);
  const projection = geoEqualEarth().fitSize([WIDTH, HEIGHT], {
    type: 'FeatureCollection',
    features: drawn.map(({ shape }) => shape),
  });
  const path = geoPath(projection).digits(0);
  const outlined = new Set(drawn.map(({ code }) => code));
  const points = fine!
    .filter(({ code }) => code !== ANTARCTICA && !outlined.has(code))
    // Of the parts of a country with one code, the largest stands for it.
    .sort((a, b) => geoArea(b.shape) - geoArea(a.shape))
    .filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index)
    .map(({ code, shape }) => {
      const [x = 0, y = 0] = projection(geoCentroid(shape)) ?? [];
      return { code, x: Math.round(x), y: Math.round(y) };
    });
  return [...drawn.map(({ code, shape }) => ({ code, outline: relative(path(shape) ?? '') })), ...points];
}

const ALPHA2 = new Map(iso31661.map(({ numeric, alpha2 }) => [numeric, alpha2]));

/** Features with the alpha-2 code of their country; those of no country of ISO 3166 are left out. */
function featuresOf(folder: string, scale: string) {
  const file = join(folder, `node_modules/world-atlas/countries-${scale}.json`);
  const world = JSON.parse(readFileSync(file, 'utf8')) as World;
  return feature(world, world.objects.countries).features.flatMap((shape) => {
    const code = ALPHA2.get(String(shape.id).padStart(3, '0'));
    return code ? [{ code, shape }] : [];
  });
}

/** Writes a path with differences instead of places, which is half as long, without lines that lead nowhere. */
export function relative(path: string): string {
  let [x, y] = [0, 0];
  return path.replace(/([ML])(-?\d+),(-?\d+)/g, (_, command: string, toX: string, toY: string) => {
    const [dx, dy] = [Number(toX) - x, Number(toY) - y];
    [x, y] = [Number(toX), Number(toY)];
    if (command === 'M') return `M${x},${y}`;
    return dx === 0 && dy === 0 ? '' : `l${dx},${dy}`;
  });
}
