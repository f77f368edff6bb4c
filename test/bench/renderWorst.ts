import type { AnswerKind } from '../ui/webview/answerOf.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { median } from './median.ts';
import { RenderStage } from './render/renderStage.ts';
import {
  formatRatio,
  formatSpread,
  type Standing,
  standingHead,
  standingRow,
  standingsOf,
} from './render/standings.ts';

const rounds = 5;
const goal = 1.5;
const play = { length: 65_536, pace: { step: 128 }, limit: 5_000 };
const kinds: readonly AnswerKind[] = ['code', 'list', 'table', 'paragraph'];
const others = ['streaming-markdown', 'marked, block by block', 'streamdown'];

/** What the same takes when the whole answer is one block, and nothing of it is ever done with. */
export const renderWorst: Benchmark = {
  title: 'Rendering one long block',
  async measure() {
    await using stage = await RenderStage.open();
    const figures: Figure[] = [];
    const tables: string[] = [];
    for (const kind of kinds) {
      const standings = await standingsOf(stage, others, { ...play, kind }, { rounds, tooDear: 0 });
      figures.push(
        ...standings.filter(({ contestant }) => contestant === 'gloss').map(ours => figure(kind, ours)),
      );
      tables.push(`One ${kind}:`, [standingHead, ...standings.map(standingRow)].join('\n'));
    }
    return {
      figures,
      notes: [
        `Measured as above, with ${play.length.toLocaleString('en')} characters of one block, ${play.pace.step} before each frame; the ` +
          `others are played once, for ${play.limit / 1000} s at most.`,
        ...tables,
      ],
    };
  },
};

function figure(kind: AnswerKind, ours: Standing): Figure {
  const isEqual = ours.last.equal.itsOwn && ours.last.equal.markeds;
  return {
    what: `The same for one ${kind} of 64 KB; median of ${rounds}`,
    measured: `${formatRatio(ours)} times${isEqual ? '' : ', document NOT EQUAL'}`,
    spread: formatSpread(ours),
    goal: `≤ ${goal} times`,
    met: median(ours.ratios) <= goal && isEqual && !ours.brokenOff,
  };
}
