import { isLoopback } from '../../models/baseUrl.ts';

/** Milliseconds. Node drops a connection that nobody used for four seconds, where the server does not say how long it keeps it. */
const keptOpen = 3_000;

/** Whom requests went to in this window, and when last: nobody else is ever connected to before there is a request. */
export class AskedLately {
  readonly #at = new Map<string, number>();

  /** @param now in milliseconds, from any moment on. */
  add(baseUrl: string, now: number): void {
    this.#at.set(baseUrl, now);
  }

  /** Whether somebody was asked, but so long ago that the connection is gone. On this machine there is nothing to gain. */
  isConnectionGone(baseUrl: string, now: number): boolean {
    const last = this.#at.get(baseUrl);
    return last !== undefined && now - last > keptOpen && !isLoopback(new URL(baseUrl));
  }
}
