import { commonRules } from '../../comments/commonRules.ts';
import type { CommentRules } from '../../comments/scanComments.ts';

const known = new Map<string, Promise<CommentRules>>();

/**
 * How a language writes comments; empty when it has none. For a language that is not a common one, as the extension that
 * brings it says.
 */
export function commentRules(languageId: string): Promise<CommentRules> {
  const rules = known.get(languageId) ?? readRules(languageId);
  known.set(languageId, rules);
  return rules;
}

async function readRules(languageId: string): Promise<CommentRules> {
  const common = commonRules(languageId);
  if (common) return common;
  const { contributedRules } = await import('./contributedRules.ts');
  return contributedRules(languageId);
}
