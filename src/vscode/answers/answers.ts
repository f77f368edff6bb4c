import * as vscode from 'vscode';
import { answerMarkup, codeBlocks } from '../../chat/codeBlocks.ts';
import type { BlockAction, LinkView } from '../../chat/protocol.ts';
import type { AssistantTurn } from '../../chat/turn.ts';
import { hiddenCharacters, withoutHidden } from '../../markdown/hiddenCharacters.ts';
import { placesIn } from '../../markdown/places.ts';
import type { Rewrites } from '../rewrite/rewrites.ts';
import { agreesToRemove } from '../services/agreesToRemove.ts';
import { applyCode } from './applyCode.ts';
import { findPlaces, type Target } from './findPlaces.ts';
import { insertCode, replaceSelection } from './insertCode.ts';
import { openAsFile } from './openAsFile.ts';
import { describeTarget, openTarget } from './openTarget.ts';
import { pasteIntoTerminal } from './pasteIntoTerminal.ts';

/** Of so many answers it is remembered what they name. */
const mostAnswers = 200;

/** What can be done with the parts of an answer: its blocks of code, and the names in it. */
export class Answers {
  readonly #rewrites: Rewrites;
  /** By the ids of the answers, the one that was looked through last at the end. */
  readonly #targets = new Map<string, Map<string, Target[]>>();

  constructor(rewrites: Rewrites) {
    this.#rewrites = rewrites;
  }

  /** The texts of an answer that name a place in the workspace as it is now. */
  async findLinks({ id, text, cards }: AssistantTurn): Promise<LinkView[]> {
    const targets = cards ? new Map<string, Target[]>() : await findPlaces(placesIn(answerMarkup(text)));
    this.#targets.delete(id);
    this.#targets.set(id, targets);
    const [oldest] = this.#targets.keys();
    if (this.#targets.size > mostAnswers && oldest !== undefined) this.#targets.delete(oldest);
    return Array.from(targets, ([text, found]) => ({ text, title: titleOf(found) }));
  }

  /** Opens the place that a text of an answer names; what is none of its links opens nothing. */
  async openLink(answer: AssistantTurn, text: string): Promise<void> {
    if (!this.#targets.has(answer.id)) await this.findLinks(answer);
    await openTarget(this.#targets.get(answer.id)?.get(text) ?? []);
  }

  /** Does with a block of an answer what its button says, if the block is there and whole. */
  async actOnBlock(action: BlockAction, answer: AssistantTurn, index: number): Promise<void> {
    const block = answer.cards ? undefined : codeBlocks(answer)[index];
    if (!block?.whole) return;
    const hidden = hiddenCharacters(block.text);
    if (hidden.length > 0 && (action === 'terminal' || !(await agreesToRemove(hidden)))) {
      if (action === 'terminal') vscode.window.showWarningMessage(refusal(hidden));
      return;
    }
    const code = { ...block, text: withoutHidden(block.text) };
    switch (action) {
      case 'insert':
        return insertCode(code.text);
      case 'replace':
        return replaceSelection(code.text);
      case 'apply':
        return applyCode(code, this.#rewrites);
      case 'newFile':
        return openAsFile(code);
      case 'terminal':
        return pasteIntoTerminal(code);
    }
  }
}

function titleOf(targets: readonly Target[]): string {
  const [first] = targets;
  if (first && targets.length === 1) return describeTarget(first);
  return vscode.l10n.t('{0} places', targets.length);
}

function refusal(hidden: readonly string[]): string {
  return vscode.l10n.t(
    'This code has characters that cannot be seen ({0}), so it does not go to the terminal.',
    hidden.join(', '),
  );
}
