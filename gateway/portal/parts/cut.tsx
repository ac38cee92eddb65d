import type { ComponentChildren } from 'preact';
import type { View } from '../page.js';

/** How many of how many things a page shows, where it does not show all. @param children where the rest is */
export function Cut({
  view,
  of,
  children,
}: {
  view: View;
  of: { totalCount: number; nodes: readonly unknown[] };
  children?: ComponentChildren;
}) {
  if (of.totalCount <= of.nodes.length) return null;
  return (
    <>
      <p class="detail">{view.t('list.cut', { shown: of.nodes.length, total: of.totalCount })}</p>
      {children}
    </>
  );
}
