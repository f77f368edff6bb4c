import * as z from 'zod/mini';
import { maxLength } from '../schema/lengths.ts';

/** Of a file, as the tools write it. */
export const pathArgument = z.string().check(maxLength(4_000));

/** Which files are meant; null for all. */
export const globArgument = z.nullable(z.string().check(maxLength(500)));
