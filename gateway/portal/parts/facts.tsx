import type { ComponentChildren, VNode } from 'preact';
import type { View } from '../page.js';

/** Names and values of a thing; facts without a value are left out. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  if (isNothing(children)) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const isNothing = (children: ComponentChildren): boolean =>
  children === null ||
  children === undefined ||
  children === false ||
  children === '' ||
  (Array.isArray(children) && children.every(isNothing));

/** Part of a page with its heading. @param id names the part in links */
export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** Section of a list; nothing where the list is empty, or was not reached. @param as how its things are shown @param children after them */
export function ListSection<One>({
  view,
  id,
  title,
  of,
  as: List,
  children,
}: {
  view: View;
  id: string;
  title: string;
  of: { nodes: readonly One[] } | null;
  as: (of: { view: View; of: readonly One[] }) => VNode;
  children?: ComponentChildren;
}) {
  if (!of?.nodes.length) return null;
  return (
    <Section id={id} title={title}>
      <List view={view} of={of.nodes} />
      {children}
    </Section>
  );
}

/** A remark that a reader should not miss: something is old, missing or over. */
export const Notice = ({ children }: { children: ComponentChildren }) => <p class="notice">{children}</p>;
