import type { Cited, PanelStrings } from '../chat/protocol.ts';
import { type Source, sourcesOf } from '../markdown/sources.ts';
import { element, newId } from './elements.ts';

export interface Sources {
  element: HTMLElement;
  show(cited: readonly Cited[]): void;
}

/** The pages that an answer cites, numbered, each with its host. They are links as those of the text are: what may be one, the host opens. */
export function createSources(strings: PanelStrings): Sources {
  const heading = element('div', { class: 'sources-heading', id: newId() }, strings.sources);
  const list = element('ol', { 'aria-labelledby': heading.id });
  const made = element('div', { class: 'sources', 'data-part': 'sources', hidden: '' }, heading, list);
  let shown: readonly Cited[] = [];
  return {
    element: made,
    show(cited) {
      if (sameCited(cited, shown)) return;
      shown = cited;
      list.replaceChildren(...sourcesOf(cited).map(item));
      made.hidden = !list.hasChildNodes();
    },
  };
}

/** A title has a direction of its own, in which the host has no part. */
function item({ title, host, url }: Source): HTMLElement {
  const words = title ? [element('bdi', {}, title), ` — ${host}`] : [host];
  // No `href`, as in an answer's text.
  const link = { role: 'link', tabindex: '0', title: host, 'data-url': url ?? '' };
  return element('li', {}, ...(url === undefined ? words : [element('a', link, ...words)]));
}

function sameCited(one: readonly Cited[], other: readonly Cited[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ url, title }, index) => url === other[index]?.url && title === other[index]?.title)
  );
}
