import * as vscode from 'vscode';
import { withoutLinks } from './withoutLinks.ts';

/** Tells each sentence once: what is learned of a model is learned by several requests at once. */
export function noteOnce(): (sentence: string) => void {
  const told = new Set<string>();
  return sentence => {
    if (told.has(sentence)) return;
    told.add(sentence);
    void vscode.window.showInformationMessage(withoutLinks(sentence));
  };
}
