import * as vscode from 'vscode';
import { mostTokens } from '../../models/tokens.ts';
import { firstLines } from '../../tasks/firstLines.ts';
import { hasLongLine, isBinary, longestLine } from '../../tasks/textShape.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { fileName, type Selected } from './selection.ts';

/** Where a selection is to go. */
export interface Room {
  /** Tokens that are free for it; infinite when nobody knows how many the model takes. */
  tokens: number;
  /** Whether all cursors go into one request, rather than each into its own. */
  together: boolean;
  /** The model's name. */
  model: string;
  /** Set when an empty conversation would have more room. */
  newChat: boolean;
}

/** A selection that can be sent. */
export interface Fitted {
  selection: Selected;
  /** Tokens that are still free beside each cursor's part. */
  left: number;
}

/**
 * Sees to it that a selection is a text and that the model can take it in. What it cannot is never cut without a word: the
 * user is told how much there is and how much fits, and may send the first lines.
 * @param accepted documents with lines nobody has typed that the user has sent all the same; added to.
 * @returns `newChat` when the user wants to ask in a new one; `undefined` when nothing is to be sent, and the user knows why.
 */
export async function fitSelection(
  selection: Selected,
  room: Room,
  accepted: WeakSet<vscode.TextDocument>,
): Promise<Fitted | 'newChat' | undefined> {
  if (!(await isText(selection, accepted))) return undefined;
  const texts = selection.parts.map(({ text }) => text);
  const counts = await Promise.all(texts.map(text => tokensIn(text, room.tokens / texts.length)));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const needed = room.together ? all : Math.max(...counts);
  if (needed <= room.tokens)
    return { selection, left: (room.tokens - needed) / (room.together ? texts.length : 1) };
  return offerLess(selection, room, needed);
}

/** What surrounds a text in a request: its name, its lines, its fence. */
const tokensAround = 40;

/** Of longer texts only the beginning is counted. */
const countedCharacters = 1_000_000;

async function tokensIn(text: string, limit: number): Promise<number> {
  const tokens = await mostTokens(text.slice(0, countedCharacters), limit / 2);
  return tokensAround + Math.ceil(tokens * Math.max(1, text.length / countedCharacters));
}

async function isText(
  { snapshot: { document }, parts }: Selected,
  accepted: WeakSet<vscode.TextDocument>,
): Promise<boolean> {
  const name = withoutLinks(fileName(document));
  if (parts.some(({ text }) => isBinary(text))) {
    vscode.window.showWarningMessage(
      vscode.l10n.t('The selection in {0} is no text, but binary data. Select some text.', name),
    );
    return false;
  }
  if (accepted.has(document) || !parts.some(({ text }) => hasLongLine(text))) return true;
  const sendAnyway = vscode.l10n.t('Send Anyway');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The selection in {0} has lines of over {1} characters: it looks minified or generated, and says little for its price.',
      name,
      number(longestLine),
    ),
    sendAnyway,
  );
  if (chosen !== sendAnyway) return false;
  accepted.add(document);
  return true;
}

async function offerLess(
  selection: Selected,
  room: Room,
  needed: number,
): Promise<Fitted | 'newChat' | undefined> {
  const { parts, lines, left } = await beginning(selection.parts, room);
  const takeFirst = vscode.l10n.t('Take the First {0} Lines', number(lines));
  const newChat = vscode.l10n.t('Ask in a New Chat');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The selection has about {0} tokens. {1} has room for {2}. Select less, or split it.',
      number(needed),
      withoutLinks(room.model),
      number(Math.max(0, room.tokens)),
    ),
    ...(lines > 0 ? [takeFirst] : []),
    ...(room.newChat ? [newChat] : []),
  );
  if (chosen === newChat) return 'newChat';
  return chosen === takeFirst ? { selection: { ...selection, parts }, left } : undefined;
}

type Parts = Selected['parts'];

/** The first lines that fit: of all cursors together, or of each. */
async function beginning(
  parts: Parts,
  { tokens, together }: Room,
): Promise<{ parts: Parts; lines: number; left: number }> {
  const taken: Parts = [];
  let lines = 0;
  let left = tokens;
  for (const { range, text } of parts) {
    const first = await firstLines(text, (together ? left : tokens) - tokensAround);
    // One result for each cursor, or none.
    if (first.lines === 0 && !together) return { parts: [], lines: 0, left: 0 };
    if (first.lines === 0) break;
    taken.push({ range: rangeOf(range.start, first.text), text: first.text });
    lines += first.lines;
    left = (together ? left : tokens) - tokensAround - first.tokens;
    if (together && first.text.length < text.trimEnd().length) break;
  }
  return { parts: taken, lines, left: Math.max(0, left) / (together ? Math.max(1, taken.length) : 1) };
}

/** Where a text ends that begins there. */
function rangeOf(start: vscode.Position, text: string): vscode.Range {
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return new vscode.Range(
    start,
    new vscode.Position(start.line + lines.length - 1, lines.length === 1 ? start.character + last : last),
  );
}

function number(value: number): string {
  return new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 0 }).format(value);
}
