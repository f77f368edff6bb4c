import type { CardView } from '../chat/protocol.ts';

/** A result in one sentence, for who hears it: `Tags: retry, upload`. */
export function cardWords({ caption, title, body }: CardView): string {
  const words = bodyWords(title, body);
  return caption === undefined ? words : `${caption}. ${words}`;
}

function bodyWords(title: string, body: CardView['body']): string {
  switch (body.type) {
    case 'chips':
      return `${title}: ${body.items.join(', ')}`;
    case 'rows':
      return `${title}: ${body.rows.map(({ text }) => text).join(', ')}`;
    case 'bars': {
      // The title is the label itself, unless the result is that there is none.
      const value = body.unsure ? '' : (body.bars[0]?.text ?? '');
      return value === '' ? title : `${title}, ${value}`;
    }
    case 'code':
      return title;
  }
}
