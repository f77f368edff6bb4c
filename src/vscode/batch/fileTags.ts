import type { TextDocument } from 'vscode';
import type { Replacement } from '../services/edits.ts';
import { commentChanges, frontMatterChanges } from '../tags/tagDestinations.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';

/** The changes that put tags into a file of its own kind; `undefined` where it has no place for them. */
export async function fileTagsChanges(
  tokens: DocumentTokens,
  document: TextDocument,
  tags: readonly string[],
): Promise<Replacement[] | undefined> {
  const { languageId } = document;
  const origin = { uri: document.uri.toString(), start: { line: 0, character: 0 } };
  const whole = { tags, attachment: { label: '', detail: '', languageId, text: document.getText(), origin } };
  const changes =
    languageId === 'markdown'
      ? await frontMatterChanges(document, [whole])
      : await commentChanges(tokens, document, [whole]);
  return typeof changes === 'string' ? undefined : changes;
}
