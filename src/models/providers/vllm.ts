import { localServer } from '../localServer.ts';

export const vllm = localServer('vllm', 'vLLM', 8000);
