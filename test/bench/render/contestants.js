// The renderers of others, each as its own documentation shows it. Not TypeScript: their packages are installed for
// `npm run bench` alone, so the compiler would not find them. They are bundled into a script of their own.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Streamdown } from 'streamdown';
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';

function streamingMarkdown(container) {
  const state = parser(default_renderer(container));
  let length = 0;
  return {
    show(text, isWhole) {
      parser_write(state, text.slice(length));
      length = text.length;
      if (isWhole) parser_end(state);
    },
  };
}

/** Rendered within the frame, as the others are: React would put it off, and leave flushes out. */
function byReact(toElement) {
  return container => {
    const root = createRoot(container);
    return {
      show(text) {
        flushSync(() => root.render(toElement(text)));
      },
    };
  };
}

window.contestants = {
  'streaming-markdown': streamingMarkdown,
  streamdown: byReact(text => createElement(Streamdown, null, text)),
  'react-markdown': byReact(text => createElement(ReactMarkdown, { remarkPlugins: [remarkGfm] }, text)),
};
