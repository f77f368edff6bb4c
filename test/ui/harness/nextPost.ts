import type { Endpoint, RecordedRequest } from '../../endpoint/endpoint.ts';

/** The next request for an answer: once a day Gloss asks about the model, too. */
export async function nextPost(endpoint: Endpoint): Promise<RecordedRequest> {
  const request = await endpoint.nextRequest();
  return request.method === 'POST' ? request : nextPost(endpoint);
}
