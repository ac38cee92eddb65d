import type { View } from '../page.js';

// Things as links to their pages.

export interface Named {
  name: string;
}
export interface Coded extends Named {
  code: string;
}
export interface Identified extends Named {
  id: string;
}

/** Text of a source in its language, marked where that is not the language of the page. */
export function Text({
  view,
  children,
  language,
}: {
  view: View;
  children: string;
  language?: string | null | undefined;
}) {
  const own = language?.toLowerCase();
  return own && own !== view.language ? <span lang={own}>{children}</span> : <>{children}</>;
}

export const CountryLink = ({ view, of }: { view: View; of: Coded }) => (
  <a href={view.url(`/countries/${of.code}`)}>{of.name}</a>
);

export const ThemeLink = ({ view, of }: { view: View; of: Coded }) => (
  <a href={view.url(`/themes/${of.code}`)}>{of.name}</a>
);

export const GroupLink = ({ view, of }: { view: View; of: Coded }) => (
  <a href={view.url(`/groups/${of.code}`)}>{of.name}</a>
);

export const AuthorityLink = ({ view, of }: { view: View; of: Identified }) => (
  <a href={view.url(`/authorities/${of.id}`)}>{of.name}</a>
);

export const ForeignAuthorityLink = ({ view, of }: { view: View; of: Identified }) => (
  <a href={view.url(`/abroad/${of.id}`)}>{of.name}</a>
);

type LinkOf<Item> = (props: { view: View; of: Item }) => preact.JSX.Element;

/** Several things in one line. @returns nothing for none */
export function Links<Item>({
  view,
  of,
  as: Link,
}: {
  view: View;
  of: readonly Item[] | null | undefined;
  as: LinkOf<Item>;
}) {
  if (!of?.length) return null;
  return (
    <>
      {of.map((item, index) => (
        <>
          {index > 0 && ', '}
          <Link view={view} of={item} />
        </>
      ))}
    </>
  );
}

/** Link to a place outside the portal, which does not learn where its reader comes from. */
export const Outside = ({ href, children }: { href: string; children: string }) => (
  <a href={href} rel="external noreferrer">
    {children}
  </a>
);
