import type { View } from '../page.js';

/** The permanent address of the page, and a letter that holds it; nobody else learns that somebody shares it. */
export function Share({ view, title, path }: { view: View; title: string; path: string }) {
  const address = `${view.origin}${path}`;
  const letter = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\r\n${address}`)}`;
  return (
    <p class="share">
      <a href={path}>{view.t('page.permalink')}</a> · <a href={letter}>{view.t('page.sendByMail')}</a>
    </p>
  );
}
