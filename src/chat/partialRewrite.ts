import { linesOf } from '../tasks/lineEdit.ts';
import { type LineRun, lineRuns } from '../tasks/lineRuns.ts';
import type { CardTurn } from './conversation.ts';
import type { Attachment } from './turn.ts';

type Place = NonNullable<Attachment['origin']>['start'];

/** What a document has of a rewrite, from the moment when it was asked for or a change was applied by itself. */
export interface Stage {
  readonly applied: ReadonlySet<LineRun>;
  /** Where each source stands by then; missing for those that were nowhere to be found. */
  readonly places: readonly (Place | undefined)[];
}

/** A rewrite of which each change can be left out, or be applied by itself. A value: functions make the next. */
export interface PartialRewrite {
  /** As it was answered. */
  readonly turn: CardTurn;
  /** Of each attachment and its result. */
  readonly parts: readonly (readonly LineRun[])[];
  /** Changes that are left out, the last one last. */
  readonly left: readonly LineRun[];
  /** The latest last: an undo in the document goes back to an earlier one, and a redo to a later. */
  readonly stages: readonly [Stage, ...Stage[]];
}

export function partialRewrite(turn: CardTurn): PartialRewrite {
  const { attachments } = turn.question;
  const parts = attachments.map(({ text }, index) => lineRuns(text, rewrittenText(turn, index) ?? text));
  const places = attachments.map(({ origin }) => origin?.start);
  return { turn, parts, left: [], stages: [{ applied: new Set(), places }] };
}

/** The rewrite as it stands: of what a document has by a stage, without what is left out. */
export function turnAt({ turn, parts, left }: PartialRewrite, { applied, places }: Stage): CardTurn {
  const attachments = turn.question.attachments.map((attachment, index): Attachment => {
    const runs = parts[index] ?? [];
    const { text, origin } = attachment;
    const start = places[index];
    return {
      ...attachment,
      text: runs.some(run => applied.has(run)) ? textOf(runs, run => applied.has(run), text) : text,
      ...(origin && start ? { origin: { ...origin, start } } : {}),
    };
  });
  const cards = turn.cards.map((card, index) => {
    if (card.kind !== 'rewrite') return card;
    const runs = parts[index] ?? [];
    const isOut = (run: LineRun) => left.includes(run) && !applied.has(run);
    const text = runs.some(isOut) ? textOf(runs, run => !isOut(run), card.text) : card.text;
    // What was applied has to be there, for the rest to be what is shown.
    const unchanged = text === attachments[index]?.text && !runs.some(run => applied.has(run));
    return { ...card, text, unchanged };
  });
  return { question: { ...turn.question, attachments }, cards };
}

/** Without a change, until it is taken back in. */
export function leaveOut(rewrite: PartialRewrite, change: LineRun): PartialRewrite {
  return { ...rewrite, left: [...rewrite.left, change] };
}

/** With the change that was left out last. */
export function takeBackIn(rewrite: PartialRewrite): PartialRewrite {
  return { ...rewrite, left: rewrite.left.slice(0, -1) };
}

/** With other lines for a change, which is neither left out nor applied. */
export function changeLines(rewrite: PartialRewrite, change: LineRun, other: LineRun): PartialRewrite {
  return { ...rewrite, parts: rewrite.parts.map(runs => runs.map(run => (run === change ? other : run))) };
}

/** After another stage has been reached. */
export function reach(rewrite: PartialRewrite, from: Stage, next: Stage): PartialRewrite {
  const [first, ...others] = rewrite.stages;
  // Those after it were undone, and what is done instead cannot be redone.
  const known = others.slice(0, rewrite.stages.indexOf(from));
  return { ...rewrite, stages: [first, ...known, next] };
}

/** Lines of a document, counted from 0; where there are none, the one that they would stand before. */
export interface LineSpan {
  first: number;
  count: number;
}

/** A change that is shown, on both sides of the diff. */
export interface ShownChange {
  part: number;
  change: LineRun;
  old: LineSpan;
  fresh: LineSpan;
}

/**
 * The changes that are neither applied nor left out, in the document's order.
 * @param starts the parts that the document has, and in which of its lines each begins; in its order.
 */
export function shownChanges(
  { parts, left }: PartialRewrite,
  { applied }: Stage,
  starts: readonly { index: number; line: number }[],
): ShownChange[] {
  const shown: ShownChange[] = [];
  let added = 0;
  for (const { index: part, line } of starts) {
    let [oldLine, freshLine] = [line, line + added];
    for (const run of parts[part] ?? []) {
      const old = applied.has(run) ? run.after : run.before;
      const fresh = applied.has(run) || !left.includes(run) ? run.after : run.before;
      if (old !== fresh) {
        shown.push({
          part,
          change: run,
          old: { first: oldLine, count: old.length },
          fresh: { first: freshLine, count: fresh.length },
        });
      }
      oldLine += old.length;
      freshLine += fresh.length;
    }
    added = freshLine - oldLine;
  }
  return shown;
}

/** The change at a line, or else the next one, or else the last. */
export function changeAt(
  changes: readonly ShownChange[],
  side: 'old' | 'fresh',
  line: number,
): ShownChange | undefined {
  return (
    changes.find(change => change[side].first + Math.max(change[side].count, 1) > line) ?? changes.at(-1)
  );
}

function rewrittenText({ cards }: CardTurn, index: number): string | undefined {
  const card = cards[index];
  return card?.kind === 'rewrite' ? card.text : undefined;
}

/** @param like a text whose line breaks it gets. */
function textOf(runs: readonly LineRun[], isMade: (change: LineRun) => boolean, like: string): string {
  return linesOf(runs, isMade).join(like.includes('\r\n') ? '\r\n' : '\n');
}
