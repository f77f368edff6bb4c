import * as vscode from 'vscode';
import { isSchema } from '../../models/strictSchema.ts';
import type { OfferedTool } from '../../tools/offeredTool.ts';

/** What the API lets a function be called. */
const longestName = 64;

/** A tool that another extension, or a server that the editor knows, has registered. */
export interface EditorTool {
  /** The editor's name for it, by which it is chosen. */
  id: string;
  tool: OfferedTool;
}

/**
 * The editor's tools, of which none is taken for one that only reads: nobody knows what they do.
 * @param taken names that the model knows others by.
 */
export function editorTools(taken: readonly string[]): EditorTool[] {
  const names = new Set(taken);
  return vscode.lm.tools.map(information => {
    const name = freeName(information.name, names);
    names.add(name);
    return { id: information.name, tool: offered(information, name) };
  });
}

function offered(information: vscode.LanguageModelToolInformation, name: string): OfferedTool {
  const { description, inputSchema } = information;
  const parameters = isSchema(inputSchema) ? inputSchema : { type: 'object', properties: {} };
  return {
    ...{ name, description, parameters, strict: false, readsOnly: false },
    async prepare(args) {
      const { checkJson } = await import('../../chat/checkJson.ts');
      const [fault] = checkJson([JSON.stringify(args)], parameters);
      // One that the check does not understand says nothing of the arguments; the tool looks at them itself.
      if (fault && fault.why !== 'unusableSchema') {
        return {
          mistake: `The arguments do not fit: ${[fault.at, fault.message].filter(Boolean).join(': ')}`,
        };
      }
      return { run: signal => invoke(information, args, signal) };
    },
  };
}

/** @throws when the tool has become another one since it was offered, and what it fails with. */
async function invoke(
  before: vscode.LanguageModelToolInformation,
  input: unknown,
  signal: AbortSignal,
): Promise<string> {
  const now = vscode.lm.tools.find(({ name }) => name === before.name);
  if (!now || definitionOf(now) !== definitionOf(before))
    throw new Error('It is not there any more as it was offered.');
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = () => cancellation.cancel();
  signal.addEventListener('abort', cancel);
  try {
    const { content } = await vscode.lm.invokeTool(
      before.name,
      { input: typeof input === 'object' && input !== null ? input : {}, toolInvocationToken: undefined },
      cancellation.token,
    );
    return content.map(textOf).join('\n');
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

function textOf(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  return '[What is no text was left out.]';
}

function definitionOf({ description, inputSchema }: vscode.LanguageModelToolInformation): string {
  return JSON.stringify([description, inputSchema]);
}

/** Other names than the API takes are made to fit, and told apart by a number. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/[^\w-]/g, '_').slice(0, longestName);
  for (let number = 2, free = plain; ; number += 1) {
    if (!taken.has(free)) return free;
    const end = `_${number}`;
    free = plain.slice(0, longestName - end.length) + end;
  }
}
