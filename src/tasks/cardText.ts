import type { Card } from './card.ts';

/** A result as somebody would paste it. */
export function cardText(card: Card): string {
  switch (card.kind) {
    case 'tags':
      return card.tags.join(', ');
    case 'label':
      return card.labels[0]?.name ?? '';
    case 'keywords':
      return card.keywords.map(({ text }) => text).join('\n');
    case 'rewrite':
    case 'text':
      return card.text;
    case 'data':
      return card.json;
  }
}
