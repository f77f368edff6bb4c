import * as vscode from 'vscode';
import type { Failure } from '../../openai/failure.ts';
import { findSecrets } from '../../outgoing/findSecrets.ts';
import { withoutTags } from '../../outgoing/invisible.ts';
import { maskedLine } from '../../outgoing/maskedLine.ts';
import type { PrivateReason } from '../../outgoing/privateFiles.ts';
import { textsIn } from '../../outgoing/textsIn.ts';
import { textHash } from '../../tasks/batch.ts';
import type { Outgoing } from './exchange.ts';
import type { Permissions } from './permissions.ts';
import { privateFiles } from './privateFiles.ts';
import type { Unseen } from './unseenSentence.ts';
import { withoutLinks } from './withoutLinks.ts';

/** Something in a request that is not sent unasked. */
interface Held {
  /** What the permission is for. */
  id: string;
  /** What it is, for people to read. */
  words: string;
}

/** So many are named in the question; the rest is counted there. */
const mostNamed = 8;

/**
 * Looks at a request before it goes out. When it has text of a file that holds secrets, what looks like a secret, or binary
 * data, the user is asked, once for each and each provider; nobody is asked about one of many requests, nor about one that
 * nobody has asked for.
 * @param keys that Gloss holds.
 * @returns how the answer ends without anything being sent; `undefined` when it may go.
 */
export async function permitSending(
  { endpoint: { host, provider }, body, files = [], paced, aside }: Outgoing,
  permissions: Permissions,
  keys: readonly string[],
): Promise<Failure | undefined> {
  const texts = textsIn(body);
  const all = [
    ...(await filesHeld(files)),
    ...(await secretsHeld(texts, keys)),
    ...(await binaryHeld(texts)),
  ];
  const held = [...new Map(all.map(one => [`${provider.baseUrl} ${one.id}`, one.words]))];
  const withheld = () => held.filter(([id]) => !permissions.has(id));
  if (withheld().length === 0) return undefined;
  const failure = (): Failure => ({ kind: 'withheld', withheld: withheld().map(([, words]) => words) });
  if (paced || aside) return failure();
  return permissions.inTurn(async () => {
    // Another request may have been about the same.
    const now = withheld();
    if (now.length === 0) return undefined;
    if (
      !(await isWanted(
        host,
        now.map(([, words]) => words),
      ))
    )
      return failure();
    permissions.add(now.map(([id]) => id));
    return undefined;
  });
}

/** A request without tag characters, and what it had in it that nobody sees. */
export function withoutHiddenTags(request: Outgoing): { request: Outgoing; unseen: Unseen } {
  // What is predicted stands in the messages, too, and counts there.
  const { prediction, ...rest } = request.body;
  const { data, tags: leftOut, others: sent } = withoutTags(rest);
  const predicted = prediction === undefined ? {} : withoutTags({ prediction }).data;
  const body = { ...data, ...predicted, model: request.body.model };
  return { request: leftOut === 0 ? request : { ...request, body }, unseen: { leftOut, sent } };
}

async function isWanted(host: string, words: readonly string[]): Promise<boolean> {
  const sendAnyway = vscode.l10n.t('Send Anyway');
  const more = words.length - mostNamed;
  const named = [...words.slice(0, mostNamed), ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])];
  const chosen = await vscode.window.showWarningMessage(
    withoutLinks(vscode.l10n.t('Send this to {0}? You are asked because of what is in it.', host)),
    { modal: true, detail: named.join('\n') },
    sendAnyway,
  );
  return chosen === sendAnyway;
}

async function filesHeld(files: readonly string[]): Promise<Held[]> {
  const reasonOf = privateFiles();
  const held: Held[] = [];
  for (const file of new Set(files)) {
    const uri = vscode.Uri.parse(file, true);
    const reason = await reasonOf(uri);
    const name = vscode.workspace.asRelativePath(uri);
    if (reason) held.push({ id: file, words: privateWords(name, reason) });
  }
  return held;
}

function privateWords(name: string, reason: PrivateReason): string {
  switch (reason) {
    case 'secrets':
      return vscode.l10n.t('{0}: a file for secrets', name);
    case 'ignored':
      return vscode.l10n.t('{0}: left out by gloss.ignore or .glossignore', name);
    case 'outside':
      return vscode.l10n.t('{0}: a link that leads out of the workspace', name);
  }
}

function secretsHeld(texts: readonly string[], keys: readonly string[]): Promise<Held[]> {
  return Promise.all(
    texts.flatMap(text => {
      const found = findSecrets(text, keys);
      return found.map(async secret => ({
        id: await textHash(secret.secret),
        words: `${secret.name}: ${maskedLine(text, secret, found)}`,
      }));
    }),
  );
}

function binaryHeld(texts: readonly string[]): Promise<Held[]> {
  return Promise.all(
    texts
      .filter(text => text.includes('\0'))
      .map(async text => ({ id: await textHash(text), words: vscode.l10n.t('binary data') })),
  );
}
