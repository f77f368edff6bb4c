import type { BuiltInTool } from './builtInTool.ts';
import { diagnostics } from './diagnostics.ts';
import { documentSymbols } from './documentSymbols.ts';
import { findSymbol } from './findSymbol.ts';
import { gitDiff } from './gitDiff.ts';
import { listFiles } from './listFiles.ts';
import { readFile } from './readFile.ts';
import { searchText } from './searchText.ts';

/** All that a model may call by itself. They only look; there is none that runs, writes or fetches something. */
export const builtInTools: readonly BuiltInTool[] = [
  readFile,
  listFiles,
  searchText,
  findSymbol,
  documentSymbols,
  diagnostics,
  gitDiff,
];
