import { localServer } from '../localServer.ts';

export const llamaCpp = localServer('llama.cpp', 'llama.cpp', 8080);
