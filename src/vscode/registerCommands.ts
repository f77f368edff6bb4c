import * as vscode from 'vscode';
import type { Gloss } from './gloss.ts';
import type { Retried } from './services/retried.ts';

/** Gloss's own package.json, which a test compares with the catalogue of commands. */
interface Manifest {
  contributes: { commands: readonly { command: string }[] };
}

/** Registers every command that package.json has; what runs them is loaded with the first. */
export function registerCommands({ contributes }: Manifest, gloss: Retried<Gloss>): vscode.Disposable {
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...given: unknown[]) =>
        (await gloss.get()).run(command, given),
      ),
    ),
  );
}
