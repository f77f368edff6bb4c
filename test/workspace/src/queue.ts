export interface UploadFile {
  name: string;
  content: Blob;
}

export interface UploadQueue {
  endpoint: string;
  maxAttempts: number;
}

/*
 * Lädt eine Datei hoch und versucht es bei einem Fehler erneut.
 * Die Wartezeit verdoppelt sich nach jedem Versuch, damit ein überlasteter
 * Server sich erholen kann. Ein Fehler des Aufrufers (4xx) wird nicht wiederholt.
 */
export async function uploadWithRetry(queue: UploadQueue, file: UploadFile): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${queue.endpoint}/${file.name}`, { method: 'PUT', body: file.content });
    if (response.ok) return attempt;
    if (response.status < 500 || attempt === queue.maxAttempts) {
      throw new Error(`Upload of ${file.name} failed with ${response.status}`);
    }
    const jitter = Math.random() * 100;
    await new Promise(resolve => setTimeout(resolve, 2 ** attempt * 250 + jitter));
  }
}

// Begrenzt die Zahl der Aufrufe in einem gleitenden Zeitfenster.
export class RateLimiter {
  private readonly stamps: number[] = [];
  private readonly limit: number;
  private readonly windowMs: number;

  constructor(limit: number, windowMs = 60_000) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  tryTake(now = Date.now()): boolean {
    while (this.stamps[0] !== undefined && now - this.stamps[0] > this.windowMs) this.stamps.shift();
    if (this.stamps.length >= this.limit) return false;
    this.stamps.push(now);
    return true;
  }
}
