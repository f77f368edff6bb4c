import type { Benchmark } from './benchmark.ts';
import { median } from './median.ts';
import { RenderStage } from './render/renderStage.ts';
import { formatRatio, formatSpread, standingHead, standingRow, standingsOf } from './render/standings.ts';

const rounds = 7;
const goal = 1.3;
const tooDear = 4;
const play = { kind: 'mixed', length: 65_536, pace: { step: 40 }, limit: 15_000 } as const;
const others = [
  ...['floor of marked’s document', 'streaming-markdown', 'marked, block by block'],
  ...['streamdown', 'react-markdown', 'marked, the whole answer each time'],
];

/** How much of the browser's time a streamed answer takes, beside the least that any renderer may take and beside others. */
export const renderStream: Benchmark = {
  title: 'Rendering a streamed answer',
  async measure() {
    await using stage = await RenderStage.open();
    const standings = await standingsOf(stage, others, play, { rounds, tooDear });
    const ours = standings.find(({ contestant }) => contestant === 'gloss');
    if (!ours) throw new Error('Gloss was not played.');
    const isEqual = ours.last.equal.itsOwn && ours.last.equal.markeds;
    return {
      figures: [
        {
          what: `Script, style and layout of a streamed answer of 16,384 tokens, to the floor; median of ${rounds}`,
          measured: `${formatRatio(ours)} times, document ${isEqual ? 'equal' : 'NOT EQUAL'} to one-shot`,
          spread: formatSpread(ours),
          goal: `≤ ${goal} times, equal`,
          met: median(ours.ratios) <= goal && isEqual,
        },
      ],
      notes: [
        `${play.length.toLocaleString('en')} characters of prose, lists, tables and code, ${play.pace.step} (ten tokens) before each ` +
          'frame, in an answer of 420 px that is kept at its end; frames come as fast as they are drawn. What is counted is the ' +
          'time of the main thread that the browser has down as script, style and layout, without painting. The contestants take ' +
          'turns, each in a page of its own, and are compared with the floor of the same round; who of the others costs more than ' +
          `${tooDear} floors is played once, and for ${play.limit / 1000} s at most.`,
        '*Floor*: building the document that Gloss ends with, node by node, without reading any Markdown: no renderer can do ' +
          'less. It has the buttons and the colours of Gloss’s blocks of code, which the documents of others have not; the floor of marked’s ' +
          'document is what they could come down to. Nobody’s HTML is sanitised here, as in a panel it would have to be. Documents ' +
          'are equal when their elements, links, alignments and words are, whatever wraps or colours them.',
        [standingHead, ...standings.map(standingRow)].join('\n'),
        'How each is used is in `test/bench/render/`, which versions in `test/bench/package.json`.',
      ],
    };
  },
};
