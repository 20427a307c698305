import { noAnswer, type ProblemError, problemOf } from '@app/client';

/**
 * Hands one file in as its bytes. `fetch` does not tell how much has left; this does.
 *
 * @param onShare how much has been sent, 0 to 1
 * @throws ProblemError as the hub answers; with status 0 where no answer came
 */
export function handIn(file: File, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (event: ProgressEvent): void => reject(problemIn(request, event));
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onShare(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('error', refuse);
    request.addEventListener('abort', refuse);
    request.addEventListener('load', (event) => {
      if (request.status < 200 || request.status > 299) refuse(event);
      else resolve();
    });
    request.open('POST', `/api/v1/bank-files?name=${encodeURIComponent(nameOf(file))}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.send(file);
  });
}

/** What the hub takes for a name: no slashes, nothing that is no sign, at most 200. */
function nameOf({ name }: File): string {
  return name.replaceAll(/[\p{Cc}/\\]/gu, '-').slice(0, 200) || 'file';
}

function problemIn({ status, responseText }: XMLHttpRequest, event: ProgressEvent): ProblemError {
  return status === 0 ? noAnswer(event) : problemOf(status, jsonOf(responseText));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
