import type { Range } from './positions.ts';
import type { Uri } from './uri.ts';

// What the editor's languages and its Git extension know, as a test says.

export const DiagnosticSeverity = enumOf(['Error', 'Warning', 'Information', 'Hint']);
export const SymbolKind = enumOf(['File', 'Module', 'Namespace', 'Package', 'Class', 'Method']);

/** By name and by number, as TypeScript's own are. */
function enumOf(names: readonly string[]): Record<string | number, number | string> {
  return Object.fromEntries(
    names.flatMap((name, index) => [
      [name, index],
      [index, name],
    ]),
  );
}

export interface Diagnostic {
  range: Range;
  message: string;
  severity: number;
}

/** What is complained of, by the file's URI. */
export const diagnostics = new Map<Uri, readonly Diagnostic[]>();

export const languages = {
  getDiagnostics: (uri?: Uri) =>
    uri ? [...diagnostics].flatMap(([of, all]) => (String(of) === String(uri) ? all : [])) : [...diagnostics],
};

/** What answers the editor's commands. */
export const answers = new Map<string, (...args: readonly unknown[]) => unknown>();

export const commands = {
  executeCommand: async (command: string, ...args: readonly unknown[]) => answers.get(command)?.(...args),
};

/** What extensions export, by their ids. */
export const exported = new Map<string, unknown>();

export const extensions = {
  getExtension: (id: string) => exported.has(id) && { activate: async () => exported.get(id) },
};
