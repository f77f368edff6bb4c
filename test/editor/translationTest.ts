import type * as vscode from 'vscode';
import type { Translating } from '../../src/vscode/translate/translating.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';

/** What tests of translations have in common. The stand-in marks every text: `[Esperanto] …`. */
export interface TranslationTest {
  readonly endpoint: Endpoint;
  /** The folder that is open. */
  readonly folder: vscode.Uri;
  /** What makes the translations; set to `begin()` it is that of the next window. */
  translating: Translating;
  begin(): Translating;
  /** Sets one of Gloss's settings, or takes it back. */
  set(name: string, value: unknown): Promise<void>;
  /** A document in the editor in front. */
  opened(languageId: string, content: string): Promise<vscode.TextDocument>;
  undo(): Thenable<unknown>;
  /** Has the next answer be these texts, in the order of the comments. */
  answer(...texts: readonly string[]): void;
}
