import type { CardBody, CardView } from '../chat/protocol.ts';
import { type Markup, make } from '../markdown/markup.ts';

/** A card as markup: one that comes again changes only where it differs, as an answer does that grows. */
export function cardMarkup({ icon, title, aside, caption, body }: CardView): Markup {
  const captionLine = caption === undefined ? [] : [make('div', { class: 'card-caption' }, [caption])];
  const name = caption === undefined ? title : `${title}, ${caption}`;
  return make('div', { class: 'card', 'data-part': 'card', role: 'group', 'aria-label': name }, [
    ...captionLine,
    make('div', { class: 'card-head' }, [
      make('span', { class: `codicon codicon-${icon}`, 'aria-hidden': 'true' }),
      make('h3', {}, [title]),
      make('span', { class: 'card-aside' }, [aside]),
    ]),
    ...bodyMarkup(body),
  ]);
}

function bodyMarkup(body: CardBody): Markup[] {
  switch (body.type) {
    case 'chips': {
      const chips = body.items.map(item =>
        make('li', { class: 'chip', title: item }, [make('span', { class: 'chip-text' }, [item])]),
      );
      return [make('ul', { class: 'chips', role: 'list' }, chips)];
    }
    case 'bars':
      return bars(body);
    case 'rows': {
      const rows = body.rows.map(({ text, detail, code }) =>
        make('li', { class: 'row' }, [
          make(code ? 'code' : 'span', {}, [text]),
          // There even when empty, so that what is found out later only has to be filled in.
          make('span', { class: 'row-detail' }, [detail]),
        ]),
      );
      return [make('ol', { class: 'rows', role: 'list' }, rows)];
    }
    case 'code':
      return [
        {
          tag: 'code-block',
          language: body.languageId,
          info: body.languageId,
          text: body.text,
          closed: true,
          sealed: true,
        },
      ];
  }
}

function bars({ bars, unsure }: Extract<CardBody, { type: 'bars' }>): Markup[] {
  // Without any share there is but the result, which is the card's title.
  if (bars.every(({ share }) => share === null)) return [];
  const items = bars.map(({ label, share, text }) =>
    make('li', { class: 'bar' }, [
      make('span', {}, [label]),
      // The value is beside it in words.
      share === null ? make('span') : make('meter', { value: String(share), 'aria-hidden': 'true' }),
      make('span', { class: 'bar-text' }, [text]),
    ]),
  );
  return [make('ol', { class: unsure ? 'bars unsure' : 'bars', role: 'list' }, items)];
}
