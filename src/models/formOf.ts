import type { ChatMessage } from '../openai/request.ts';

const speakers: Partial<Record<ChatMessage['role'], string>> = { user: 'User', assistant: 'Assistant' };

/** A gateway's form: one field for instructions, one for the question, and the pictures beside it. */
export interface RequestForm {
  system_prompt?: string;
  prompt: string;
  image_urls?: string[];
  image_detail?: string;
}

/**
 * A conversation for a gateway that has one field for instructions and one for the question. A single question goes as it
 * is; what was said before goes along as a transcript.
 */
export function formOf(messages: readonly ChatMessage[]): RequestForm {
  const system = messages.filter(({ role }) => role === 'system').map(textOf);
  const said = messages.filter(({ role }) => role !== 'system');
  const prompt =
    said.length === 1
      ? said.map(textOf).join('')
      : said.map(message => `${speakers[message.role] ?? message.role}: ${textOf(message)}`).join('\n\n');
  const images = said.flatMap(imagesIn);
  const detail = images.find(image => image.detail)?.detail;
  return {
    ...(system.length > 0 ? { system_prompt: system.join('\n') } : {}),
    prompt,
    ...(images.length > 0 ? { image_urls: images.map(({ url }) => url) } : {}),
    ...(detail ? { image_detail: detail } : {}),
  };
}

function textOf({ content }: ChatMessage): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap(part => (part.type === 'text' ? part.text : [])).join('\n');
}

function imagesIn({ content }: ChatMessage): { url: string; detail?: string }[] {
  if (typeof content === 'string') return [];
  return (content ?? []).flatMap(part => (part.type === 'image_url' ? part.image_url : []));
}
