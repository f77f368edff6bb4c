import * as vscode from 'vscode';
import type { OfferedTool } from '../../tools/offeredTool.ts';
import { readTexts } from '../services/setting.ts';
import { editorTools } from './editorTools.ts';
import { workspaceTools } from './workspaceTools.ts';

/** A tool that can be chosen. */
export interface ToolChoice {
  /** What `gloss.tools.offered` has for it. */
  id: string;
  tool: OfferedTool;
}

/** All tools that there are. None in a workspace that is not trusted: what is in it could tell the model what to call. */
export function allTools(): ToolChoice[] {
  if (!vscode.workspace.isTrusted) return [];
  const own = workspaceTools.map(tool => ({ id: tool.name, tool }));
  const names = own.map(({ id }) => id);
  // Who chooses one of Gloss's own by its name means no other.
  return [...own, ...editorTools(names).filter(({ id }) => !names.includes(id))];
}

/** Those that chats are offered, and the names of those that are chosen and not there. */
export function offeredTools(): { tools: OfferedTool[]; absent: string[] } {
  const all = allTools();
  const chosen = readTexts('tools.offered');
  return {
    tools: all.flatMap(({ id, tool }) => (chosen.includes(id) ? [tool] : [])),
    absent: chosen.filter(name => !all.some(({ id }) => id === name)),
  };
}
