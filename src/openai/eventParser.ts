/** What a line of a stream brings. */
export type StreamPart =
  | { type: 'event'; event: string; data: string }
  /** How servers say that they are still there. */
  | { type: 'comment' };

/**
 * Server-sent events, to the letter of their specification and in linear time, with one addition: llama.cpp wrote its
 * errors into a field `error` of their own, which the specification has a reader ignore. No library at hand hands that
 * over when the line is split over two packets.
 */
export class EventParser {
  /** Of a line that is not at its end. */
  #pieces: string[] = [];
  #afterReturn = false;
  #event = '';
  #data: string[] = [];

  /** Takes text in, split anywhere, and returns the parts that are whole with it. */
  feed(text: string): StreamPart[] {
    const parts: StreamPart[] = [];
    // The other half of a line end that was split.
    let start = this.#afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    let feed = text.indexOf('\n', start);
    let carriageReturn = text.indexOf('\r', start);
    for (;;) {
      const end = feed < 0 || (carriageReturn >= 0 && carriageReturn < feed) ? carriageReturn : feed;
      if (end < 0) break;
      this.#endLine(text.slice(start, end), parts);
      start = end + (text.startsWith('\r\n', end) ? 2 : 1);
      if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
      if (carriageReturn >= 0 && carriageReturn < start) carriageReturn = text.indexOf('\r', start);
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
    return parts;
  }

  /** What is left when the text is over: the specification drops it, but servers in a hurry leave the blank line out. */
  finish(): StreamPart[] {
    return this.feed('\n\n');
  }

  #endLine(rest: string, parts: StreamPart[]): void {
    const line = this.#pieces.length > 0 ? this.#pieces.join('') + rest : rest;
    this.#pieces = [];
    if (line === '') {
      this.#endEvent(parts);
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line.startsWith(' ', colon + 1) ? 2 : 1));
    if (colon === 0) parts.push({ type: 'comment' });
    else if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'error') parts.push({ type: 'event', event: 'error', data: value });
  }

  #endEvent(parts: StreamPart[]): void {
    if (this.#data.length > 0) {
      parts.push({ type: 'event', event: this.#event || 'message', data: this.#data.join('\n') });
    }
    this.#data = [];
    this.#event = '';
  }
}
