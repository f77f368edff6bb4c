import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import '../../../standIn/useStandIn.ts';
import { builtInTools } from '../../../../src/tools/builtInTools.ts';
import { documents, openFromDisk, useFolders } from '../../../standIn/diskWorkspace.ts';
import { answers, diagnostics, exported, SymbolKind } from '../../../standIn/knowledge.ts';
import { Range } from '../../../standIn/positions.ts';
import { Uri } from '../../../standIn/uri.ts';
import { settings } from '../../../standIn/vscode.ts';

const { workspaceView } = await import('../../../../src/vscode/tools/workspaceView.ts');

/** What must come through no tool. In each file of them another word follows. */
export const canary = 'CANARY';

/** A workspace in a folder on the disk, with canaries around it. */
export interface CanaryWorkspace {
  /** What is around the workspace. */
  base: string;
  /** The workspace's folder. */
  root: string;
  /** Files that no tool may tell of, by their paths. */
  outside: readonly string[];
  /** Puts those that were deleted back. */
  putOutside(): void;
  write(path: string, text: string): void;
  link(path: string, target: string): void;
  remove(): void;
}

export function canaryWorkspace(): CanaryWorkspace {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'gloss-tools-')));
  const root = join(base, 'ws');
  const outside = ['canary.txt', 'ws-other/canary.txt', 'outer/canary.txt', 'outer/deep/canary.txt'].map(
    path => join(base, path),
  );
  const writeAt = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const workspace: CanaryWorkspace = {
    base,
    root,
    outside,
    putOutside() {
      for (const [index, path] of outside.entries()) writeAt(path, `${canary} ${index}\n`);
    },
    write: (path, text) => writeAt(join(root, path), text),
    link(path, target) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      symlinkSync(target, join(root, path));
    },
    remove() {
      rmSync(base, { recursive: true });
      useFolders(['/a/folder']);
      documents.length = 0;
      for (const known of [diagnostics, answers, exported, settings]) known.clear();
    },
  };
  workspace.putOutside();
  workspace.write('src/a.ts', 'export const inside = 1;\n');
  workspace.write('.env', `${canary} private\n`);
  useFolders([root]);
  // A language that knows the first line of whatever is open under a name.
  answers.set('vscode.executeDocumentSymbolProvider', async uri => {
    assert.ok(uri instanceof Uri);
    const [name = ''] = (await openFromDisk(uri)).getText().split('\n');
    return [{ name, kind: SymbolKind['Class'], range: new Range(0, 0, 0, 1), children: [] }];
  });
  return workspace;
}

/** As the model is answered. */
export async function callTool(name: string, args: Record<string, unknown>): Promise<string> {
  const tool = builtInTools.find(tool => tool.name === name) ?? assert.fail(name);
  const prepared = tool.prepare(args);
  if ('mistake' in prepared) return prepared.mistake;
  return prepared.run(workspaceView, new AbortController().signal);
}

/** What each tool says of a path, or of a glob, by the tool. */
export async function toldOf(path: string): Promise<Record<string, string>> {
  documents.length = 0;
  return {
    read_file: await callTool('read_file', { path, firstLine: null, lastLine: null }),
    document_symbols: await callTool('document_symbols', { path }),
    diagnostics: await callTool('diagnostics', { path }),
    list_files: await callTool('list_files', { glob: path }),
    search_text: await callTool('search_text', {
      ...{ text: canary, glob: path, caseSensitive: null, wholeWord: null },
    }),
  };
}

/** A complaint that quotes the file, of one that is called so. */
export function complainOf(path: string): void {
  const message = readFileSync(path, 'utf8');
  diagnostics.set(Uri.file(path), [{ range: new Range(0, 0, 0, 1), message, severity: 0 }]);
}
