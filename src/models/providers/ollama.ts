import { localServer } from '../localServer.ts';

export const ollama = localServer('ollama', 'Ollama', 11434);
