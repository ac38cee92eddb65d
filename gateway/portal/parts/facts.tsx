import type { ComponentChildren } from 'preact';

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

/** A remark that a reader should not miss: something is old, missing or over. */
export const Notice = ({ children }: { children: ComponentChildren }) => <p class="notice">{children}</p>;
