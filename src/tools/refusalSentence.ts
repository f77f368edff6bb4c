import { cut } from './result.ts';
import type { Refusal, WorkspaceView } from './workspaceView.ts';

/** Why a file is not shown, for the model. */
export function refusalSentence(refusal: Refusal, path: string, { folders }: WorkspaceView): string {
  const name = cut(path, 200);
  switch (refusal) {
    case 'noPath': {
      const from = folders.length > 1 ? `one of its folders (${folders.join(', ')})` : 'its folder';
      return `${name} is no path in the workspace: these are relative, with slashes, from ${from} on.`;
    }
    case 'missing':
      return `There is no file ${name} in the workspace.`;
    case 'private':
      return `${name} is private and is not shown to models.`;
    case 'binary':
      return `${name} is no text.`;
    case 'tooLarge':
      return `${name} is too large.`;
    case 'changed':
      return `${name} has just changed. Ask again.`;
  }
}
