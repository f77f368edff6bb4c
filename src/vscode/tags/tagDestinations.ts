import * as vscode from 'vscode';
import type { Attachment } from '../../chat/turn.ts';
import { isNewComment } from '../../comments/isNewComment.ts';
import type { CommentRules } from '../../comments/scanComments.ts';
import { isTagLine, placeAbove, placeAtTop, type TagLinePlace, tagLine } from '../../comments/tagLine.ts';
import { placeOf } from '../../tasks/placeOf.ts';
import type { Replacement } from '../services/edits.ts';
import { commentRules } from '../services/languageComments.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';

/** A piece of a document and the tags it was given. */
export interface Tagged {
  attachment: Attachment;
  tags: readonly string[];
}

/** Why tags cannot be written. `moved`: the text that was tagged is no longer there, or cannot be told from another. */
export type Hindrance = 'moved' | 'noComment' | 'noFrontMatter';

/** The tags of several pieces together, none twice. */
export function allTags(tagged: readonly Tagged[]): string[] {
  return [...new Set(tagged.flatMap(({ tags }) => tags))];
}

/** The change that puts tags into a Markdown file's front matter, where that can be done safely. */
export async function frontMatterChanges(
  document: vscode.TextDocument,
  tagged: readonly Tagged[],
): Promise<Replacement[] | Hindrance> {
  const { setTags } = await import('../../tasks/frontMatter.ts');
  const change = setTags(document.getText(), allTags(tagged));
  if (!change) return 'noFrontMatter';
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  return [{ range, text: change.text }];
}

/** The changes that put tags above what they are of, one line for each place. */
export async function commentChanges(
  tokens: DocumentTokens,
  document: vscode.TextDocument,
  tagged: readonly Tagged[],
): Promise<Replacement[] | Hindrance> {
  const places = new Map<number, { place: TagLinePlace; tagged: Tagged[] }>();
  for (const piece of tagged) {
    const place = await placeFor(tokens, document, piece.attachment);
    if (!place) return 'moved';
    const there = places.get(place.line);
    if (there) there.tagged.push(piece);
    else places.set(place.line, { place, tagged: [piece] });
  }
  const changes: Replacement[] = [];
  for (const { place, tagged } of places.values()) {
    const change = await commentChange(tokens, document, place, allTags(tagged));
    if (!change) return 'noComment';
    changes.push(change);
  }
  return changes;
}

async function placeFor(
  tokens: DocumentTokens,
  document: vscode.TextDocument,
  { text, origin }: Attachment,
): Promise<TagLinePlace | undefined> {
  if (!origin) return undefined;
  const rules = await commentRules(document.languageId);
  const whole = document.getText();
  if (withoutTags(text, rules) === withoutTags(whole, rules)) {
    return placeAtTop(await tokens.tokenize(document.languageId, whole), rules, document.languageId);
  }
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const tagged = text.replace(/\r\n|\r|\n/g, eol);
  const then = document.offsetAt(new vscode.Position(origin.start.line, origin.start.character));
  const start = placeOf(tagged, whole, then);
  if (start === undefined) return undefined;
  // Blank lines at the start of a selection are no part of what was tagged.
  const { line } = document.positionAt(start + tagged.search(/\S/));
  return placeAbove(line, linesOf(document), rules);
}

/** What is left of a text but for its tags and its white space: whether it is a whole file does not hang on those. */
function withoutTags(text: string, rules: CommentRules): string {
  const lines = text.split(/\r\n|\r|\n/).filter(line => !isTagLine(line, rules));
  return lines.join('').replace(/\s+/g, '');
}

function linesOf(document: vscode.TextDocument): string[] {
  return Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line).text);
}

/** Only where the line would be a comment and change nothing else: not inside a string, a template, a page's text. */
async function commentChange(
  tokens: DocumentTokens,
  document: vscode.TextDocument,
  { line, replaces }: TagLinePlace,
  tags: readonly string[],
): Promise<Replacement | undefined> {
  const comment = tagLine(tags, await commentRules(document.languageId));
  if (!comment) return undefined;
  const existing = document.lineAt(line);
  const { text: lineText, firstNonWhitespaceCharacterIndex } = existing;
  const added = lineText.slice(0, firstNonWhitespaceCharacterIndex) + comment;
  const text = document.getText();
  const at = document.offsetAt(existing.range.start);
  const rest = text.slice(replaces ? document.offsetAt(existing.rangeIncludingLineBreak.end) : at);
  const before = await tokens.tokenize(document.languageId, text.slice(0, at) + rest);
  const after = await tokens.tokenize(document.languageId, `${text.slice(0, at)}${added}\n${rest}`);
  if (!isNewComment(before, after, line)) return undefined;
  return replaces
    ? { range: existing.range, text: added }
    : { range: new vscode.Range(existing.range.start, existing.range.start), text: `${added}\n` };
}
