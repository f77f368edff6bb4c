import * as vscode from 'vscode';
import { parseJson } from '../../openai/parseJson.ts';
import { isOfLaterVersion } from '../../schema/isOfLaterVersion.ts';
import { readWhole, setAside } from './wholeFile.ts';

/** How a kept file is read, which is JSON with a `version`, be it in its first line, and what the user is told of one that makes no sense. */
export interface KeptForm<Value> {
  /** @returns `undefined` for what makes no sense, and for what a later Gloss has written. */
  read(text: string): Value | undefined;
  /** It made no sense, and is kept as `.corrupt`. */
  broken(): string;
}

/**
 * What a file of Gloss's own says. One that makes no sense is set aside, never deleted, and the user is told.
 * @returns `newer` for one that a later Gloss has written, which is to stay as it is; `undefined` when there is nothing
 * @throws when there is something that cannot be read just now
 */
export async function readKept<Value>(
  file: vscode.Uri,
  form: KeptForm<Value>,
): Promise<Value | 'newer' | undefined> {
  const text = await readWhole(file);
  if (text === undefined) return undefined;
  const value = form.read(text);
  if (value !== undefined) return value;
  const [firstLine = ''] = text.split('\n', 1);
  if (isOfLaterVersion(parseJson(text) ?? parseJson(firstLine))) return 'newer';
  if (await setAside(file)) vscode.window.showWarningMessage(form.broken());
  return undefined;
}
