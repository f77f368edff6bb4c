import type { ParameterValues } from '../models/presets.ts';
import type { Fields } from '../openai/request.ts';
import type { Card } from './card.ts';
import type { TaskSettings } from './taskSettings.ts';
import type { TypedAnswer } from './typedAnswer.ts';

/** What a task says to the model. */
export interface Prompt {
  /** The system message. */
  instructions: string;
  /** The user message. */
  content: string;
  /** What was answered to it, and the message that is to be answered now. */
  followUp?: { answer: string; content: string };
}

/** A piece of a document that a task works on. */
export interface SourceText {
  text: string;
  languageId: string;
  /** Where it is from, as a URI, so that it can be asked whether that may be sent. */
  uri?: string;
  /** The file's name, for the model to know what it looks at. */
  fileName: string;
}

/** What a task is given: one of these for each cursor. */
export interface TaskInput {
  /** Missing when the user typed a question instead of selecting something. */
  source?: SourceText;
  /** What the user typed, if the task asks for words. */
  words: string;
  /** What has come of it, and what the user has typed about that. */
  followUp?: { result: string; words: string };
  /** What the editor knows about the source, if the task wants that. */
  context?: string;
  /** The whole file that the source is from, if the task wants it. */
  file?: string;
}

/** What the user is asked to type before the task runs. */
export interface Words {
  /** The title of the input box. */
  title: string;
  placeholder: string;
}

/** Who answers a task, where that is not whoever answers all of them, and with which parameters. */
export interface TaskChoice {
  provider?: string;
  /** Alone it is one of the same provider. */
  model?: string;
  /** By setting key; they go before `gloss.request.*`. */
  parameters?: ParameterValues;
}

/** Something Gloss can do: all that its command, its request and its result are made from. */
export interface Task {
  /** Names it in `gloss.tasks`, in conversations, and its schema on the wire. */
  id: string;
  /** Of the command's title, and the question's in the conversation. */
  title: string;
  /** The command's id. */
  command?: `gloss.${string}`;
  /** Whether the lightbulb offers it; the more it offers, the less it helps. */
  inLightbulb?: true;
  /** Whether it stands in the explorer's menu, for files and folders: a typed task, one answer a file. */
  overFiles?: true;
  /** A codicon's name. */
  icon: string;
  /** `selectionOrWords`: without a selection the user is asked for words instead. */
  input: 'selection' | 'selectionOrWords' | 'file' | 'words' | 'none';
  words?: Words;
  /** Whether what the editor and its language servers know about the source goes along. */
  wantsContext?: true;
  /** Whether the source is the prediction of the answer (predicted outputs). */
  predicts?: true;
  /** Whether the whole file goes along with a selection. */
  wantsFile?: true;
  /** Whether the prompt says itself what the source is, wherever it places it. */
  placesSource?: true;
  /** What a task of the user's own says of the model; `gloss.tasks` goes before it. */
  choice?: TaskChoice;
  /** Whether its result is to stand in place of the source: what is read-only is refused before money is spent. */
  writes?: true;
  prompt(input: TaskInput, settings: TaskSettings): Prompt;
  /** The task's defaults; the user's own `gloss.request.*` and `gloss.tasks` go before them. */
  sampling: Fields;
  /**
   * The form of its result, which is shown as a card and never in part. Without it the answer is prose, a part of the
   * conversation that can be asked about.
   */
  answer?(input: TaskInput, settings: TaskSettings): TypedAnswer<Card>;
}
