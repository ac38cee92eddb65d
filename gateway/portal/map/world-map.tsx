import type { View } from '../page.js';
import { HEIGHT, WIDTH, worldShapes } from './world.js';

export interface Ties {
  /** Partnerships by country code. */
  count: ReadonlyMap<string, number>;
  nameOf: (code: string) => string | undefined;
}

/** Upper bounds of the classes by which countries are shaded; what is above the last is the darkest. */
export const CLASSES = [1, 5, 20, 100] as const;

export const shadeOf = (count: number): number =>
  count === 0 ? 0 : 1 + CLASSES.filter((bound) => count > bound).length;

/**
 * The world shaded by partnerships. It repeats what the table beside it says, so that screen readers and the keyboard
 * skip it; a pointer finds the name of each country and the way to its page.
 */
export function WorldMap({ view, of }: { view: View; of: Ties }) {
  return (
    <svg class="world" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {worldShapes().map((shape) => {
        const { code } = shape;
        const count = of.count.get(code) ?? 0;
        const home = code === 'FR';
        const className = home ? 'home' : `s${shadeOf(count)}`;
        const drawn =
          'outline' in shape ? (
            <path class={className} d={shape.outline} />
          ) : (
            <circle class={className} cx={shape.x} cy={shape.y} r="3" />
          );
        const name = of.nameOf(code);
        if (!count || !name) return 'outline' in shape ? drawn : null;
        return (
          <a href={view.url(`/countries/${code}`)} tabIndex={-1}>
            <title>{view.t('map.country', { country: name, n: count })}</title>
            {drawn}
          </a>
        );
      })}
    </svg>
  );
}

/** What the shades mean. */
export const MapKey = ({ view }: { view: View }) => (
  <ul class="map-key">
    {[0, ...CLASSES].map((bound, index) => (
      <li>
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <rect class={`s${index}`} width="14" height="14" />
        </svg>{' '}
        {bound === 0 ? view.t('map.none') : bound === 1 ? '1' : `${CLASSES[index - 2]! + 1}–${bound}`}
      </li>
    ))}
    <li>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        <rect class="s5" width="14" height="14" />
      </svg>{' '}
      {view.t('map.more', { n: CLASSES.at(-1)! })}
    </li>
  </ul>
);
