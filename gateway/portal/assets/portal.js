// Suggestions under the field of words: names of authorities, themes, countries and groups that begin like it. Without this
// script, the form finds the same. Written for browsers; it is sent as it is.
const DOCUMENT = 'page-suggest';
const PAUSE_MS = 200;

/** Path of the page about a suggestion, without the language. */
function pathOf({ authority, foreignAuthority, theme, country, countryGroup }) {
  if (authority) return `/authorities/${authority.id}`;
  if (foreignAuthority) return `/abroad/${foreignAuthority.id}`;
  if (theme) return `/themes/${theme.code}`;
  if (country) return `/countries/${country.code}`;
  return countryGroup && `/groups/${countryGroup.code}`;
}

/** @param {HTMLInputElement} field with its language in `data-suggest` */
function suggestFor(field) {
  const { suggest: language } = field.dataset;
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.hidden = true;
  field.parentElement.after(list);
  let timer;
  let asked;
  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.flatMap((suggestion) => {
        const path = pathOf(suggestion);
        if (!path) return [];
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = `/${language}${path}`;
        link.textContent = suggestion.name;
        const detail = document.createElement('span');
        detail.textContent = ` ${suggestion.detail}`;
        item.append(link, detail);
        return [item];
      }),
    );
    list.hidden = list.childElementCount === 0;
  };
  const ask = async (text) => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify({ documentId: DOCUMENT, variables: { text } }),
        signal,
      });
      const { data } = await response.json();
      if (!signal.aborted) show(data?.suggest ?? []);
    } catch {
      // Suggestions are a help: the form works without them.
      if (!signal.aborted) show([]);
    }
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    const text = field.value.trim();
    if (text.length < 2) return show([]);
    timer = setTimeout(() => void ask(text), PAUSE_MS);
  });
  field.form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show([]);
  });
}

for (const field of document.querySelectorAll('[data-suggest]')) suggestFor(field);
