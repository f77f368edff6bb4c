import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { CommentRules } from '../../comments/scanComments.ts';
import { parseJsonc } from './jsonc.ts';

const contributions = z.object({
  contributes: z.object({
    languages: z.array(z.object({ id: z.string(), configuration: z.optional(z.string()) })),
  }),
});

const configuration = z.object({
  comments: z.optional(
    z.object({
      lineComment: z.nullish(z.union([z.string(), z.object({ comment: z.string() })])),
      blockComment: z.nullish(z.tuple([z.string(), z.string()])),
    }),
  ),
});

/** How a language writes comments, as the extension says that brings it; empty when none does. */
export async function contributedRules(languageId: string): Promise<CommentRules> {
  for (const extension of vscode.extensions.all) {
    const parsed = contributions.safeParse(extension.packageJSON);
    const language = parsed.data?.contributes.languages.find(
      ({ id, configuration }) => id === languageId && configuration,
    );
    if (!language?.configuration) continue;
    const rules = await readConfiguration(
      vscode.Uri.joinPath(extension.extensionUri, language.configuration),
    );
    if (rules.lineComment || rules.blockComment) return rules;
  }
  return {};
}

async function readConfiguration(file: vscode.Uri): Promise<CommentRules> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const parsed = configuration.safeParse(parseJsonc(text));
    const { lineComment, blockComment } = parsed.data?.comments ?? {};
    const line = typeof lineComment === 'object' ? lineComment?.comment : lineComment;
    return { ...(line ? { lineComment: line } : {}), ...(blockComment ? { blockComment } : {}) };
  } catch {
    return {}; // an extension that names a file it does not have
  }
}
