import * as vscode from 'vscode';
import type { NewQuestion } from '../../chat/conversation.ts';
import { safeMarkdown } from '../../chat/safeMarkdown.ts';
import { sourcesMarkdown } from '../../chat/sourcesMarkdown.ts';
import type { AssistantTurn, Problem, Turn } from '../../chat/turn.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { summaryOf } from '../panel/panelView.ts';
import { asMarkdown } from '../services/asMarkdown.ts';
import { remedyLabel } from '../services/problems.ts';

/** How often a comment is drawn anew while its text grows, in milliseconds. */
const drawInterval = 200;

/** A comment thread that shows some questions of a conversation and their answers, as far as they have come. */
export class ExplainThread implements vscode.Disposable {
  readonly #session: ChatSession;
  readonly #create: (comments: vscode.Comment[]) => vscode.CommentThread;
  #thread: vscode.CommentThread | undefined;
  readonly #following: vscode.Disposable;
  #conversationId: string | undefined;
  /** The ids of its questions. */
  readonly #questions: string[] = [];
  /** By turn; the editor tells comments apart by their objects. */
  readonly #comments = new Map<string, vscode.Comment>();
  #turns: Turn[] = [];
  #drawing: ReturnType<typeof setTimeout> | undefined;

  /** @param create makes the thread when there is something in it: an empty one would ask to be written in. */
  constructor(session: ChatSession, create: (comments: vscode.Comment[]) => vscode.CommentThread) {
    this.#session = session;
    this.#create = create;
    this.#following = session.onDidChange(({ type }) => {
      if (type !== 'delta') this.#draw();
      else this.#drawing ??= setTimeout(() => this.#draw(), drawInterval);
    });
  }

  /** Asks a question in the session's conversation. Resolves when its answer has ended. */
  async ask(question: NewQuestion): Promise<void> {
    await this.#session.restore();
    this.#conversationId ??= this.#session.conversation.id;
    // The box goes away with its conversation, but the editor may be slow to take it away.
    if (!this.#isOpen) return;
    const id = crypto.randomUUID();
    this.#questions.push(id);
    await this.#session.ask({ ...question, id });
  }

  dispose(): void {
    const last = this.#turns.at(-1);
    if (this.#isOpen && last?.role === 'assistant' && last.state === 'streaming') this.#session.stop();
    this.#following.dispose();
    clearTimeout(this.#drawing);
    this.#thread?.dispose();
  }

  /** Whether the session still has its conversation: in another there is nothing to go on with. */
  get #isOpen(): boolean {
    return this.#conversationId === this.#session.conversation.id;
  }

  #draw(): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#turns = this.#isOpen ? this.#ownTurns() : this.#turns.map(ended);
    // The first question is the thread's title.
    const comments = this.#turns.slice(1).map(turn => this.#comment(turn));
    if (comments.length === 0) return;
    if (this.#thread) this.#thread.comments = comments;
    else this.#thread = this.#create(comments);
    this.#thread.canReply = this.#isOpen;
  }

  #ownTurns(): Turn[] {
    const { turns } = this.#session.conversation;
    return turns.filter((turn, index) => {
      const question = turn.role === 'user' ? turn : turns[index - 1];
      return question && this.#questions.includes(question.id);
    });
  }

  #comment(turn: Turn): vscode.Comment {
    const comment = this.#comments.get(turn.id) ?? {
      author: { name: turn.role === 'user' ? vscode.l10n.t('You') : 'Gloss' },
      mode: vscode.CommentMode.Preview,
      body: '',
    };
    this.#comments.set(turn.id, comment);
    comment.body = turn.role === 'user' ? turn.text : bodyOf(turn);
    if (turn.role === 'assistant') comment.label = labelOf(turn);
    return comment;
  }
}

/** An answer that the session has left behind. */
function ended(turn: Turn): Turn {
  return turn.role === 'assistant' && turn.state === 'streaming' ? { ...turn, state: 'stopped' } : turn;
}

/** The model's Markdown, which is trusted with nothing: no commands, no HTML, no pictures. */
function bodyOf({ text, citations = [], notes = [], problem }: AssistantTurn): vscode.MarkdownString {
  const sentences = [...notes, ...(problem ? sentencesOf(problem) : [])].map(asMarkdown);
  const sources = sourcesMarkdown(citations, vscode.l10n.t('Sources'));
  return new vscode.MarkdownString([safeMarkdown(text), sources, ...sentences].filter(Boolean).join('\n\n'));
}

function sentencesOf({ message, remedies }: Problem): string[] {
  const labels = remedies.map(remedyLabel).join(', ');
  return labels ? [message, vscode.l10n.t('The panel offers: {0}.', labels)] : [message];
}

function labelOf({ state, receipt }: AssistantTurn): string {
  const summary = receipt ? [summaryOf(receipt)] : [];
  if (state === 'streaming') return vscode.l10n.t('Answering');
  if (state === 'stopped') return [vscode.l10n.t('Stopped'), ...summary].join(' · ');
  return summary.join('');
}
