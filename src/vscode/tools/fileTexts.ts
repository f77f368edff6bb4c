import * as vscode from 'vscode';
import { isBinary } from '../../tasks/textShape.ts';
import type { FileText, Refused } from '../../tools/workspaceView.ts';
import { fileDoor } from './openFile.ts';

/** Larger files are not read, in bytes. */
const largestFile = 5_000_000;

/**
 * Reads files as the user sees them: what is not saved yet goes before what is on disk.
 * @param largest in bytes.
 */
export function fileTexts(largest = largestFile): (path: string) => Promise<FileText | Refused> {
  const open = fileDoor();
  return async path => {
    const file = await open(path);
    if ('refused' in file) return file;
    try {
      const { uri, size } = file;
      const edited = vscode.workspace.textDocuments.find(
        document => document.isDirty && document.uri.toString() === uri.toString(),
      );
      if (size > largest) return { refused: 'tooLarge' };
      const text = edited ? edited.getText() : await decoded(uri, await file.read());
      if (text === undefined || isBinary(text)) return { refused: 'binary' };
      return text.length > largest ? { refused: 'tooLarge' } : { text };
    } catch {
      return { refused: 'missing' }; // gone, or not for us to read
    } finally {
      await file.close();
    }
  };
}

/** @returns `undefined` for what looks binary to the editor. */
async function decoded(uri: vscode.Uri, bytes: Uint8Array): Promise<string | undefined> {
  return vscode.workspace.decode(bytes, { uri }).then(
    text => text,
    () => undefined,
  );
}
