import { localServer } from '../localServer.ts';

export const lmStudio = localServer('lm-studio', 'LM Studio', 1234);
