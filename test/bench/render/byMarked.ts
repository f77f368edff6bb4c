import { Lexer, Parser, parse, type TokensList } from 'marked';
import type { Contestant } from './contestant.ts';

/** The whole answer anew each time: what is written first, and how most panels do it. */
export const markedWhole: Contestant = container => ({
  show(text) {
    container.innerHTML = parse(text, { async: false });
  },
});

/** The whole answer is lexed each time, but only blocks whose source has changed are rendered anew. */
export const markedByBlock: Contestant = container => {
  let known: string[] = [];
  return {
    show(text) {
      const tokens: TokensList = new Lexer().lex(text);
      const blocks = tokens.filter(({ type }) => type !== 'space' && type !== 'def');
      for (const [index, token] of blocks.entries()) {
        if (known[index] === token.raw) continue;
        const block = container.children[index] ?? container.appendChild(document.createElement('div'));
        block.innerHTML = Parser.parse([token]);
      }
      while (container.children.length > blocks.length) container.lastElementChild?.remove();
      known = blocks.map(({ raw }) => raw);
    },
  };
};
