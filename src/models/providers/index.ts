import type { Provider } from '../provider.ts';
import { llamaCpp } from './llamaCpp.ts';
import { lmStudio } from './lmStudio.ts';
import { ollama } from './ollama.ts';
import { openai } from './openai.ts';
import { qubrid } from './qubrid.ts';
import { unorouter } from './unorouter.ts';
import { vllm } from './vllm.ts';

/** Every provider that Gloss knows by itself; the user's own are in `gloss.customEndpoints`. */
export const providers: readonly Provider[] = [openai, qubrid, unorouter, ollama, lmStudio, llamaCpp, vllm];
